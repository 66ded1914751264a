import Client
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Clerk {
  /// What an operator or an agent asks for; every command gets exactly one receipt.
  func handleCommand(_ entry: StreamEntry) async throws {
    let now = parts.clock()
    switch try await command(in: entry) {
    case .missionStart(let id, let objectives, let policy, let manifest, let mode, let again):
      let mission = Mission(
        id: id, objectives: objectives, policy: policy, manifest: manifest, startMode: mode, at: now)
      try await start(mission, isRepeatable: again != false, finishing: entry)
    case .missionDrop(let id): try await drop(id, finishing: entry)
    case .missionNote(let mission, let note, let sender, let body):
      let note = Note(id: note, sender: sender, body: body, createdAt: now)
      try await order(mission, .note(note), finishing: entry)
    case .missionStop(let mission, let by, let force):
      try await order(mission, .stop(by: by, force: force), finishing: entry)
    case .missionResume(let mission, let by): try await order(mission, .resume(by: by), finishing: entry)
    case .missionApprove(let mission, let item, let by):
      try await order(mission, .approve(item, by: by), finishing: entry)
    case .agentRegister(let id, let name, let role, let specialties):
      try await register(id, name, role, specialties, finishing: entry)
    case .agentRemove(let id): try await remove(id, finishing: entry)
    case .agentStop(let id): try await stop(id, finishing: entry)
    case .agentHeartbeat(let id): try await heartbeat(of: id, finishing: entry)
    case .taskNext(let agent, let overHTTP):
      try await handOutTask(to: agent, overHTTP: overHTTP ?? false, finishing: entry)
    case .taskDone(let task, let report, let reporter, let pullRequest):
      let reporter = reporter ?? .unnamed
      let done = pullRequest.map {
        Event.taskClaimed(task, report, pullRequest: $0, by: reporter, answering: entry.signalID ?? entry.id)
      }
      try await self.report(on: task, done ?? .taskDone(task, report, by: reporter), finishing: entry)
    case .taskFail(let task, let reason, let reporter):
      try await report(on: task, .taskFailed(task, reason: reason, by: reporter ?? .unnamed), finishing: entry)
    case .taskReturn(let task, let until, let reason, let reporter):
      try await report(on: task, .taskReturned(task, until: until, reason: reason, by: reporter), finishing: entry)
    case .taskUsage(let task, let usage, let session, let agent):
      try await report(
        on: task, .taskAccounted(task, usage, session: session, by: agent), by: .showsUp(agent), finishing: entry)
    case .pullRequestOpen(let task, let branch, let text, let reporter):
      try await report(on: task, .pullRequestWanted(task, branch: branch, text: text, by: reporter), finishing: entry)
    case .pushToken(let task, let url, let file, let reporter):
      try await givePushToken(for: task, to: url, in: file, by: reporter, finishing: entry)
    case .missionSet(let id, let title, let text, let policy, let manifest):
      try await set(id, title, text, policy, manifest, finishing: entry)
    case .plan(let mission, let change, let by): try await order(mission, .plan(change, by: by), finishing: entry)
    case .state(let mission, let statement, let by):
      try await order(mission, .statement(statement, by: by), finishing: entry)
    case .agentToken(let agent, let digest): try await keepToken(digest, of: agent, finishing: entry)
    case .send(let letter): try await send(letter, finishing: entry)
    case .deliveryReplay(let name): try await replay(name, finishing: entry)
    case .deliveryDiscard(let name): try await discard(name, finishing: entry)
    }
  }

  private func command(in entry: StreamEntry) async throws -> Command {
    do {
      return try BoundedJSON.decode(Command.self, from: Data(try await body(of: entry)))
    } catch let error as DecodingError {
      throw HandlingError.unreadable("a command (\(error))")
    }
  }

  private func order(
    _ mission: Identifier<Mission>, _ event: Event, by agent: AgentUpdate? = nil, finishing entry: StreamEntry
  ) async throws {
    try await changeOrFinish(mission, [event], finishing: entry, agent: agent) { Receipt($0) }
  }

  /// Two missions that carry one issue would give the same work to two agents.
  private func refusal(ofCarryingAgain objectives: [Objective]) async throws -> Refusal? {
    for case .issue(let reference) in objectives {
      let interested = try await parts.store.missions(interestedIn: [.conversation(reference)])
      guard let mission = interested.sorted().first else { continue }
      return Refusal(
        .invalid, "issue \(reference) is in the active mission \(mission) already",
        hint: "'signalbox mission status --run \(mission.text.prefix(8))' shows it; --again carries it twice")
    }
    return nil
  }

  private func keepToken(
    _ digest: String?, of agent: Identifier<Agent>, finishing entry: StreamEntry
  ) async throws {
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.token = (agent, digest)
    commit.receipts = [try receipt(.done(digest == nil ? "the token is void" : "the token is known"), for: entry)]
    _ = try await self.commit(commit)
  }

  private func drop(_ id: Identifier<Mission>, finishing entry: StreamEntry) async throws {
    guard let stored = try await parts.store.mission(id) else {
      return try await finish(entry, receipt: .done("mission \(id) is gone"))
    }
    guard stored.mission.isRehearsed else {
      return try await finish(
        entry,
        receipt: .refused(
          Refusal(.invalid, "mission \(id) is carried out", hint: "'signalbox mission stop --force' ends it")))
    }
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.removal = MissionRemoval(stored)
    commit.receipts = [try receipt(.done("mission \(id) is gone"), for: entry)]
    missions.remove(id)
    _ = try await self.commit(commit)
  }

  /// Begins a planned mission, unless one of its title is not over.
  private func set(
    _ id: Identifier<Mission>, _ given: String, _ text: String, _ policy: Policy, _ manifest: Manifest,
    finishing entry: StreamEntry
  ) async throws {
    if try await parts.store.mission(id) != nil {
      return try await finish(entry, receipt: .done("mission \(id) was set before"))
    }
    let title: String
    do throws(Refusal) {
      title = try Mission.title(given)
    } catch {
      return try await finish(entry, receipt: .refused(error))
    }
    let active = try await parts.store.activeMissions().missions.map(\.mission)
    if let other = active.first(where: { !$0.isOver && $0.plan?.title == title }) {
      let refusal = Refusal(
        .invalid, "mission \(other.id) has this title and is not over", hint: "--replace gives it up first")
      return try await finish(entry, receipt: .refused(refusal))
    }
    let mission = Mission(id: id, title: title, text: text, policy: policy, manifest: manifest, at: parts.clock())
    try await start(mission, finishing: entry)
  }

  /// - Parameter isRepeatable: whether it may carry what an active mission carries already.
  private func start(
    _ mission: Mission, isRepeatable: Bool = true, finishing entry: StreamEntry
  ) async throws {
    if !isRepeatable, let refusal = try await refusal(ofCarryingAgain: mission.header.objectives) {
      return try await finish(entry, receipt: .refused(refusal))
    }
    if try await parts.store.mission(mission.id) != nil {
      return try await finish(entry, receipt: .done("mission \(mission.id) was started before"))
    }
    try await begin(mission, finishing: entry)
  }

  private func report(
    on task: Identifier<WorkTask>, _ event: Event, by agent: AgentUpdate? = nil, finishing entry: StreamEntry
  ) async throws {
    guard let mission = try await parts.store.mission(ofTask: task) else {
      let refusal = Refusal(.notFound, "there is no task \(task)", hint: "'signalbox task list' shows the tasks")
      return try await finish(entry, receipt: .refused(refusal))
    }
    try await order(mission, event, by: agent, finishing: entry)
  }

  /// Whoever holds a task may push to the mission's repositories: the token is fetched beside the clerk, and the answer
  /// comes once it is there.
  private func givePushToken(
    for task: Identifier<WorkTask>, to url: String, in file: String, by reporter: Reporter,
    finishing entry: StreamEntry
  ) async throws {
    let mission = try await parts.store.mission(ofTask: task)
    guard let id = mission, let mission = try await parts.store.mission(id)?.mission else {
      let refusal = Refusal(.notFound, "there is no task \(task)", hint: "'signalbox task list' shows the tasks")
      return try await finish(entry, receipt: .refused(refusal))
    }
    guard let repository = PushTokens.repository(at: url, on: parts.hosts), let signal = entry.signalID else {
      let refusal = Refusal(
        .forbidden, "a token of this GitHub is not for that address",
        hint: "push with credentials of the clone's own, or set origin to the repository's https address")
      return try await finish(entry, receipt: .refused(refusal))
    }
    if let refusal = mission.refusal(ofPushTo: repository, for: task, by: reporter) {
      return try await finish(entry, receipt: .refused(refusal))
    }
    try await finish(entry)
    parts.pushWanted(.init(repository: repository, file: file, signal: signal))
  }

  private func send(_ letter: Letter, finishing entry: StreamEntry) async throws {
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.letters = [letter]
    commit.receipts = [try receipt(.done("the message is in the mailbox"), for: entry)]
    _ = try await self.commit(commit)
  }

  private func replay(_ name: String, finishing entry: StreamEntry) async throws {
    guard let letter = try await parts.store.deadLetter(name), try await parts.store.replay(letter) != .gone else {
      return try await finish(entry, receipt: .refused(.noDeadLetter(name)))
    }
    try await finish(entry, receipt: .done("\(name) is tried again"))
  }

  private func discard(_ name: String, finishing entry: StreamEntry) async throws {
    guard let letter = try await parts.store.deadLetter(name), try await parts.store.discard(letter) != .gone else {
      return try await finish(entry, receipt: .refused(.noDeadLetter(name)))
    }
    try await finish(entry, receipt: .done("\(name) is discarded"))
  }

  func receipt(_ receipt: Receipt, for entry: StreamEntry) throws -> ReceiptRecord {
    ReceiptRecord(signalID: entry.signalID ?? entry.id, json: try receipt.json())
  }
}

extension Refusal {
  fileprivate static func noDeadLetter(_ name: String) -> Refusal {
    Refusal(.notFound, "there is no dead letter \(name)", hint: "'signalbox delivery list' shows them")
  }
}
