/// Takes one request's body as it arrives. The server buffers nothing: what the reader keeps is all that is kept.
///
/// All three are called on one thread of the server, one after the other, and must not block. Exactly one of `finish`
/// and `abandon` is called, as the last.
package protocol BodyReader: AnyObject {
  /// The next bytes, valid only during the call. Not called for a request without a body.
  func consume(_ bytes: UnsafeRawBufferPointer)

  /// The whole body has come, within its limit and its deadline. The reply may be given now or later, from any thread.
  func finish(_ reply: Responder)

  /// The body will never be whole: too large, too slow, client gone, malformed, or the server stops.
  func abandon()
}
