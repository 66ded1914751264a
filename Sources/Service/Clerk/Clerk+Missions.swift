import Client
import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Clerk {
  /// How often a commit is tried again when the mission changed under it.
  private static let conflictLimit = 20

  /// What came of a change.
  enum Change {
    /// It was committed; the sender is told this.
    case committed(Reply)
    /// The mission does not exist or cannot be read; the signal is still open.
    case noMission
    /// The signal was finished otherwise: done before, or its mission has a record that must not be overwritten.
    case ended
  }

  /// Lets events happen to one mission and commits what follows, together with the end of the signal.
  func change(
    _ id: Identifier<Mission>, _ events: [Event], finishing entry: StreamEntry, outcome: DeliveryOutcome? = nil,
    agent: AgentUpdate? = nil, publishingAnew: Bool = false, receipt: ((Reply) -> Receipt?)? = nil
  ) async throws -> Change {
    for _ in 0..<Self.conflictLimit {
      guard let before = try await mission(id) else { return .noMission }
      let change = try await attempt(
        events, on: before.mission, storedAs: before, finishing: entry, outcome: outcome, agent: agent,
        publishingAnew: publishingAnew, receipt: receipt)
      if let change { return change }
    }
    throw HandlingError.contended(id)
  }

  /// Begins a mission: its first turn is one like any other.
  func begin(_ mission: Mission, finishing entry: StreamEntry) async throws {
    let receipt = { (_: Reply) in Receipt.done("mission \(mission.id) started") }
    guard case .committed? = try await attempt([.tick], on: mission, storedAs: nil, finishing: entry, receipt: receipt)
    else { return }
    parts.log.info(
      mission.isRehearsed ? "Mission rehearsed" : "Mission started",
      ["mission": mission.id, "objectives": mission.header.objectives.count])
  }

  /// Lets events happen to a mission as it is, or is about to be, stored, and commits what follows; nil where it was
  /// changed meanwhile, and nothing has happened.
  private func attempt(
    _ events: [Event], on mission: Mission, storedAs before: VersionedMission?, finishing entry: StreamEntry,
    outcome: DeliveryOutcome? = nil, agent: AgentUpdate? = nil, publishingAnew: Bool = false,
    receipt: ((Reply) -> Receipt?)?
  ) async throws -> Change? {
    let id = mission.id
    let now = parts.clock()
    let (after, decision, roster) = try await decide(on: mission, events, about: agent?.id, at: now)
    var book = AgentBook(roster)
    agent?.apply(to: &book, at: now)
    book.apply(decision.effects, of: after, at: now)
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    if after.isToBeDropped(at: now) {
      commit.removal = before.map(MissionRemoval.init)
    } else {
      commit.mission = MissionChange(before: before, after: after)
      if publishingAnew {
        commit.mission?.strange = try await parts.store.strangeRecords(of: after, handedTo: roster.idle.map(\.id))
      }
      commit.effects = decision.effects
      commit.notices = notices(of: decision.effects, before: before?.mission, after, at: now)
    }
    commit.agents = book.changes
    commit.outcome = outcome
    commit.forward = try await followUps(of: commit.agents, except: id)
    commit.receipts = try receipts(
      for: entry, receipt.flatMap { $0(decision.reply) }, planning: before?.mission, after, answers: decision.effects)
    switch try await self.commit(commit) {
    case .committed(let revision):
      if commit.removal != nil { missions.remove(id) }
      if revision != nil, let stored = commit.mission?.stored { missions.hold(stored) }
      log(decision.effects, of: id, entry)
      count(decision.finds, of: entry)
      parts.moved(after)
      if decision.effects.contains(where: { if case .learn = $0 { true } else { false } }) {
        await parts.librarian?.shelve()
      }
      return .committed(decision.reply)
    case .conflict:
      missions.remove(id)
      return nil
    case .gone, .fenced: return .ended
    case .full: preconditionFailure("Invalid state: who finishes an entry is held up by no high-water mark")
    case .unreadable(let key):
      missions.remove(id)
      try await setAside(key, mission: id, finishing: entry)
      return .ended
    }
  }

  /// What a mission makes of events, with the agents that it may reckon with.
  private func decide(
    on before: Mission, _ events: [Event], about agent: Identifier<Agent>?, at now: Timestamp
  ) async throws -> (after: Mission, decision: Decision, roster: AgentRoster) {
    var after = before
    let words = events.flatMap(\.agentWords) + before.agentWordsOfCommands
    let concerned = agent.map { [$0] } ?? []
    var roster = try await parts.store.roster(for: before, noteWords: words, including: concerned)
    var decision = after.apply(events, at: now, roster: roster, hosts: parts.hosts)
    // What the event set free wants more agents than the few that are usually looked at, and there are more.
    if !roster.cut.isDisjoint(with: after.wants) {
      let depth = TownStore.usualDepth + decision.assignments + after.openHands
      after = before
      roster = try await parts.store.roster(for: before, noteWords: words, including: concerned, depth: depth)
      decision = after.apply(events, at: now, roster: roster, hosts: parts.hosts)
    }
    return (after, decision, roster)
  }

  /// What targets outside are told of a step.
  func notices(of effects: [Effect], before: Mission?, _ after: Mission, at now: Timestamp) -> [Notice] {
    guard !parts.noticeTargets.isEmpty else { return [] }
    return Notice.notices(
      Notice.Body.bodies(of: effects, before: before, after: after, at: now), to: parts.noticeTargets, at: now)
  }

  /// The same for a signal that ends here if the mission is not there.
  func changeOrFinish(
    _ id: Identifier<Mission>, _ events: [Event], finishing entry: StreamEntry, outcome: DeliveryOutcome? = nil,
    agent: AgentUpdate? = nil, receipt: ((Reply) -> Receipt?)? = nil
  ) async throws {
    let change = try await change(id, events, finishing: entry, outcome: outcome, agent: agent, receipt: receipt)
    guard case .noMission = change else { return }
    try await finish(entry, outcome: outcome, receipt: receipt.map { _ in .refused(.noMission(id)) })
  }

  /// Hands facts to every interested mission: to one at once, to several by a signal each.
  func distribute(_ observations: [Observation], finishing entry: StreamEntry, outcome: DeliveryOutcome?) async throws {
    var targets: [Identifier<Mission>: [Observation]] = [:]
    for observation in observations {
      for mission in try await parts.store.missions(interestedIn: observation.interests) {
        // A mission that knows the repository by its former name is interested in the other observations only once it
        // has heard of the new one.
        if case .repositoryNamed = observation {
          targets[mission] = observations
        } else if !(targets[mission] ?? []).contains(observation) {
          targets[mission, default: []].append(observation)
        }
      }
    }
    if targets.isEmpty, outcome != nil { try await noteStranger(in: observations) }
    var outcome = outcome
    outcome?.missions = targets.keys.sorted()
    if targets.count == 1, let (mission, facts) = targets.first {
      try await changeOrFinish(mission, facts.map(Event.observed), finishing: entry, outcome: outcome)
      return
    }
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.outcome = outcome
    commit.forward = try targets.sorted { $0.key < $1.key }.flatMap { mission, facts in
      try facts.map { try InternalSignal.observation($0, for: mission).signal() }
    }
    _ = try await self.commit(commit)
  }

  /// Has GitHub asked whose commit it is, where no mission is found for it in our own index.
  private func noteStranger(in observations: [Observation]) async throws {
    let commits = observations.compactMap { observation -> (String, RepositoryName)? in
      switch observation {
      case .commitTouched(let repository, let sha): (sha, repository)
      case .check(let hint): (hint.sha, hint.repository)
      default: nil
      }
    }
    guard let (sha, repository) = commits.first,
      !(try await parts.store.missions(interestedIn: [.place(repository)])).isEmpty
    else { return }
    await parts.strangerSeen(sha, repository)
  }

  /// Ends a signal that changes no mission.
  package func finish(_ entry: StreamEntry, outcome: DeliveryOutcome? = nil, receipt: Receipt? = nil) async throws {
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.outcome = outcome
    commit.receipts = try receipts(for: entry, receipt, planning: nil, nil)
    _ = try await self.commit(commit)
  }

  /// The signals that tell waiting missions of agents that this commit leaves idle.
  ///
  /// A mission stands in the index of wants only while it has work for such an agent and a place for it, so the oldest
  /// few are enough: whoever comes first takes the agent, the others find nothing new.
  func followUps(of agents: [AgentChange], except mission: Identifier<Mission>?) async throws -> [Signal] {
    var signals: [Signal] = []
    for change in agents {
      guard let agent = change.after, agent.state == .idle, change.before?.state != .idle else { continue }
      for waiting in try await parts.store.missionsWanting(agent: agent, limit: 4) where waiting != mission {
        signals.append(try InternalSignal.agentAvailable(waiting).signal())
      }
    }
    return signals
  }

  private func mission(_ id: Identifier<Mission>) async throws -> VersionedMission? {
    if let held = missions.mission(id) { return held }
    do throws(StoreError) {
      let read = try await parts.store.mission(id)
      if let read { missions.hold(read) }
      return read
    } catch .unreadable(let key, let reason) {
      parts.log.error("A record cannot be read; its mission is left alone", ["key": key, "reason": reason])
      try await parts.store.noteUnreadable(UnreadableRecord(key: key, reason: reason))
      return nil
    }
  }

  private func setAside(_ key: String, mission: Identifier<Mission>, finishing entry: StreamEntry) async throws {
    let reason = "it is not what this version writes, so it is not overwritten"
    parts.log.error("A record cannot be read; its mission is left alone", ["key": key, "mission": mission])
    try await parts.store.noteUnreadable(UnreadableRecord(key: key, reason: reason))
    let refusal = Refusal(
      .invalid, "the record \(key) cannot be read", hint: "mend or delete the record, then try again")
    try await finish(entry, receipt: entry.kind == .command ? .refused(refusal) : nil)
  }

  private func receipts(
    for entry: StreamEntry, _ receipt: Receipt?, planning before: Mission?, _ after: Mission?, answers: [Effect] = []
  ) throws -> [ReceiptRecord] {
    var receipts: [ReceiptRecord] = []
    for case .answer(let signal, let reply) in answers {
      if let late = Receipt(reply) { receipts.append(ReceiptRecord(signalID: signal, json: try late.json())) }
    }
    if let receipt, let id = entry.signalID { receipts.append(ReceiptRecord(signalID: id, json: try receipt.json())) }
    if let after, let planned = Receipt(planning: before, after) {
      receipts.append(ReceiptRecord(signalID: after.id.text, json: try planned.json()))
    }
    return receipts
  }

  /// Counts what a poll found that no webhook had told.
  private func count(_ finds: [Find], of entry: StreamEntry) {
    guard entry.kind == .observation else { return }
    for find in finds {
      switch find {
      case .known: parts.metrics.polled(isNews: false)
      case .missed(let since):
        parts.metrics.polled(isNews: true)
        let late = parts.clock().milliseconds - since.milliseconds
        parts.metrics.foundByPoll(late: .milliseconds(max(0, late)))
      }
    }
  }

  private func log(_ effects: [Effect], of mission: Identifier<Mission>, _ entry: StreamEntry) {
    for case .activity(let text) in effects {
      parts.log.info("Mission moved", ["mission": mission, "signal": entry.signalID ?? "", "what": text])
    }
  }
}

extension Receipt {
  /// The starter's receipt: when planning first ends, well or badly.
  fileprivate init?(planning before: Mission?, _ after: Mission) {
    if let before, before.header.state != .planning(problem: nil) { return nil }
    switch after.header.state {
    case .planning(nil): return nil
    case .planning(.invalid(let text)?):
      let hint =
        after.header.startMode ?? .kept == .kept
        ? "mend the issues; it is tried again by itself"
        : "mend the issues and start it again; with --keep it waits for them in planning"
      self = .refused(Refusal(.invalid, text, hint: hint))
    case .planning(.unavailable(let text)?):
      let outcome = after.header.startMode == .rehearsed ? "nothing was made" : "it is tried again by itself"
      let hint = "\(outcome); 'signalbox doctor' checks the token and the way to GitHub"
      self = .refused(Refusal(.unavailable, text, hint: hint))
    case .running, .blocked, .completed, .failed: self = .done("planned")
    }
  }
}

extension Refusal {
  /// There is no such mission.
  fileprivate static func noMission(_ id: Identifier<Mission>) -> Refusal {
    Refusal(.notFound, "there is no readable mission \(id)", hint: "'signalbox mission list --all' shows them")
  }
}

extension Event {
  /// The words by which an operator's note or a command in a comment may name an agent.
  fileprivate var agentWords: [String] {
    switch self {
    case .note(let note):
      guard case .redirect(_, let agent, _) = NoteDirective(note.body) else { return [] }
      return [agent]
    case .observed(.command(let comment)): return comment.agentWords
    case .observed(.comments(_, let comments)): return comments.flatMap(\.agentWords)
    case .observed, .tick, .agentAvailable, .taskRequested, .heartbeat, .agentLeft, .agentStopped, .taskDone,
      .taskClaimed, .taskFailed, .taskReturned, .taskAccounted, .recorded, .pullRequestWanted, .actionEnded, .approve,
      .stop, .resume,
      .plan, .statement:
      return []
    }
  }
}
