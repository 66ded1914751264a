import GitHub
import MissionCore

/// The ways to GitHub, through one connection pool and one gate.
struct GitHubAccess: Sendable {
  /// Reads issues.
  let issues: IssueFetcher
  /// Reads pull requests.
  let pullRequests: PullRequestFetcher
  /// Lists open pull requests.
  let openPullRequests: OpenPullRequestLister
  /// Does what missions want done.
  let actor: GitHubActor
  /// What is left of GitHub's limits.
  let governor: RateGovernor
  private let transport: HTTPClient

  /// Access for the account that the configuration names.
  init(_ configuration: Configuration) throws {
    transport = HTTPClient()
    governor = RateGovernor()
    let tokens: any TokenSource =
      switch configuration.githubIdentity {
      case .anonymous: NoToken()
      case .token(let secret): StaticToken(secret)
      case .app:
        throw CommandFailure(
          .usage, "a GitHub App cannot be used yet", hint: "set SIGNALBOX_GITHUB_TOKEN or --github-token-file instead")
      }
    var retrying = GitHubClient.Configuration()
    // A query that is too heavy is halved, not repeated.
    retrying.retries = .never
    let endpoints = try APIEndpoints(base: configuration.githubAPI)
    let client = GitHubClient(endpoints: endpoints, tokens: tokens, transport: transport, governor: governor)
    let batches = GitHubClient(
      endpoints: endpoints, tokens: tokens, transport: transport, governor: governor, configuration: retrying)
    issues = IssueFetcher(source: client.source(.eventDriven))
    pullRequests = PullRequestFetcher(source: batches.source(.eventDriven), clock: Clock.now)
    actor = GitHubActor(client: client)
    openPullRequests = OpenPullRequestLister(source: client.source(.sweep))
  }

  /// Ends the connections.
  func close() { transport.close() }
}
