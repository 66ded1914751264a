import Glibc
import MissionCore
import MissionStore

/// The same events for a mission of few pull requests and for one of many: deciding and storing, as the clerk does it
/// with a mission that it remembers.
struct EventTrial {
  static let few = 4
  static let many = 84
  /// How much more an event may cost with many than with few.
  static let goal = 2.0

  let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) {
    self.options = options
  }

  /// Whether the goal is met.
  func run() async throws -> Bool {
    try await Workplace.use { place in
      var ratios: [Double] = []
      for round in 1...options.rounds {
        let few = try await cost(pullRequests: Self.few, in: place)
        let many = try await cost(pullRequests: Self.many, in: place)
        ratios.append(many.processor / few.processor)
        BenchmarkCommand.say(
          "round \(round): an event costs \(Int(few.processor)) µs of processor and takes \(Int(few.whole)) µs with "
            + "\(Self.few) pull requests, \(Int(many.processor)) µs and \(Int(many.whole)) µs with \(Self.many)")
      }
      let ratio = ratios.sorted()[ratios.count / 2]
      let text = "\((ratio * 100).rounded() / 100)"
      BenchmarkCommand.say(
        "\(Self.many) pull requests to \(Self.few): \(text) (goal: at most \(Self.goal)\(ratio <= Self.goal ? "" : ", missed"))"
      )
      return ratio <= Self.goal
    }
  }

  /// Microseconds an event: of processor, of this process, and until it was stored.
  private func cost(pullRequests: Int, in place: Workplace) async throws -> (processor: Double, whole: Double) {
    try await place.clear()
    var stage = Stage(pullRequests: pullRequests)
    let store = TownStore(connection: place.connection, keys: Keys(town: "benchmark")) { Stage.beginning }
    let lease = LeaseToken(text: "benchmark")
    _ = try await store.acquireLease(lease, holder: "benchmark", seconds: 600)
    var stored = try await commit(stage.mission, after: nil, [], under: lease, to: store)
    let events = 400
    let start = ProcessFigures(of: getpid()).processorTime
    let begin = ContinuousClock.now
    for number in 0..<events {
      let effects = stage.happens(number)
      stored = try await commit(stage.mission, after: stored, effects, under: lease, to: store)
    }
    let whole = (ContinuousClock.now - begin) / .microseconds(1)
    return ((ProcessFigures(of: getpid()).processorTime - start) / Double(events), whole / Double(events))
  }

  private func commit(
    _ mission: Mission, after before: VersionedMission?, _ effects: [Effect], under lease: LeaseToken,
    to store: TownStore
  ) async throws -> VersionedMission {
    let change = MissionChange(before: before, after: mission)
    guard case .committed = try await store.commit(Commit(lease: lease, mission: change, effects: effects)) else {
      throw BenchmarkFailure(what: "a commit was refused")
    }
    return change.stored
  }

  /// A mission whose pull requests are all open, and what GitHub tells of their checks.
  private struct Stage {
    static let beginning = Timestamp(milliseconds: 1_800_000_000_000)
    private static let repository = RepositoryName("acme/shop")!

    private(set) var mission: Mission
    private let pullRequests: [PullRequestReference]
    private var now = beginning

    init(pullRequests count: Int) {
      let issues = (1...count).map { IssueReference(repository: Self.repository, number: $0)! }
      pullRequests = (1...count).map { PullRequestReference(repository: Self.repository, number: 1_000 + $0)! }
      mission = Mission(
        id: Identifier(high: 7, low: 7), objectives: issues.map(Objective.issue), policy: Policy(),
        manifest: Manifest(),
        at: now)
      for issue in issues {
        apply(
          .issue(
            IssueFacts(
              reference: issue, title: "Part \(issue.number)", body: "", state: .open, labels: [],
              url: "https://github.com/acme/shop/issues/\(issue.number)", isPullRequest: false, blockedBy: [],
              updatedAt: now)))
      }
      for (reference, issue) in zip(pullRequests, issues) {
        apply(
          .pullRequest(
            PullRequestHint(
              reference: reference, action: "opened", title: "Part", url: page(reference), author: author, state: .open,
              isDraft: false, head: head(reference), headBranch: "part", base: "main", closes: [issue], isTrusted: true,
              updatedAt: now)))
        now = now.adding(seconds: 1)
        apply(.snapshot(snapshot(reference, passed: 0)))
      }
      // What a new pull request gives to do is done before anything is measured.
      now = now.adding(seconds: 600)
      _ = mission.apply(.tick, at: now, roster: AgentRoster())
    }

    private let author = Account(login: "ada", isBot: false)
    private func page(_ reference: PullRequestReference) -> String {
      "https://github.com/acme/shop/pull/\(reference.number)"
    }
    private func head(_ reference: PullRequestReference) -> String { "\(reference.number)" }

    /// One more job of a pull request has passed: the webhook's word, or what GitHub shows when asked.
    mutating func happens(_ number: Int) -> [Effect] {
      let reference = pullRequests[number / 2 % pullRequests.count]
      now = now.adding(seconds: 1)
      let passed = number / 2 / pullRequests.count % 20
      if number.isMultiple(of: 2) {
        return apply(
          .check(
            CheckHint(
              repository: Self.repository, sha: head(reference), pullRequests: [reference],
              check: check(passed, .success))))
      }
      return apply(.snapshot(snapshot(reference, passed: passed + 1)))
    }

    @discardableResult
    private mutating func apply(_ observation: Observation) -> [Effect] {
      mission.apply(.observed(observation), at: now, roster: AgentRoster()).effects
    }

    private func check(_ number: Int, _ state: CheckState) -> CheckFact {
      CheckFact(
        source: .checkRun, name: "job \(number)", app: "github-actions", appID: 15368, state: state, startedAt: now,
        runID: number, completedAt: state == .pending ? nil : now, workflowRun: 1, workflow: number,
        event: "pull_request",
        suite: 1)
    }

    private func snapshot(_ reference: PullRequestReference, passed: Int) -> PullRequestSnapshot {
      PullRequestSnapshot(
        reference: reference, title: "Part", url: page(reference), author: author, state: .open, isDraft: false,
        head: head(reference), headBranch: "part", base: "main", mergeability: .mergeable, mergeState: "blocked",
        checkedCommit: head(reference),
        checks: .init((0..<24).map { check($0, $0 < passed ? .success : .pending) }, isComplete: true),
        rollUp: "pending", requiredChecks: .init([], isComplete: true), reviews: .init([], isComplete: true),
        threads: .init([], isComplete: true), botComments: .init([], isComplete: true), closes: [],
        openedAt: Self.beginning, updatedAt: now, startedAt: now)
    }
  }
}
