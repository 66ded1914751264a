package import HTTP

/// What the API says to a question.
package enum APIAnswer: Sendable {
  /// A JSON document that is ready to send: the same bytes that `--json` prints.
  case document([UInt8])
  /// No such thing, a question that cannot be read, or a store that does not answer.
  case failure(APIFailure)
  /// A body that is written bit by bit, for server-sent events: is given the stream and may return before it ends.
  case stream(contentType: String, @Sendable (ResponseStream) async -> Void)
}
