import TestSupport
import Testing

@testable import MissionCore

/// Several missions share their agents, and everything that hands work out, takes it back or ends it happens in any
/// order.
@Suite struct OneLiveAttemptTests {
  @Test("No item and no agent ever has two live attempts, whatever happens in whatever order", arguments: 1...20)
  func atMostOne(seed: Int) throws {
    var life = SharedLife(seed: UInt64(seed))
    for _ in 0..<150 {
      let what = life.step()
      let problems = life.problems
      try #require(problems.isEmpty, "\(problems) after \(what)")
    }
    // Otherwise the promise is kept by doing nothing.
    #expect(life.attempts > 5)
  }
}

/// Missions that share their agents, by a seed.
private struct SharedLife {
  private var plays: [Play]
  private var agents: [String: Agent]
  private var now = curtain
  private var chance: SplitMix64
  private static let names = ["backend", "designer", "tester", "reviewer"]

  init(seed: UInt64) {
    chance = SplitMix64(seed: seed &* 0x2545_F491_4F6C_DD1D)
    plays = (0..<3).map { number in
      Play(
        [work(1), work(2, "Depends on #1"), design(3), facts("4", "Write tests")],
        id: Identifier(high: 7, low: UInt64(number) + 1)
      ) { policy in
        policy.maxParallelItems = Int(seed % 3) + 1
        policy.reviewerRequired = (seed + UInt64(number)) % 2 == 0
        policy.maxAttempts = 50
      }
    }
    agents = [:]
    for name in Self.names { on(0) { $0.joins(name) } }
  }

  /// How many attempts were begun so far.
  var attempts: Int { plays.reduce(0) { $0 + $1.mission.tasks.values.count { $0.lastHolder != nil } } }

  /// Where the promise is broken.
  var problems: [String] {
    let leased = plays.flatMap { play in play.mission.tasks.values.filter { $0.lease != nil } }
    var problems: [String] = []
    for (agent, held) in Dictionary(grouping: leased, by: { $0.lease?.agent }) where held.count > 1 {
      problems.append("agent \(agent?.text ?? "") holds \(held.count) tasks")
    }
    for play in plays {
      for item in play.mission.orderedItems where !item.isDone {
        let live = play.mission.openTasksOf(item.id).filter { $0.lease != nil }
        if live.count > 1 { problems.append("item \(item.title) has \(live.count) live attempts") }
      }
    }
    return problems
  }

  /// Something happens; says what.
  mutating func step() -> String {
    now = now.adding(seconds: Int.random(in: 0...60, using: &chance))
    let mission = Int.random(in: 0..<plays.count, using: &chance)
    let name = Self.names.randomElement(using: &chance) ?? ""
    let what: String
    switch Int.random(in: 0..<100, using: &chance) {
    case ..<25: what = takes(name)
    case ..<50: what = reports(on: mission)
    case ..<56:
      // Whoever held something crashed: nobody hears of it until the lease ends.
      now = now.adding(seconds: Int.random(in: 100...8_000, using: &chance))
      what = "time passes"
    case ..<62: what = showsUp(name)
    case ..<67: what = leavesOrReturns(name)
    case ..<72:
      let number = Int.random(in: 1...4, using: &chance)
      what = happens(
        .note(
          Note(
            id: Identifier(high: chance.next(), low: 1), sender: "ada", body: "redirect #\(number) to \(name)",
            createdAt: now)), in: mission)
    case ..<75: what = happens(.stop(by: "ada", force: false), in: mission)
    case ..<80: what = happens(.resume(by: "ada"), in: mission)
    case ..<85:
      let number = Int.random(in: 1...4, using: &chance)
      let issue = facts("\(number)", "Implement \(number)").later(Int.random(in: 0...9_000, using: &chance)) {
        $0.state = chance.next() % 2 == 0 ? .open : .completed
      }
      what = happens(.observed(.issue(issue)), in: mission)
    default:
      let pull = Pull(Int.random(in: 40..<46, using: &chance)) {
        if chance.next() % 3 == 0 { $0.checks = [check("ci", .failure("failure"))] }
        if chance.next() % 7 == 0 { $0.state = .merged }
      }
      on(mission) { $0.fetches(pull) }
      what = "\(pull.page) is fetched"
    }
    for place in plays.indices {
      // Whoever is free by now is offered to the others, and time is looked at, in no fixed order.
      if chance.next() % 3 == 0 { on(place) { $0.happens(.tick) } }
      if chance.next() % 3 == 0 { on(place) { $0.happens(.agentAvailable) } }
    }
    return what
  }

  private mutating func on(_ place: Int, _ body: (inout Play) -> Void) {
    plays[place].agents = agents
    plays[place].now = now
    body(&plays[place])
    agents = plays[place].agents
    now = plays[place].now
  }

  private mutating func happens(_ event: Event, in place: Int) -> String {
    on(place) { $0.happens(event) }
    return "\(event)"
  }

  /// The mission that an agent works for, as its record says.
  private func place(of agent: Agent) -> Int? {
    guard case .busy(_, let mission) = agent.state else { return nil }
    return plays.firstIndex { $0.mission.id == mission }
  }

  private mutating func takes(_ name: String) -> String {
    agents[name]?.showUp(at: now)
    guard let agent = agents[name], let place = place(of: agent) else { return "\(name) asks for nothing" }
    return happens(.taskRequested(by: agent.id, HandOver(claim: "claim \(chance.next())")), in: place)
  }

  private mutating func showsUp(_ name: String) -> String {
    agents[name]?.showUp(at: now)
    guard let agent = agents[name], let place = place(of: agent) else { return "\(name) shows up" }
    return happens(.heartbeat(agent.id), in: place)
  }

  private mutating func leavesOrReturns(_ name: String) -> String {
    guard let agent = agents[name], agent.state != .stopped else {
      on(0) { $0.joins(name) }
      return "\(name) returns"
    }
    let place = place(of: agent)
    if chance.next() % 2 == 0 {
      let words = place.map { happens(.agentStopped(agent.id), in: $0) } ?? ""
      agents[name]?.stop()
      return "\(name) is stopped \(words)"
    }
    agents[name] = nil
    return place.map { happens(.agentLeft(agent.id, reason: "gone"), in: $0) } ?? "\(name) leaves"
  }

  /// Somebody reports on a task that is held, or on any that ever was: late, twice, by another tool's records.
  private mutating func reports(on place: Int) -> String {
    let all = plays[place].mission.tasks.values.sorted { $0.id < $1.id }
    let held = all.filter { $0.lease != nil }
    guard let task = (chance.next() % 5 == 0 ? all : held).randomElement(using: &chance) else { return "no report" }
    let by = task.holder
    let words = ["done", "approved", "rejected: no", Pull(Int.random(in: 40..<46, using: &chance)).page]
    let result = words.randomElement(using: &chance) ?? ""
    let agent = task.lease?.agent ?? task.lastHolder
    let event: Event =
      switch chance.next() % 8 {
      case 0: .taskFailed(task.id, reason: "cannot", by: by)
      case 1: .taskReturned(task.id, until: now.adding(seconds: 300), reason: "limit", by: by)
      case 2: .recorded(RecordedReport(task: task.id, agent: agent, word: .completed(result: result, isCounted: true)))
      case 3: .recorded(RecordedReport(task: task.id, agent: agent, word: .failed(reason: "cannot")))
      case 4: .recorded(RecordedReport(task: task.id, agent: agent, word: .taken))
      default: .taskDone(task.id, .init(result: result, hasNoPullRequest: result == "done" ? true : nil), by: by)
      }
    return happens(event, in: place)
  }
}
