import HTTP

/// Takes a request that has no body and hands its reply to a task.
final class DeferredReader: BodyReader {
  private let work: @Sendable (Reply) async -> Void

  init(_ work: @escaping @Sendable (Reply) async -> Void) {
    self.work = work
  }

  func consume(_ bytes: UnsafeRawBufferPointer) {}

  package func finish(_ reply: Reply) {
    let work = work
    Task { await work(reply) }
  }

  func abandon() {}
}
