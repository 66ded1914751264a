import MissionCore
import Testing

@testable import MissionStore

/// Things a mission is played with.
enum Play {
  static let repository = RepositoryName("acme/shop")!

  /// The identity of the mission that a test has first.
  static let firstID: Identifier<Mission> = id(1)

  static func id<Subject>(_ number: UInt64) -> Identifier<Subject> { Identifier(high: number, low: number) }

  static func issue(_ number: Int, in repository: RepositoryName = repository) -> IssueReference {
    IssueReference(repository: repository, number: number)!
  }

  static func pull(_ number: Int, in repository: RepositoryName = repository) -> PullRequestReference {
    PullRequestReference(repository: repository, number: number)!
  }

  static func facts(_ number: Int, title: String, body: String = "", at now: Timestamp) -> IssueFacts {
    IssueFacts(
      reference: issue(number), title: title, body: body, state: .open, labels: [],
      url: "https://github.com/acme/shop/issues/\(number)", isPullRequest: false, blockedBy: [], updatedAt: now)
  }

  static func mission(_ number: UInt64 = 1, issues: [Int] = [1], policy: Policy = Policy(), at now: Timestamp)
    -> Mission
  {
    Mission(
      id: id(number), objectives: issues.map { .issue(issue($0)) }, policy: policy, manifest: Manifest(), at: now)
  }

  static func agent(
    _ number: UInt64, _ name: String, role: String? = nil, specialties: [String] = [], state: Agent.State = .idle,
    at now: Timestamp
  ) -> Agent {
    Agent(
      id: id(number), name: name, role: role ?? name, specialties: specialties, state: state, registeredAt: now,
      lastHeartbeat: now, lastActiveAt: now, tasksCompleted: 0)
  }

  static func check(_ name: String, _ state: CheckState) -> CheckFact {
    CheckFact(
      source: .checkRun, name: name, app: nil, appID: nil, state: state, isRequired: true, url: nil, summary: nil,
      startedAt: nil, runID: nil, completedAt: Timestamp(milliseconds: 1))
  }

  static func snapshot(
    _ number: Int, head: String, base: String = "main", checks: [CheckFact] = [], at now: Timestamp
  ) -> PullRequestSnapshot {
    PullRequestSnapshot(
      reference: pull(number), title: "Build it", url: "https://github.com/acme/shop/pull/\(number)",
      author: Account(login: "ada", isBot: false), state: .open, isDraft: false, head: head, headBranch: "work",
      base: base, mergeability: .mergeable, mergeState: "clean", checkedCommit: head,
      checks: .init(checks, isComplete: true), requiredChecks: .init([], isComplete: true),
      reviews: .init([], isComplete: true), threads: .init([], isComplete: true),
      botComments: .init([], isComplete: true), closes: [], updatedAt: now, startedAt: now)
  }
}

/// A clerk in small: reads, decides, commits.
extension TestTown {
  @discardableResult
  func apply(_ event: Event, to id: Identifier<Mission>, noteWords: [String] = []) async throws -> Decision {
    let before = try #require(try await store.mission(id))
    return try await apply(event, from: before, to: before.mission, noteWords: noteWords)
  }

  @discardableResult
  func start(_ mission: Mission) async throws -> Decision { try await apply(.tick, from: nil, to: mission) }

  @discardableResult
  func register(_ agent: Agent) async throws -> CommitResult {
    try await store.commit(Commit(lease: lease, agents: [AgentChange(before: nil, after: agent)]))
  }

  private func apply(
    _ event: Event, from before: VersionedMission?, to mission: Mission, noteWords: [String] = []
  ) async throws -> Decision {
    var after = mission
    let roster = try await store.roster(for: mission, noteWords: noteWords)
    let decision = after.apply(event, at: now, roster: roster)
    var book = AgentBook(roster)
    book.apply(decision.effects, of: after, at: now)
    let result = try await store.commit(
      Commit(
        lease: lease, mission: MissionChange(before: before, after: after), agents: book.changes,
        effects: decision.effects))
    #expect(result == .committed(revision: (before?.revision ?? 0) + 1))
    return decision
  }
}
