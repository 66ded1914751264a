@testable import MissionCore

extension Play {
  /// What must hold after every event, whatever happens; empty when all of it does.
  var brokenPromises: [String] {
    itemProblems + assignmentProblems + missionProblems + planProblems
  }

  private var itemProblems: [String] {
    let roster = roster()
    return mission.orderedItems.flatMap { item -> [String] in
      var problems: [String] = []
      // Written only where something is wrong: a description costs more than all that is looked at here.
      var name: String { "item \(item.issue?.number ?? 0) (\(item.state))" }
      let leased = mission.openTasksOf(item.id).filter { $0.lease != nil }
      if !item.isDone, leased.count > 1 { problems.append("\(name) has \(leased.count) live assignments") }
      if mission.why(item.id, roster: roster).isEmpty { problems.append("\(name) does not say why") }
      if let live = item.liveTask {
        if leased.first?.id != live { problems.append("\(name) names a task that nobody holds") }
      } else if !item.isDone, let odd = leased.first(where: { !$0.isReview }) {
        problems.append("\(name) does not know of its live task \(odd.id)")
      }
      if item.isDone {
        let open = mission.openTasksOf(item.id).filter { $0.isUntaken || $0.kind != .work }
        if !open.isEmpty { problems.append("\(name) still has \(open.count) open tasks") }
        if !mission.watches.of(item.id).allSatisfy({ $0.status == .done }) {
          problems.append("\(name) still has open watches")
        }
      }
      for kind in FixKind.allCases
      where mission.openTasksOf(item.id).filter({ $0.kind == .fix(kind) }).count > 1 {
        problems.append("\(name) has several open fixes of kind \(kind)")
      }
      return problems
    }
  }

  private var assignmentProblems: [String] {
    var problems: [String] = []
    let leases = mission.tasks.values.compactMap(\.lease)
    if Set(leases.map(\.agent)).count != leases.count { problems.append("an agent holds two tasks") }
    let inHand = mission.items.values.filter(\.isInHand).count
    if inHand > mission.header.policy.maxParallelItems { problems.append("\(inHand) items are in hand") }
    for agent in agents.values {
      guard case .busy(let task, _) = agent.state else { continue }
      if mission.tasks[task]?.lease?.agent != agent.id { problems.append("\(agent.name) is busy with nothing") }
    }
    for task in mission.tasks.values {
      if let lease = task.lease, !agents.values.contains(where: { $0.id == lease.agent && $0.isAlive }) {
        problems.append("task \(task.id) is held by somebody who is not there")
      }
      if task.isReview, let lease = task.lease, mission.items[task.item]?.contributors.contains(lease.agent) ?? true {
        problems.append("somebody reviews their own work")
      }
    }
    return problems
  }

  private var missionProblems: [String] {
    guard !mission.isOver else { return mission.header.help.isEmpty ? [] : ["a mission that is over asks for help"] }
    guard !mission.isHalted else { return [] }
    var problems: [String] = []
    let due = mission.dueWork
    if due[.tick] == nil { problems.append("nothing is due by time") }
    if !mission.header.state.isPlanning, mission.items.values.allSatisfy(\.isDone), mission.isPlanFulfilled {
      problems.append("everything is done but the mission goes on")
    }
    // Comments are looked for as long as the mission lives: that alone moves nothing.
    let asksGitHub = due.keys.contains { work in
      switch work {
      case .tick, .comments: false
      case .issue, .pullRequest, .openPullRequests, .action, .commandRight, .commandComment, .checkEvidence,
        .landing, .workflows, .checkHabits:
        true
      }
    }
    let isHeld = mission.tasks.values.contains { $0.lease != nil }
    if !asksGitHub, !isHeld, mission.header.help.isEmpty, mission.wants.isEmpty {
      problems.append("nothing is due, nobody holds a task, and no help is asked")
    }
    if case .blocked = mission.header.state, isHeld { problems.append("it is called blocked while somebody works") }
    if case .running = mission.header.state, !isHeld { problems.append("it is called running while nobody works") }
    return problems
  }

  /// Promises of milestones and their contract.
  private var planProblems: [String] {
    guard let plan = mission.plan else { return [] }
    var problems: [String] = []
    for milestone in plan.milestones {
      let leased = mission.tasks.values.filter { $0.milestone == milestone.id && $0.lease != nil }
      if leased.count > 1 { problems.append("\(milestone.id) has \(leased.count) live validations") }
      let authors = mission.items.values.filter { $0.milestone == milestone.id }.flatMap(\.contributors)
      if leased.contains(where: { $0.lease.map { authors.contains($0.agent) } ?? false }) {
        problems.append("\(milestone.id) is validated by one of its authors")
      }
      guard milestone.isDone else { continue }
      if !mission.gatingItems(of: milestone.id).allSatisfy(\.isDone) {
        problems.append("\(milestone.id) is done before its items")
      }
      if !mission.passesAssertions(milestone) {
        problems.append("\(milestone.id) is done before its assertions")
      }
    }
    if mission.header.state == .completed {
      if !plan.milestones.allSatisfy(\.isDone) { problems.append("it is completed before a milestone is done") }
      if !plan.assertions.allSatisfy({ $0.status == .passing || $0.status == .waived }) {
        problems.append("it is completed before every assertion passes or was waived")
      }
    }
    let remediated = mission.plannedItems.filter { !$0.isDone }.compactMap { $0.details?.remediates?.assertion }
    if Set(remediated).count != remediated.count { problems.append("an assertion is mended by two items at once") }
    return problems
  }
}
