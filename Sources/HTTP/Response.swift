/// An answer to one request.
package struct Response: Sendable {
  /// The status code, 200...599. Anything else is answered as 500.
  package var status: Int
  /// Header fields in order. `Content-Length`, `Date` and the connection's own fields are the server's business.
  package var headers: [(name: String, value: String)]
  /// The body; empty for none. It is left out in the answer to `HEAD`, its length is still announced.
  package var body: [UInt8]
  /// A body that other answers send too, instead of ``body``.
  package var shared: SharedBody?

  /// An answer of these parts.
  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer whose body is a JSON text that is ready to send.
  package static func json(
    _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
  ) -> Response {
    Response(
      status: status, headers: [("Content-Type", "application/json")] + headers, body: Array(text.utf8))
  }

  /// An answer of plain text in UTF-8.
  package static func text(
    _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
  ) -> Response {
    Response(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers, body: Array(text.utf8))
  }

  /// The first value of a header field, compared without regard to case.
  package func value(of header: String) -> String? {
    headers.first { $0.name.equalsIgnoringASCIICase(header) }?.value
  }
}
