/// Decides what happens to a request.
package protocol RequestHandler: Sendable {
  /// Called once per request when its header is complete, on the server's own thread: it must not block, every other
  /// connection waits meanwhile.
  func receive(_ head: RequestHead) -> Admission
}
