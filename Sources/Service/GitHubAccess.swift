package import Client
import CommandLine
package import Doors
package import GitHub
import MissionCore

/// The ways to GitHub, through one connection pool and one gate.
package struct GitHubAccess: Sendable {
  /// Reads issues.
  package let issues: IssueFetcher
  /// Reads issues that nothing is known to have happened to.
  let sweptIssues: IssueFetcher
  /// Reads pull requests.
  package let pullRequests: PullRequestFetcher
  /// Reads pull requests that nothing is known to have happened to.
  let sweptPullRequests: PullRequestFetcher
  /// Lists open pull requests.
  let openPullRequests: OpenPullRequestLister
  /// Finds the pull requests of a commit.
  let commits: CommitPullRequests
  /// Lists comments that command.
  package let comments: CommandCommentLister
  /// Says who may command.
  let rights: CommandRightReader
  /// Reads a comment that may command, and who wrote it.
  let commandComments: CommandCommentReader
  /// Reads what failed checks left behind.
  package let evidence: EvidenceReader
  /// Looks whether what was merged is on its branch.
  let landings: LandingReader
  /// Says how long a check usually takes.
  package let habits: CheckHabitReader
  /// Reads what missions that are asked for on GitHub are made of.
  package let starts: StartReader
  /// Does what missions want done.
  let actor: GitHubActor
  /// What is left of GitHub's limits.
  let governor: RateGovernor
  /// The client for everything about repositories.
  package let client: GitHubClient
  /// Where its tokens come from.
  package let tokens: any TokenSource
  /// Where GitHub answers.
  let endpoints: APIEndpoints
  /// The App's own ways, where Signalbox is one.
  package let app: AppAccess?
  /// How its last answers were.
  let observed: ObservedTransport
  private let connections: HTTPClient

  /// How long a call may wait for its turn.
  private static let turn = Duration.seconds(600)

  /// Access for the account that the configuration names.
  package init(_ configuration: Configuration, metrics: Metrics = Metrics()) throws {
    connections = HTTPClient()
    let transport = ObservedTransport(connections, metrics: metrics, clock: Timestamp.now)
    observed = transport
    governor = RateGovernor()
    let endpoints = try APIEndpoints(base: configuration.githubAPI)
    var app: AppAccess?
    let tokens: any TokenSource
    switch configuration.githubIdentity {
    case .anonymous: tokens = NoToken()
    case .token(let secret): tokens = StaticToken(secret)
    case .app(let id, let key):
      let access = AppAccess(
        try Self.identity(id, key), endpoints: endpoints, transport: transport, home: configuration.repository)
      app = access
      tokens = access.tokens
    }
    var retrying = GitHubClient.Configuration()
    // A query that is too heavy is halved, not repeated; and what merely looks around comes back in its own time, so
    // that trouble at GitHub never means more calls.
    retrying.retries = .never
    // Who starts many missions at once gets them all, later: whoever waits has a deadline of its own.
    var patient = GitHubClient.Configuration()
    patient.turn = Self.turn
    retrying.turn = Self.turn
    let client = GitHubClient(
      endpoints: endpoints, tokens: tokens, transport: transport, governor: governor, configuration: patient)
    let batches = GitHubClient(
      endpoints: endpoints, tokens: tokens, transport: transport, governor: governor, configuration: retrying)
    self.client = client
    self.endpoints = endpoints
    self.tokens = tokens
    self.app = app
    issues = IssueFetcher(source: client.source(.eventDriven))
    pullRequests = PullRequestFetcher(source: batches.source(.eventDriven), clock: Timestamp.now)
    sweptIssues = issues.asking(batches.source(.sweep))
    sweptPullRequests = PullRequestFetcher(source: batches.source(.sweep), clock: Timestamp.now)
    let account = OwnAccount(client: client)
    starts = StartReader(client: client)
    actor = GitHubActor(client: client, account: account)
    rights = CommandRightReader(client: client, account: account)
    commandComments = CommandCommentReader(client: client)
    evidence = EvidenceReader(client: client)
    landings = LandingReader(client: client)
    habits = CheckHabitReader(client: client)
    comments = CommandCommentLister(source: batches.source(.sweep), clock: Timestamp.now)
    commits = CommitPullRequests(source: batches.source(.sweep))
    openPullRequests = OpenPullRequestLister(source: batches.source(.sweep))
  }

  private static func identity(_ id: String, _ key: Secret) throws -> AppIdentity {
    do {
      return try AppIdentity(id: id, key: try AppKey(pem: key))
    } catch let fault as AppKey.Fault {
      throw CommandFailure(.badData, fault.description, hint: "see SIGNALBOX_GITHUB_APP_KEY_FILE")
    } catch {
      throw CommandFailure(
        .usage, "\(id.quotedForPeople) is not a GitHub App's id", hint: "see the App's settings page")
    }
  }

  /// Ends the connections.
  package func close() { connections.close() }
}
