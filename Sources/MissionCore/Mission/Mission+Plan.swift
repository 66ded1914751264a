extension Mission {
  /// Makes the plan once every objective is known, and keeps it up to date where nobody has begun.
  mutating func makePlan(_ turn: inout Turn) {
    // A plan of its own is made by whoever plans, not by the compiler.
    guard case .planning = header.state, plan == nil else { return }
    if let problem = missingObjectives() {
      header.become(.planning(problem: problem))
      return
    }
    guard neededObjectives.allSatisfy({ $0.isAnswered }) else {
      // What was wrong before is answered now; what is still missing was not asked for in vain yet.
      header.become(.planning(problem: nil))
      return
    }
    guard unknownCheckHabits.isEmpty else {
      header.become(.planning(problem: nil))
      return
    }
    switch compiled() {
    case .failure(let fault):
      if header.state != .planning(problem: .invalid(fault.description)) {
        header.become(.planning(problem: .invalid(fault.description)))
        turn.remark("Planning stopped: \(fault.description)")
      }
    case .success(let plan):
      adopt(plan, at: turn.now)
      header.become(.running)
      turn.log("Mission planned: \("work item".counted(items.count))")
    }
  }

  /// Compiles again after an issue changed. Work that somebody has begun keeps its dependencies; a graph that can no
  /// longer be made (a new cycle) leaves the old one standing and asks.
  mutating func replan(_ turn: inout Turn) {
    if header.objectives.isEmpty { return }
    if case .planning = header.state { return }
    switch compiled() {
    case .failure(let fault):
      header.noteReplan(problem: fault.description)
      turn.remark("Kept the old plan: \(fault.description)")
    case .success(let plan):
      header.noteReplan(problem: nil)
      update(to: plan, &turn)
    }
  }

  private func compiled() -> Result<[PlannedItem], PlanFault> {
    let facts = issues.elements.reduce(into: [:]) { $0[$1.key] = $1.value.facts }
    do throws(PlanFault) {
      return .success(
        try MissionCompiler.compile(
          objectives: header.objectives, issues: facts, manifest: header.manifest,
          formerNames: repositories.formerNames, formerIssues: issues.formerReferences))
    } catch {
      return .failure(error)
    }
  }

  /// The issues the plan is made of. One that the manifest skips is not waited for.
  var neededObjectives: [TrackedIssue] {
    let skipped = Set(header.manifest.overrides.filter(\.skip).map(\.issue))
    return header.objectives.compactMap(\.issue).filter { !skipped.contains($0) }.compactMap { issues[$0] }
  }

  private func missingObjectives() -> PlanningProblem? {
    let objectives = neededObjectives
    let gone = objectives.filter { $0.gone != nil }
    if !gone.isEmpty {
      return .invalid(PlanFault.unknownIssues(gone.map { "\($0.reference): \($0.gone ?? "gone")" }).description)
    }
    let silent = objectives.filter { $0.facts == nil && $0.problem != nil }
    guard !silent.isEmpty else { return nil }
    let names = silent.map { "\($0.reference) (\($0.problem ?? ""))" }.joined(separator: ", ")
    return .unavailable("GitHub could not be asked about \(names)")
  }

  private mutating func adopt(_ plan: [PlannedItem], at now: Timestamp) {
    var identities: [Objective: Identifier<WorkItem>] = [:]
    for planned in plan { identities[planned.objective] = header.identifiers.next() }
    let places = Dictionary(header.objectives.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    for planned in plan {
      guard let id = identities[planned.objective] else { continue }
      // Items of one mission are as old as their objectives stand in its list, so that age decides as a reader expects.
      let age = now.adding(milliseconds: Int64(places[planned.objective] ?? 0))
      var item = WorkItem(id: id, planned: planned, createdAt: age)
      item.dependsOn = planned.dependsOn.compactMap { identities[$0] }
      items.add(item)
    }
    trackOutsideDependencies(at: now)
    adoptManifestPlan(at: now)
    for item in orderedItems { closeIfIssueIsClosed(item.id, at: now) }
  }

  private mutating func update(to plan: [PlannedItem], _ turn: inout Turn) {
    var identities: [Objective: Identifier<WorkItem>] = [:]
    for item in items.values { identities[item.objective] = item.id }
    for planned in plan {
      guard let id = identities[planned.objective], let before = items[id] else { continue }
      let dependsOn = planned.dependsOn.compactMap { identities[$0] }
      guard items.replan(id, planned, dependsOn: dependsOn), let item = items[id] else { continue }
      if item.state == .ready, !before.hasSameDependencies(as: item),
        obstacle(to: .begin, of: item, by: turn.judgement) != nil
      {
        items.sendBack(id, at: turn.now)
      }
      turn.log("Work item '\(item.title)' recompiled after its issue changed")
    }
    trackOutsideDependencies(at: turn.now)
    adoptManifestPlan(at: turn.now)
  }

  private mutating func trackOutsideDependencies(at now: Timestamp) {
    for reference in items.values.flatMap(\.outsideDependencies) { issues.track(reference, at: now) }
  }

  private mutating func closeIfIssueIsClosed(_ id: Identifier<WorkItem>, at now: Timestamp) {
    guard let issue = items[id]?.issue, let facts = issues[issue]?.facts else { return }
    switch facts.state {
    case .completed: items.finish(id, .issueClosed, at: now)
    case .notPlanned: items.finish(id, .cancelled, at: now)
    case .open, .unknown: break
    }
  }
}

extension WorkItem {
  fileprivate func hasSameDependencies(as other: WorkItem) -> Bool {
    dependsOn == other.dependsOn && outsideDependencies == other.outsideDependencies
  }
}
