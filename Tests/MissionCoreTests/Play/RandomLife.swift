import TestSupport

@testable import MissionCore

/// A small town and a small GitHub in which anything may happen at any time, by a seed.
struct RandomLife {
  var play: Play
  private var chance: SplitMix64
  private var world: [Int: Pull] = [:]
  private var issues: [Int: IssueFacts] = [:]
  private var heads = 0
  private static let names = ["backend", "designer", "tester", "reviewer", "worker"]
  /// Whether its issues stand in milestones and are held against a contract.
  private let isStaged: Bool

  /// A life by its seed.
  ///
  /// - Parameter isStaged: whether its issues stand in milestones and are held against a contract.
  init(seed: UInt64, isStaged: Bool = false) {
    self.isStaged = isStaged
    chance = SplitMix64(seed: seed)
    let all = [
      design(1), work(2, "Depends on #1"), work(3), facts("4", "Write tests", body: "After #2, #3"),
      work(5, "Blocked by acme/api#9"), design(6),
    ]
    issues = Dictionary(uniqueKeysWithValues: all.map { ($0.reference.number, $0) })
    play = Play(
      all, agents: Self.names + (isStaged ? ["validator"] : []), manifest: isStaged ? Self.stages : Manifest()
    ) { policy in
      policy.maxParallelItems = Int(seed % 3) + 1
      policy.reviewerRequired = seed % 4 != 0
      policy.completeOn = seed % 5 == 0 ? .merge : .gates
      policy.autoMerge = seed % 6 == 2
      policy.updateBranch = seed % 2 == 0
      policy.resolveThreads = seed % 3 == 0
      policy.ciReruns = Int(seed % 3)
    }
  }

  /// Three milestones; one issue stands in none, and the first claim is made in two of them.
  private static let stages: Manifest = {
    let places = [
      (1, "M1", ["VAL-A-1"]), (3, "M1", []), (2, "M2", ["VAL-A-1", "VAL-A-2"]), (5, "M2", []), (4, "M3", ["VAL-A-3"]),
    ]
    let overrides = places.map { number, milestone, claims in
      Manifest.Override(
        issue: references("\(number)")[0], milestone: milestone, fulfills: claims.compactMap { AssertionID($0) })
    }
    return Manifest(
      overrides: overrides, contract: "**VAL-A-1**: a\n**VAL-A-2**: b\n**VAL-A-3**: c\n")
  }()

  /// Something happens: one event, or what an agent's answer needs.
  mutating func step() { play.happens(nextEvents()) }

  /// The next events by chance. Agents that come back are put on the stage at once.
  mutating func nextEvents() -> [Event] {
    play.now = play.now.adding(seconds: Int.random(in: 0...90, using: &chance))
    if isStaged, Int.random(in: 0..<8, using: &chance) == 0 { return [statement()] }
    switch Int.random(in: 0..<100, using: &chance) {
    case ..<14: return [.taskRequested(by: anyAgent, HandOver(claim: "claim"))]
    case ..<30: return report()
    case ..<34: return [.tick]
    case ..<36:
      play.now = play.now.adding(seconds: Int.random(in: 1800...8000, using: &chance))
      return [.tick]
    case ..<38: return [.heartbeat(anyAgent)]
    case ..<41: return leaveOrReturn()
    case ..<44: return operatorActs()
    case ..<49: return [.observed(issueChange())]
    case ..<53: return actionEnds()
    default: return [.observed(pullRequestChange())]
    }
  }

  /// Somebody says of a claim what they saw, or an operator lets it pass or has it checked again.
  private mutating func statement() -> Event {
    guard let id = AssertionID("VAL-A-\(Int.random(in: 1...3, using: &chance))") else { return .tick }
    let words: [AssertionVerdict.Word] = [.passing, .passing, .passing, .failing, .blocked]
    let agents = play.agents.values.map(\.id).sorted()
    let reporter = Int.random(in: 0..<3, using: &chance) == 0 ? agents.randomElement(using: &chance) : nil
    let statement: Mission.Statement =
      switch Int.random(in: 0..<10, using: &chance) {
      case 0: .waive(id, reason: "later")
      case 1, 2: .reopen(id, reason: "back")
      default: .verdict(id, words.randomElement(using: &chance)!, evidence: "seen")
      }
    return .statement(statement, by: reporter.map { .agent($0) } ?? .conductor("operator"))
  }

  private var anyAgent: Identifier<Agent> {
    mutating get {
      let ids = play.agents.values.map(\.id).sorted()
      return ids.randomElement(using: &chance) ?? Identifier(high: 1, low: 1)
    }
  }

  private mutating func anyTask() -> Identifier<WorkTask>? {
    let held = play.mission.tasks.values.filter { $0.lease != nil }.map(\.id).sorted()
    if Int.random(in: 0..<8, using: &chance) > 0 { return held.randomElement(using: &chance) }
    return play.mission.tasks.keys.sorted().randomElement(using: &chance)
  }

  private mutating func report() -> [Event] {
    guard let task = anyTask() else { return [.tick] }
    let number = Int.random(in: 40..<46, using: &chance)
    let results = [
      "", "done", "see acme/shop#\(number)", Pull(number).page, Pull(number).page, "approved", "approved",
      "rejected: no",
    ]
    let reporter = play.mission.tasks[task]?.holder ?? .unnamed
    if Int.random(in: 0..<6, using: &chance) == 0 { return [.taskFailed(task, reason: "cannot", by: reporter)] }
    return [.taskDone(task, .init(result: results.randomElement(using: &chance)!), by: reporter)]
  }

  private mutating func actionEnds() -> [Event] {
    guard let pending = play.mission.outbox.pending.keys.sorted().randomElement(using: &chance) else { return [.tick] }
    let outcomes: [ActionOutcome] = [.done("done"), .refused("no"), .failed("502", retryAt: nil)]
    return [.actionEnded(pending, outcomes.randomElement(using: &chance)!)]
  }

  private mutating func leaveOrReturn() -> [Event] {
    let name = Self.names.randomElement(using: &chance)!
    if let agent = play.agents[name], agent.state != .lost {
      play.agents[name] = nil
      return [.agentLeft(agent.id, reason: "\(name) was removed")]
    }
    play.joins(name)
    return [.agentAvailable]
  }

  private mutating func operatorActs() -> [Event] {
    let item = play.mission.items.keys.sorted().randomElement(using: &chance)
    let name = Self.names.randomElement(using: &chance)!
    let number = Int.random(in: 1...6, using: &chance)
    let notes = ["resume", "pause", "redirect #\(number) to \(name)", "redirect to \(name)", "hm", "skip"]
    switch Int.random(in: 0..<12, using: &chance) {
    case 0: return [.stop(by: "ada", force: false)]
    case 1...3: return [.resume(by: "ada")]
    case 4, 5: return item.map { [.approve($0, by: "ada")] } ?? [.tick]
    case 6 where number == 6: return [note("skip #\(number)")]
    default: return [note(notes.randomElement(using: &chance)!)]
    }
  }

  private mutating func note(_ text: String) -> Event {
    .note(Note(id: Identifier(high: chance.next(), low: chance.next()), sender: "ada", body: text, createdAt: play.now))
  }

  private mutating func issueChange() -> Observation {
    let number = Int.random(in: 1...6, using: &chance)
    guard var facts = issues[number] else { return .pushed(shop, branch: "main") }
    facts.updatedAt = play.now
    switch Int.random(in: 0..<14, using: &chance) {
    case 0: facts.state = .completed
    case 1: facts.state = .notPlanned
    case 2...5: facts.state = .open
    case 6: facts.body = "Depends on #\(Int.random(in: 1...6, using: &chance))"
    case 7: facts.body = ""
    case 8: return .issueGone(facts.reference, reason: "deleted")
    case 9:
      return facts.reference.number % 2 == 0
        ? .issueUnavailable(facts.reference, reason: "502") : .issueNotFound(facts.reference, reason: "404")
    case 10: return .issueUnchanged(facts.reference)
    case 11: return .issue(MissionCoreTests.facts("acme/api#9").later(Int(play.now.milliseconds / 1000)))
    case 12:
      return .issue(MissionCoreTests.facts("acme/api#9").closed(.completed, after: Int(play.now.milliseconds / 1000)))
    default: break
    }
    issues[number] = facts
    return .issue(facts)
  }

  private mutating func pullRequestChange() -> Observation {
    let number = Int.random(in: 40..<46, using: &chance)
    var pull = world[number] ?? Pull(number, head: "h\(number)") { $0.checks = [check("ci", .pending, run: 1)] }
    defer { world[number] = pull }
    let action = Int.random(in: 0..<24, using: &chance)
    switch action {
    case 0, 1:
      heads += 1
      pull.head = "g\(heads)"
      pull.checks = [check("ci", .pending, run: heads)]
    case 2: pull.state = .closed
    case 3: pull.state = .merged
    case 4, 5: pull.state = .open
    case 6: pull.isDraft.toggle()
    case 7: pull.mergeability = [.mergeable, .conflicting, .unknown].randomElement(using: &chance)!
    case 8: pull.mergeability = .mergeable
    case 9:
      pull.reviews = [review("\(heads)", [.approved, .changesRequested].randomElement(using: &chance)!, on: pull.head)]
    case 10: pull.threads = [thread("T\(heads)", comment("c", by: "carol", "Why?"), isResolved: heads % 2 == 0)]
    case 11: pull.threads = [thread("B\(heads)", comment("b", by: "cursor", isBot: true, "bug"))]
    case 12, 13:
      pull.threads = []
      pull.reviews = []
    case 14: return .pullRequestUnavailable(pull.reference, reason: "502")
    case 15: return .pullRequestGone(pull.reference, reason: "not found")
    case 16:
      pull.mergeQueue = [.noQueue, .outside, .entered("queued"), nil].randomElement(using: &chance)!
      pull.mergeState = ["clean", "behind", "blocked"].randomElement(using: &chance)!
      return .pullRequestTouched(pull.reference)
    case 17: return .pushed(shop, branch: "main")
    default:
      let states: [CheckState] = [
        .success, .success, .success, .failure("failure"), .cancelled, .actionRequired, .pending,
      ]
      pull.checks = [check("ci", states.randomElement(using: &chance)!, run: heads, workflowRun: heads % 7)]
    }
    switch Int.random(in: 0..<4, using: &chance) {
    case 0:
      let closes = Int.random(in: 1...6, using: &chance)
      return .pullRequest(pull.hint("edited", closes: [closes], isTrusted: action % 2 == 0, updatedAt: play.now))
    case 1: return .check(CheckHint(repository: shop, sha: pull.head, pullRequests: [], check: pull.checks[0]))
    default:
      play.now = play.now.adding(milliseconds: 5)
      return .snapshot(pull.snapshot(startedAt: play.now, updatedAt: play.now))
    }
  }
}
