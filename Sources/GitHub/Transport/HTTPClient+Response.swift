package import FoundationEssentials

extension HTTPClient {
  /// A whole answer, of any status.
  package struct Response: Sendable {
    /// The status code.
    package var status: Int
    /// The headers of the final answer (not those of a `100 Continue` before it).
    package var headers: Headers
    /// The body, decompressed.
    package var body: Data

    /// An answer.
    package init(status: Int, headers: Headers = Headers(), body: Data = Data()) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }
}
