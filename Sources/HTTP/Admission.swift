/// What a handler makes of a request's head.
package enum Admission {
  /// Answer now, before any byte of the body is read. A client that waits for `100 Continue` never sends the body; the
  /// connection is closed if a body was announced.
  case answer(Response)
  /// Read the body of at most `limit` bytes into a reader. A longer one is answered by the server, at once if its
  /// announced length says so, otherwise when the running count passes the limit.
  case read(limit: UInt64, into: any BodyReader)
}
