import Testing

@testable import MissionCore

/// When every play begins.
let curtain = Timestamp(milliseconds: 1_800_000_000_000)

/// A mission on a stage: a clock that moves only by hand, agents that follow the mission's effects the way the shell
/// lets them, and words in which a test reads as a story.
struct Play {
  var mission: Mission
  var now = curtain
  /// The agents by name. A lost one stays, with that state.
  var agents: [String: Agent] = [:]
  var reviewIsDueElsewhere = false
  /// Every effect so far, in order.
  private(set) var effects: [Effect] = []
  /// The effects of the last event.
  private(set) var lastEffects: [Effect] = []
  /// Where GitHub shows what was merged or closed, besides that a merge has landed and what was closed has not; nothing
  /// is answered where that is nil.
  var landings: [PullRequestReference: Landing.Standing]? = [:]
  /// The workflows that heads hold; nothing is answered where that is nil.
  var workflows: [String]? = []
  private var agentNumber: UInt64 = 0

  /// A mission of these issues of acme/shop, read and planned, with agents of these names.
  init(
    _ issues: [IssueFacts], documents: [String] = [], agents names: [String] = [], manifest: Manifest = Manifest(),
    id: Identifier<Mission> = Identifier(high: 7, low: 7), policy change: (inout Policy) -> Void = { _ in }
  ) {
    self.init(
      unread: issues.map { .issue($0.reference) } + documents.map { .document(path: $0) }, manifest: manifest, id: id,
      policy: change)
    for name in names { joins(name) }
    for facts in issues { observes(.issue(facts)) }
    if issues.isEmpty { happens(.tick) }
  }

  /// A mission whose issues nobody has read yet.
  init(
    unread objectives: [Objective], manifest: Manifest = Manifest(),
    id: Identifier<Mission> = Identifier(high: 7, low: 7), policy change: (inout Policy) -> Void = { _ in }
  ) {
    var policy = Policy()
    // What a fetch shows has settled, and nothing begins late, unless a test says otherwise.
    policy.settleSeconds = 0
    change(&policy)
    mission = Mission(
      id: id, objectives: objectives, policy: policy, manifest: manifest, at: now)
  }

  /// Lets something happen; the agents follow.
  @discardableResult
  mutating func happens(_ events: Event...) -> Reply { happens(events) }

  /// Where a turn looked at some items alone, a look at all of them ends in the same.
  private func expectWhatALookAtEverythingDecides(_ before: Mission, _ events: [Event], _ decision: Decision) {
    guard let look = mission.settlement?.look, look === before.settlement?.look else { return }
    var whole = before
    whole.settlement = nil
    let wholly = whole.apply(events, at: now, roster: roster(for: events))
    #expect(whole == mission, "other after \(events)")
    #expect(wholly.effects == decision.effects, "other effects after \(events)")
  }

  /// Lets several things happen in one step.
  @discardableResult
  mutating func happens(_ events: [Event]) -> Reply {
    let before = mission
    let decision = mission.apply(events, at: now, roster: roster(for: events))
    expectWhatALookAtEverythingDecides(before, events, decision)
    lastEffects = decision.effects
    effects += decision.effects
    for effect in decision.effects { follow(effect) }
    answerLandings()
    answerWorkflows()
    return decision.reply
  }

  /// GitHub is asked at once which workflows a head holds, and answers.
  private mutating func answerWorkflows() {
    guard let workflows, !mission.isOver, !mission.isHalted else { return }
    let asking = mission.pullRequests.values.filter { $0.wantsWorkflows(mission.header.policy) }
    for facts in asking.sorted(by: { $0.reference < $1.reference }) {
      let answer = HeadWorkflows(head: facts.head ?? "", names: workflows)
      let decision = mission.apply(.observed(.workflows(facts.reference, answer)), at: now, roster: roster())
      lastEffects += decision.effects
      effects += decision.effects
      for effect in decision.effects { follow(effect) }
    }
  }

  /// GitHub is asked at once where what ended has landed, and answers.
  private mutating func answerLandings() {
    guard let landings, !mission.isOver, !mission.isHalted else { return }
    // The end of one item may be the mission's, for which others are looked at once more.
    // The smallest first: a dictionary's order is another one for each that holds the same.
    let due = { [now] (mission: Mission) in
      mission.pullRequests.keys.filter { mission.landingDue[.landing($0)].map { $0 <= now } ?? false }.min()
    }
    while !mission.isOver, let reference = due(mission) {
      guard let question = mission.landingQuestion(of: reference) else { return }
      let standing = landings[reference] ?? (question.isMerged ? .landed : .lost)
      let decision = mission.apply(
        .observed(.landing(reference, commit: question.commit, standing)), at: now, roster: roster())
      lastEffects += decision.effects
      effects += decision.effects
      for effect in decision.effects { follow(effect) }
    }
  }

  @discardableResult
  mutating func observes(_ observations: Observation...) -> Reply {
    var reply = Reply.done("")
    for observation in observations { reply = happens(.observed(observation)) }
    return reply
  }

  /// Time passes, and the clock is looked at.
  mutating func waits(seconds: Int) {
    now = now.adding(seconds: seconds)
    happens(.tick)
  }

  /// GitHub is asked for the pull request a moment later, and answers.
  mutating func fetches(_ pull: Pull) {
    now = now.adding(milliseconds: 10)
    let started = now
    now = now.adding(milliseconds: 10)
    observes(.snapshot(pull.snapshot(startedAt: started, updatedAt: pull.updatedAt ?? started)))
  }

  /// A pull request webhook arrives.
  mutating func hears(_ action: String, _ pull: Pull, closes: Int..., isTrusted: Bool = true) {
    now = now.adding(milliseconds: 10)
    observes(.pullRequest(pull.hint(action, closes: closes, isTrusted: isTrusted, updatedAt: pull.updatedAt ?? now)))
  }

  /// A check webhook arrives for the pull request's head.
  mutating func hears(_ check: CheckFact, on pull: Pull, head: String? = nil) {
    now = now.adding(milliseconds: 10)
    observes(.check(CheckHint(repository: shop, sha: head ?? pull.head, pullRequests: [], check: check)))
  }

  /// The mission's roster as the shell would make it.
  func roster(for events: [Event] = []) -> AgentRoster {
    let all = agents.values.sorted { ($0.lastActiveAt, $0.id) < ($1.lastActiveAt, $1.id) }
    var named: [String: [Agent]] = [:]
    for case .note(let note) in events {
      guard case .redirect(_, let word, _) = NoteDirective(note.body) else { continue }
      named[word] = all.filter { $0.name == word || (word.count >= 4 && $0.id.text.hasPrefix(word)) }
    }
    return AgentRoster(
      idle: all.filter { $0.state == .idle },
      known: Dictionary(
        uniqueKeysWithValues: all.filter { mission.concernedAgents.contains($0.id) }.map { ($0.id, $0) }),
      named: named, livingRoles: Set(all.filter(\.isAlive).map(\.role)), reviewIsDueElsewhere: reviewIsDueElsewhere,
      livingSpecialties: Set(all.filter(\.isAlive).flatMap { $0.specialties.isEmpty ? [""] : $0.specialties }))
  }

  private mutating func follow(_ effect: Effect) {
    guard let id = effect.agent, let name = agent(id)?.name else { return }
    agents[name]?.follow(effect, of: mission, at: now)
  }

  private func agent(_ id: Identifier<Agent>) -> Agent? { agents.values.first { $0.id == id } }

  /// An agent registers (again), and the mission hears of it.
  mutating func joins(_ name: String, role: String? = nil, specialties: [String] = []) {
    agentNumber += 1
    var agent =
      agents[name]
      ?? Agent(
        id: Identifier(high: agentNumber << 32, low: agentNumber), name: name, role: role ?? name,
        specialties: specialties, state: .idle, registeredAt: now, lastHeartbeat: now,
        lastActiveAt: now.adding(milliseconds: Int64(agentNumber)), tasksCompleted: 0)
    agent.register(at: now)
    agents[name] = agent
    happens(.agentAvailable)
  }

  /// An agent is stopped, and the mission hears of it.
  mutating func stops(_ name: String) {
    guard let agent = agents[name] else { return }
    happens(.agentStopped(agent.id))
    agents[name]?.stop()
  }

  /// An agent is removed, and the mission hears of it.
  mutating func leaves(_ name: String) {
    guard let agent = agents.removeValue(forKey: name) else { return }
    happens(.agentLeft(agent.id, reason: "\(name) was removed"))
  }
}
