public import FoundationEssentials

extension HTTPClient {
  /// A whole answer, of any status.
  public struct Response: Sendable {
    /// The status code.
    public var status: Int
    /// The headers of the final answer (not those of a `100 Continue` before it).
    public var headers: Headers
    /// The body, decompressed.
    public var body: Data

    /// An answer.
    public init(status: Int, headers: Headers = Headers(), body: Data = Data()) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }
}
