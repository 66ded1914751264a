import Client
import CommandLine
import Glibc
import MissionCore
import MissionStore
import Redis
import Service
import Views
import Workers

/// The town as a worker's source of tasks: the same ways that `task next`, `task done` and `task fail` take.
struct TownTaskSource: TaskSource {
  /// How long GitHub may take to open a pull request before the task is reported as failed.
  private static let opening = Duration.seconds(180)

  let session: Session
  let agent: Agent

  /// Every question has a connection of its own: one that is called back in the middle takes its connection with it,
  /// and a worker calls one back whenever a run ends while it gives a sign of life.
  private func atTown<Answer>(_ ask: (Town) async throws -> Answer) async throws -> Answer {
    let town = Town(session: session)
    defer { town.connection.close() }
    return try await ask(town)
  }

  func next(wait: Duration) async throws -> Assignment? {
    try await atTown { town in try await next(wait: wait, town) }
  }

  private func next(wait: Duration, _ town: Town) async throws -> Assignment? {
    let taken = try await town.nextAssignment(for: agent, until: .now.advanced(by: wait))
    guard let task = taken.task else { return nil }
    guard let mission = try await town.store.mission(task.missionID)?.mission else {
      throw TownView.noSuch("mission", task.missionID.text, list: "mission list")
    }
    guard let item = mission.orderedItems.first(where: { $0.id == task.workItemID }) else {
      guard let milestone = mission.tasks[task.id]?.milestone else {
        throw TownView.noSuch("task", task.id.text, list: "task list")
      }
      // A validator looks and tries, like a reviewer: nothing of it is pushed.
      return Assignment(
        task: task.id, mission: task.missionID, item: task.workItemID, claim: taken.claim,
        kind: .review(commit: nil), prompt: taken.prompt, title: "Validation of \(milestone)",
        number: milestone, itemName: milestone, folder: "\(Names.short(mission.id))-\(milestone)", issue: nil,
        branch: nil,
        pullRequests: [], needsResult: false, opensPullRequest: false)
    }
    let open = item.pullRequests.filter { mission.pullRequests[$0]?.state == .open }
    let isBuilt: Bool =
      switch item.kind {
      case .implement, .test: true
      case .design, .review, .mergeGate, .followUp, .research: false
      }
    return Assignment(
      task: task.id, mission: task.missionID, item: item.id, claim: taken.claim, kind: kind(of: task),
      prompt: taken.prompt, title: item.title,
      number: number(of: item), itemName: item.details?.name ?? item.id.text,
      folder: await folder(of: item, in: mission, town),
      issue: item.issue, branch: branch(of: open, in: mission), pullRequests: open,
      needsResult: isBuilt && item.issue != nil, opensPullRequest: mission.header.policy.opensPullRequests)
  }

  func renew(_ assignment: Assignment) async throws -> Bool {
    try await atTown { town in
      _ = try await town.send(.agentHeartbeat(agent.id))
      return try await isOpen(assignment, town)
    }
  }

  func isOpen(_ assignment: Assignment) async throws -> Bool {
    try await atTown { town in try await isOpen(assignment, town) }
  }

  private func isOpen(_ assignment: Assignment, _ town: Town) async throws -> Bool {
    guard let task = try await town.store.task(assignment.task) else { return false }
    return ["assigned", "running"].contains(task.state) && task.assignedTo == agent.id
  }

  func isOver(_ item: Identifier<WorkItem>, of mission: Identifier<Mission>) async throws -> Bool {
    try await atTown { town in
      guard let mission = try await town.store.mission(mission)?.mission else { return true }
      return mission.isOver || mission.orderedItems.first { $0.id == item }?.isDone ?? true
    }
  }

  func openPullRequest(for assignment: Assignment, branch: String) async throws -> PullRequestReference? {
    try await atTown { town in try await openPullRequest(for: assignment, branch: branch, town) }
  }

  private func openPullRequest(
    for assignment: Assignment, branch: String, _ town: Town
  ) async throws -> PullRequestReference? {
    if let known = try await openPullRequest(of: assignment, branch: branch, town) { return known }
    let text = "Work of \(agent.name) on task \(assignment.task)."
    _ = try await town.send(
      .pullRequestOpen(task: assignment.task, branch: branch, text: text, by: reporter(assignment)))
    let deadline = ContinuousClock.now.advanced(by: Self.opening)
    while true {
      if let opened = try await openPullRequest(of: assignment, branch: branch, town) { return opened }
      if let item = try await item(of: assignment, town), let reason = item.refusedPullRequest {
        throw CommandFailure(.failure, "GitHub opens none: \(reason)")
      }
      guard .now < deadline else { throw CommandFailure(.unavailable, "GitHub did not open one in time") }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  func pushCredential(
    for assignment: Assignment, to url: String
  ) async -> Result<PushCredential, PushCredential.Fault> {
    let name = PushTokens.newName()
    guard let credential = PushCredential(for: url, in: PushTokens.file(name, in: session.configuration.absoluteData))
    else { return .failure(.init("\(url) takes no token")) }
    do {
      try await tell(.pushToken(task: assignment.task, url: url, file: name, by: reporter(assignment)))
    } catch {
      return .failure(.init(CommandFailure(error, configuration: session.configuration).what))
    }
    guard access(credential.file, R_OK) == 0 else {
      return .failure(.init("the service keeps its data elsewhere than \(session.configuration.absoluteData)"))
    }
    return .success(credential)
  }

  func account(for assignment: Assignment, _ report: RunReport) async throws {
    try await tell(.taskUsage(task: assignment.task, usage: report.usage, session: report.session, by: agent.id))
  }

  func complete(_ assignment: Assignment, _ report: RunReport) async throws {
    // Where the mission opens none, nobody expects one of the run: somebody else may open it for the pushed branch.
    let report = WorkTask.Report(
      result: report.result, hasNoPullRequest: assignment.opensPullRequest ? nil : true)
    try await tell(.taskDone(task: assignment.task, report: report, by: reporter(assignment)))
  }

  func fail(_ assignment: Assignment, reason: String, _ report: RunReport) async throws {
    try await tell(.taskFail(task: assignment.task, reason: reason, by: reporter(assignment)))
  }

  func park(_ assignment: Assignment, until: Timestamp, reason: String) async throws {
    try await tell(.taskReturn(task: assignment.task, until: until, reason: reason, by: reporter(assignment)))
  }

  func leave() async throws { try await tell(.agentStop(agent.id)) }

  private func tell(_ command: Command) async throws { _ = try await atTown { town in try await town.send(command) } }

  /// What an item's branch is called by: its issue, else its number and its identity, because other missions have the
  /// same numbers. A zero in front keeps a number from being read as an issue's.
  private func number(of item: WorkItem) -> String {
    if let issue = item.issue { return String(issue.number) }
    let short = String(item.id.text.prefix(8))
    guard let name = item.details?.name else { return short }
    return "\(name.hasPrefix("0") ? "" : "0")\(name)-\(short)"
  }

  private func folder(of item: WorkItem, in mission: Mission, _ town: Town) async -> String {
    guard let name = item.details?.name else { return item.id.text }
    return await NumberedFolders(data: town.configuration.absoluteData).folder(
      number: name, of: mission.id, identity: item.id.text
    ) { other in
      // A town that cannot be asked is no proof that a mission is over.
      do { return try await town.store.mission(other)?.mission.isOver ?? true } catch { return false }
    }
  }

  private func reporter(_ assignment: Assignment) -> Reporter {
    assignment.claim.map { .claim($0) } ?? .agent(agent.id)
  }

  private func kind(of task: TaskRecord) -> Assignment.Kind {
    if task.kind == "review" { return .review(commit: task.head.flatMap { ReviewHead($0).commit }) }
    return task.kind == "fix" ? .fix : .work
  }

  private func item(of assignment: Assignment, _ town: Town) async throws -> WorkItem? {
    try await town.store.mission(assignment.mission)?.mission.orderedItems.first { $0.id == assignment.item }
  }

  /// The open pull request that carries the item from this branch. Before GitHub was asked for its state the number
  /// that our own opening brought counts.
  private func openPullRequest(
    of assignment: Assignment, branch: String, _ town: Town
  ) async throws -> PullRequestReference? {
    guard let mission = try await town.store.mission(assignment.mission)?.mission,
      let item = mission.orderedItems.first(where: { $0.id == assignment.item })
    else { return nil }
    return item.pullRequests.last { reference in
      guard let facts = mission.pullRequests[reference], let snapshot = facts.snapshot else {
        return !assignment.pullRequests.contains(reference)
      }
      return facts.state == .open && snapshot.headBranch == branch
    }
  }

  /// The branch that a fix goes on with; nil where it is not the mission's to push to.
  private func branch(of open: [PullRequestReference], in mission: Mission) -> String? {
    open.lazy.compactMap { mission.pullRequests[$0]?.snapshot?.headBranch }.first { !$0.contains(":") }
  }
}
