/// What is known of a request before the first byte of its body.
package struct RequestHead: Sendable {
  /// The method as the client wrote it: `POST`, `HEAD`, anything. Methods are case-sensitive.
  package let method: String
  /// The target without its query, exactly as sent: nothing is unescaped, merged or resolved.
  package let path: String
  /// What followed the first `?`, exactly as sent; nil without a `?`.
  package let query: String?
  /// `HTTP/1.1` or `HTTP/1.0` (a later 1.x is possible).
  package let version: String
  /// The numeric address of the client, without its port: the other end of the connection, or whom a trusted proxy
  /// there speaks for.
  package let peer: String
  /// The announced length of the body in bytes; nil when none was announced.
  package let contentLength: UInt64?
  /// The body comes in chunks, its length unknown until its end.
  package let isChunked: Bool
  /// The way to end it while its body is coming.
  package let openBody: OpenBody
  let block: HeaderBlock

  /// All values of a header field in the order they came; the name is compared without regard to case.
  package func values(of header: String) -> [String] { block.values(of: header) }

  /// All header fields in the order they came.
  package var headers: [(name: String, value: String)] { block.fields }

  /// Whether a body was announced that has at least one byte, or may have.
  package var expectsBody: Bool { isChunked || (contentLength ?? 0) > 0 }
}
