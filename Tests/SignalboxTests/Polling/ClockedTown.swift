import Doors
import FoundationEssentials
import GitHub
import GitHubSandbox
import HTTP
import MissionCore
import MissionStore
import Redis
import TestSupport
import Testing

@testable import Client
@testable import CommandLine
@testable import Service

/// The service's clerk and poller with a real Redis and a sandbox of GitHub, on a clock that moves by hand: hours pass
/// in seconds. No webhook arrives unless a test says that one was heard.
final class ClockedTown: Sendable {
  let clock: ManualClock
  let town: CommandTown
  let sandbox: Sandbox
  let webhookActivity = WebhookActivity()
  /// What the service's calls to GitHub go through.
  let gate: GatedTransport
  private let transport = HTTPClient(configuration: .init(usesEnvironmentProxy: false))
  private let reader: SignalReader
  private let clerk: Clerk
  private let poller: Poller
  private let intake: SignalIntake
  private let auditor: Auditor
  let metrics = Metrics()
  private let lease = LeaseToken(text: "clocked")

  static let shop = RepositoryName("acme/shop")!

  /// Runs a test in a town of its own.
  ///
  /// - Parameter configure: what is different about GitHub.
  static func run(
    configure: (inout SandboxConfiguration) -> Void = { _ in }, _ body: (ClockedTown) async throws -> Void
  ) async throws {
    let town = try await ClockedTown(configure)
    do {
      try await body(town)
    } catch {
      await town.end()
      throw error
    }
    await town.end()
  }

  private init(_ configure: (inout SandboxConfiguration) -> Void) async throws {
    let clock = ManualClock()
    self.clock = clock
    town = try await CommandTown()
    var configuration = SandboxConfiguration()
    configuration.repositories = [Self.shop]
    configuration.clock = { clock.wall }
    configure(&configuration)
    sandbox = try Sandbox(configuration)
    gate = GatedTransport(transport)
    #expect(try await town.store.acquireLease(lease, holder: "test:1", seconds: 3600) == .held)
    reader = SignalReader(
      address: town.connection.address, keys: town.keys, options: .init(patience: .seconds(20)))
    try await reader.ensureGroup()
    let log = Log(level: .error, format: .text, now: { clock.wall }) { _ = writeAll($0, to: 2) }
    let governor = RateGovernor(timekeeper: clock)
    let endpoints = try APIEndpoints(base: sandbox.url)
    let tokens = HourlyTokens(clock: clock)
    var once = GitHubClient.Configuration()
    once.retries = .never
    let client = GitHubClient(
      endpoints: endpoints, tokens: tokens, transport: gate, governor: governor, timekeeper: clock,
      configuration: .init())
    let batches = GitHubClient(
      endpoints: endpoints, tokens: tokens, transport: gate, governor: governor, timekeeper: clock,
      configuration: once)
    let issues = IssueFetcher(source: client.source(.eventDriven))
    let finder = CommitFinder(CommitPullRequests(source: batches.source(.sweep)), clock: { clock.wall }) {
      [store = town.store, lease] in
      try await store.forward($0, under: lease)
    }
    clerk = Clerk(
      .init(
        store: town.store, reader: reader, connection: town.connection, lease: lease, clock: { clock.wall }, log: log,
        metrics: metrics, webhookActivity: webhookActivity, moved: { _ in },
        strangerSeen: { await finder.find($0, in: $1) }))
    poller = Poller(
      .init(
        store: town.store, lease: lease, issues: issues, sweptIssues: issues.asking(batches.source(.sweep)),
        pullRequests: PullRequestFetcher(source: batches.source(.eventDriven), clock: { clock.wall }),
        sweptPullRequests: PullRequestFetcher(source: batches.source(.sweep), clock: { clock.wall }),
        webhookActivity: webhookActivity,
        openPullRequests: OpenPullRequestLister(source: batches.source(.sweep)),
        comments: CommandCommentLister(source: batches.source(.sweep), clock: { clock.wall }),
        rights: CommandRightReader(client: client, account: OwnAccount(client: client)),
        commandComments: CommandCommentReader(client: client),
        evidence: EvidenceReader(client: client),
        landings: LandingReader(client: client),
        habits: CheckHabitReader(client: client),
        courier: Courier(store: town.store, lease: lease, actor: GitHubActor(client: client)), clock: { clock.wall },
        tickSeconds: 30, log: log),
      alarm: Alarm())
    intake = SignalIntake(
      address: town.connection.address, keys: town.keys, options: .init(patience: .seconds(20)))
    auditor = Auditor(
      .init(
        store: town.store, intake: intake, client: { _ in client }, isApp: false, clock: { clock.wall },
        intervalSeconds: 60, log: log, metrics: metrics, pageBound: 2))
    try await auditor.begin()
  }

  private func end() async {
    reader.close()
    intake.close()
    await sandbox.stop()
    transport.close()
    town.connection.close()
  }

  /// Lets so much time pass; whatever comes due on the way is done when it is due.
  ///
  /// - Parameter isAuditing: whether the auditor looks at GitHub's logs of deliveries every minute.
  func pass(seconds: Int, isAuditing: Bool = false) async throws {
    let end = clock.wall.adding(seconds: seconds)
    var auditAt = isAuditing ? clock.wall.adding(seconds: 60) : end.adding(seconds: 1)
    try await settle()
    while true {
      let next = min(try await town.store.nextDue() ?? auditAt, auditAt)
      guard next <= end else { break }
      clock.advance(to: next)
      if next == auditAt {
        try await audit()
        auditAt = auditAt.adding(seconds: 60)
      }
      try await settle()
    }
    clock.advance(to: end)
  }

  /// Lets time pass until a mission is as it should be, at most so much; returns what it is then.
  func pass(
    atMost seconds: Int, until mission: Identifier<Mission>, isSo: (Mission) -> Bool
  ) async throws -> Mission {
    let end = clock.wall.adding(seconds: seconds)
    while true {
      let now = try await self.mission(mission)
      guard !isSo(now), clock.wall < end else { return now }
      try await pass(seconds: 60)
    }
  }

  /// Lets the auditor look at every place once.
  func audit() async throws { try await auditor.tour() }

  /// Does what is due now, without letting time pass.
  func settle() async throws {
    for _ in 0..<100 {
      try await clerk.drain()
      guard try await poller.round(mayPostpone: true) > 0 else { return }
      // What a fetch began in the same millisecond as what happened does not count as newer.
      clock.advance(to: clock.wall.adding(milliseconds: 1))
    }
    throw GaveUp("the town to come to rest")
  }

  /// Takes in a webhook that was received then.
  func deliver(_ event: String, _ body: SandboxJSON, receivedAt moment: Timestamp) async throws {
    let signal = Signal(
      kind: .delivery, id: "webhook-\(moment.milliseconds)", hook: "1",
      fields: [
        StreamEntry.Field("event", event), StreamEntry.Field("action", ""), StreamEntry.Field("encoding", "json"),
        StreamEntry.Field("received", "\(moment.milliseconds)"),
      ],
      body: try CompressedBody(compressing: body.bytes))
    guard case .new = try await intake.accept(signal) else { throw GaveUp("a new delivery") }
  }

  /// Lets the poller do what is due now, and nobody handle what it brings; says how much that was.
  func poll() async throws -> Int { try await poller.round(mayPostpone: true) }

  /// Starts a mission of these issues of a repository.
  @discardableResult
  func start(
    _ numbers: some Sequence<Int>, in repository: RepositoryName = shop, id: UInt64 = 1
  ) async throws -> Identifier<Mission> {
    let objectives = numbers.map { Objective.issue(IssueReference(repository: repository, number: $0)!) }
    let mission = Mission(
      id: Identifier(high: id << 20, low: id), objectives: objectives, policy: Policy(), manifest: Manifest(),
      at: clock.wall)
    let commit = Commit(lease: lease, mission: MissionChange(before: nil, after: mission))
    #expect(try await town.store.commit(commit) == .committed(revision: 1))
    return mission.id
  }

  /// The mission as it is stored.
  func mission(_ id: Identifier<Mission>) async throws -> Mission {
    try #require(try await town.store.mission(id)).mission
  }

  /// Opens an issue and a pull request that closes it; its only check says this, or has not finished.
  @discardableResult
  func openWork(
    _ part: Int, in repository: RepositoryName = shop, check conclusion: String? = "success"
  ) async throws -> (number: Int, head: String) {
    let issue = try await github(.post, "/repos/\(repository)/issues", ["title": .string("Implement part \(part)")])
    let number = try #require(issue["number"].integerValue)
    try await github(.post, "/_sandbox/repos/\(repository)/push", ["branch": .string("part-\(part)")])
    let pull = try await github(
      .post, "/repos/\(repository)/pulls",
      [
        "title": .string("Part \(part)"), "head": .string("part-\(part)"), "base": "main",
        "body": .string("Closes #\(number)"),
      ])
    let head = try #require(pull["head"]["sha"].stringValue)
    try await report(head, conclusion, in: repository.description)
    return (number, head)
  }

  /// Reports the check `ci` of a commit; without a conclusion it still runs.
  func report(_ head: String, _ conclusion: String?, in repository: String = "acme/shop") async throws {
    try await github(
      .post, "/repos/\(repository)/check-runs",
      [
        "name": "ci", "head_sha": .string(head), "status": conclusion == nil ? "in_progress" : "completed",
        "conclusion": conclusion.map { .string($0) } ?? .null,
      ])
  }

  /// What GitHub was asked so far.
  var counts: RequestCounts { sandbox.withCore { $0.counts } }

  /// Forgets what GitHub was asked so far.
  func forgetCounts() { sandbox.withCore { $0.counts = RequestCounts() } }

  /// Sends a request to the sandbox, as people, agents and CI do.
  @discardableResult
  func github(_ method: HTTPClient.Method, _ path: String, _ body: SandboxJSON? = nil) async throws -> SandboxJSON {
    let response = try await transport.send(
      .init(method, sandbox.url + path, headers: ["User-Agent": "tests"], body: body.map { .init($0.bytes) }))
    guard (200...299).contains(response.status) else { throw GaveUp("\(method) \(path)", seen: "\(response.status)") }
    return try JSONReader.read(Array(response.body))
  }
}
