package import MissionCore

/// A GitHub App's two ways to GitHub: as the App itself, and as its installations.
package struct AppAccess: Sendable {
  /// The client that speaks as the App: its hook, its deliveries, its installations. It has a gate of its own, because
  /// GitHub counts these calls by themselves.
  package let client: GitHubClient
  /// How far our clock is from GitHub's.
  package let clock: ServerClock
  /// The tokens for everything else.
  package let tokens: InstallationTokens

  /// Access for an App. Calls that are about no repository use the token for `home`.
  package init(
    _ app: AppIdentity, endpoints: APIEndpoints = .gitHub, transport: any HTTPTransport, home: RepositoryName? = nil,
    timekeeper: any Timekeeper = SystemTimekeeper(),
    configuration: GitHubClient.Configuration = GitHubClient.Configuration()
  ) {
    clock = ServerClock()
    client = GitHubClient(
      endpoints: endpoints, tokens: AppTokens(app, clock: clock, timekeeper: timekeeper),
      transport: ClockReadingTransport(transport, clock: clock, timekeeper: timekeeper),
      governor: RateGovernor(timekeeper: timekeeper), timekeeper: timekeeper, configuration: configuration)
    tokens = InstallationTokens(client: client, home: home, timekeeper: timekeeper)
  }
}
