/// The addresses that appear in answers and payloads.
package struct Links: Sendable, Equatable {
  /// Where the API is, without a slash at the end.
  package var api: String
  /// Where the pages would be. Nothing serves them; they look like GitHub's, so that whatever reads a pull request's
  /// address reads the sandbox's too.
  package var pages: String

  /// Where logs are kept: another host by name, though the same server where it listens on loopback.
  var logs: String {
    let server = api.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    return server.replacing("//127.0.0.1", with: "//localhost")
  }

  init(api: String, pages: String = "https://github.com") {
    self.api = api
    self.pages = pages
  }
}
