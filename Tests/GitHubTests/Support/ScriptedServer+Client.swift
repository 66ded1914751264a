import GitHub
import TestSupport

extension ScriptedServer {
  /// A client whose API is this server. It neither waits for real nor honours a proxy.
  func client(
    token: String = "ghs_first", path: String = "", tokens: (any TokenSource)? = nil,
    time: ManualClock = ManualClock(),
    configure: (inout GitHubClient.Configuration) -> Void = { _ in }
  ) throws -> GitHubClient {
    var configuration = GitHubClient.Configuration()
    configuration.chance = { 1 }
    configure(&configuration)
    return GitHubClient(
      endpoints: try APIEndpoints(base: url + path), tokens: try tokens ?? StaticToken(Secret(token)),
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)),
      governor: RateGovernor(timekeeper: time), timekeeper: time, configuration: configuration)
  }
}

/// The shape that the scripted answers have.
struct Thing: Codable, Sendable, Equatable {
  var id: Int
}
