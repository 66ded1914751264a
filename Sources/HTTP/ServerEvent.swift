/// Something the server decided by itself, without asking the handler.
package enum ServerEvent: Sendable, Equatable {
  /// A new connection was closed at once: its address has as many as it may.
  case connectionRefused(peer: String)
  /// All connections were in use, and this one, without a finished header, had to go for a new one.
  case connectionCrowdedOut(peer: String)
  /// A request's header was not complete in time; answered 408 if its first line had come, closed otherwise.
  case headerDeadlinePassed(peer: String)
  /// A kept-alive connection without a new request was closed. Ordinary.
  case idleConnectionClosed(peer: String)
  /// A request's body was not complete in time; answered 408 and closed.
  case bodyDeadlinePassed(peer: String)
  /// A request's body passed its limit; answered 413 and closed.
  case bodyOverLimit(peer: String)
  /// The application gave no reply in time; answered 503.
  case replyDeadlinePassed(peer: String)
  /// A client did not take its answer in time; closed.
  case sendDeadlinePassed(peer: String)
  /// The header contradicts the protocol (ambiguous framing, a broken field); answered 400 and closed.
  case malformedRequest(peer: String)
  /// The client went away before its body was whole.
  case clientGone(peer: String)
}
