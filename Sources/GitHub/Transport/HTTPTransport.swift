/// Sends one request and brings its answer. ``HTTPClient`` is the real one.
package protocol HTTPTransport: Sendable {
  /// Sends the request once. Redirects are not followed and nothing is sent a second time that may have had an effect.
  func send(_ request: HTTPClient.Request) async throws(HTTPClient.Failure) -> HTTPClient.Response
}
