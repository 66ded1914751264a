package import FoundationEssentials

extension HTTPClient {
  /// A request's method.
  package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// One request.
  package struct Request: Sendable {
    /// The method.
    package var method: Method
    /// Absolute, `http` or `https`, already percent-encoded.
    package var url: String
    /// Headers besides the authorization. `Content-Length` and `Host` are added by the client.
    package var headers: Headers
    /// Sent as `Authorization: Bearer …`. A field of its own, so that a printed request never shows it.
    package var bearer: Secret?
    /// The body, if any.
    package var body: Data?
    /// Longest time for everything: waiting for a connection, sending, receiving.
    package var timeout: Duration
    /// Most bytes of body that are accepted, counted after decompression.
    package var responseLimit: Int
    /// Whether sending it twice does no harm. Without an own value: GET and HEAD are repeatable.
    package var isRepeatable: Bool

    /// 16 MiB.
    package static let defaultResponseLimit = 16 << 20

    /// A request; everything but the method and the URL has a default.
    package init(
      _ method: Method, _ url: String, headers: Headers = Headers(), bearer: Secret? = nil, body: Data? = nil,
      timeout: Duration = .seconds(30), responseLimit: Int = defaultResponseLimit, isRepeatable: Bool? = nil
    ) {
      self.method = method
      self.url = url
      self.headers = headers
      self.bearer = bearer
      self.body = body
      self.timeout = timeout
      self.responseLimit = responseLimit
      self.isRepeatable = isRepeatable ?? (method == .get || method == .head)
    }
  }
}
