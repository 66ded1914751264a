extension Mission {
  /// A new mission that is planned by hand or by a lead agent.
  package init(
    id: Identifier<Mission>, title: String, text: String, policy: Policy, manifest: Manifest, at now: Timestamp
  ) {
    self.init(id: id, objectives: [], policy: policy, manifest: manifest, at: now)
    plan = MissionPlan(title: title, text: text)
  }

  /// Its planned items by number.
  package var plannedItems: [WorkItem] {
    items.planned
  }

  /// The item of a number.
  package func item(number: Int) -> WorkItem? { items.item(number: number) }

  /// Which items fulfil which assertion of the plan.
  package var coverage: Coverage {
    Coverage(
      of: plan?.assertions.map(\.claim) ?? [],
      by: plannedItems.compactMap { item in
        item.details.flatMap { $0.remediates == nil ? (number: $0.number, fulfills: $0.fulfills) : nil }
      })
  }

  /// Carries out what a planner asks; a refusal changes nothing.
  mutating func change(_ change: PlanChange, by: String, _ turn: inout Turn) -> Reply {
    guard plan != nil else {
      return .refused(
        Refusal(
          .invalid, "mission \(id) is made of issues and was not planned by hand",
          hint: "'signalbox mission set' begins a planned mission"))
    }
    guard !isOver else {
      return .refused(
        Refusal(.notFound, "the mission is over: \(header.state.word)", hint: "'signalbox mission set' begins another"))
    }
    var next = self
    var nextTurn = turn
    do throws(Refusal) {
      let reply = try next.carryOut(change, by: by, &nextTurn)
      // While the plan is written its end names them, all at once.
      if plan?.phase != .planning {
        let known = forwardDependencies
        if let new = next.forwardDependencies.first(where: { !known.contains($0) }) {
          throw Refusal(
            .invalid, "\(new), which would never begin", hint: "move one of them, or leave the dependency out")
        }
      }
      self = next
      turn = nextTurn
      return reply
    } catch {
      return .refused(error)
    }
  }

  private mutating func carryOut(
    _ change: PlanChange, by: String, _ turn: inout Turn
  ) throws(Refusal) -> Reply {
    switch change {
    case .createMilestone(let title, let sequence, let text):
      return .created(try createMilestone(title, sequence, text, &turn))
    case .updateMilestone(let id, let title, let sequence, let text):
      return .created(try updateMilestone(id, title, sequence, text, &turn))
    case .deleteMilestone(let id):
      try deleteMilestone(id, &turn)
      return .done("milestone \(id) deleted")
    case .createTask(let draft):
      return .created(try createTask(draft, number: nil, &turn))
    case .updateTask(let number, let draft):
      try updateTask(number, draft, &turn)
      return .created(TaskDetails.name(number))
    case .deleteTask(let number):
      try deleteTask(number, &turn)
      return .done("task \(TaskDetails.name(number)) deleted")
    case .readContract(let text):
      try read(contract: text, &turn)
      return .done("contract read")
    case .complete(let contract, let allowGaps):
      return .done(try completePlan(contract, allowGaps: allowGaps, by: by, &turn))
    case .adopt(let file):
      try adopt(file, &turn)
      return .done("plan imported: \("task".counted(items.count))")
    }
  }

  // MARK: Milestones

  private mutating func createMilestone(
    _ title: String, _ sequence: Int?, _ text: String, _ turn: inout Turn
  ) throws(Refusal) -> String {
    let sequence = sequence ?? (plan?.milestones.last?.sequence ?? 0) + 1
    try requireFree(sequence)
    let milestone = Milestone(
      sequence: sequence, title: try Self.title(title), text: try Self.text(text, "description"),
      subject: header.identifiers.next(), at: turn.now)
    plan?.put(milestone)
    turn.log("Milestone \(milestone.id) created: '\(milestone.title)'")
    return milestone.id
  }

  private mutating func updateMilestone(
    _ id: String, _ title: String?, _ sequence: Int?, _ text: String?, _ turn: inout Turn
  ) throws(Refusal) -> String {
    let milestone = try milestone(id)
    var changed = milestone
    if let sequence, sequence != milestone.sequence {
      try requireFree(sequence)
      guard plan?.phase == .planning else {
        throw Refusal(
          .invalid, "milestone \(id) keeps its place: the plan is being carried out",
          hint: "change title or description")
      }
      changed = Milestone(
        sequence: sequence, title: milestone.title, text: milestone.text, subject: milestone.subject, at: turn.now)
    }
    if let title { changed.title = try Self.title(title) }
    if let text { changed.text = try Self.text(text, "description") }
    plan?.put(changed, insteadOf: id)
    if changed.id != id { items.rename(milestone: id, to: changed.id) }
    turn.log("Milestone \(changed.id) changed")
    return changed.id
  }

  private mutating func deleteMilestone(_ id: String, _ turn: inout Turn) throws(Refusal) {
    let milestone = try milestone(id)
    let members = plannedItems.filter { $0.milestone == id }.compactMap { $0.details?.name }
    guard members.isEmpty else {
      throw Refusal(
        .invalid, "milestone \(id) has tasks: \(members.prefix(20).joined(separator: ", "))",
        hint: "delete them, or move them with 'signalbox task update 001 --milestone M2'")
    }
    guard plan?.phase == .planning || milestone.state == .locked else {
      throw Refusal(.invalid, "milestone \(id) is \(milestone.state.word)", hint: "only a locked one can be deleted")
    }
    plan?.remove(milestone: id)
    turn.log("Milestone \(id) deleted")
  }

  private func milestone(_ id: String) throws(Refusal) -> Milestone {
    guard let milestone = plan?.milestone(id) else {
      throw Refusal(
        .notFound, "there is no milestone \(UntrustedText.line(id, limit: 60))",
        hint: "'signalbox milestone list' shows them")
    }
    return milestone
  }

  private func requireFree(_ sequence: Int) throws(Refusal) {
    guard 1...1_000 ~= sequence else {
      throw Refusal(.invalid, "a milestone's sequence is 1 to 1000", hint: "leave --sequence out to take the next one")
    }
    if let taken = plan?.milestone("M\(sequence)") {
      throw Refusal(
        .invalid, "sequence \(sequence) is taken by '\(taken.title)'", hint: "leave --sequence out to take the next one"
      )
    }
    guard
      plan?.phase == .planning || plan?.milestones.allSatisfy({ $0.sequence < sequence || $0.state == .locked }) ?? true
    else {
      throw Refusal(
        .invalid, "milestone M\(sequence) would come before one that was begun", hint: "put it behind the active one")
    }
  }

  // MARK: Items

  private mutating func createTask(
    _ draft: TaskDraft, number: Int?, _ turn: inout Turn
  ) throws(Refusal) -> String {
    guard let title = draft.title else {
      throw Refusal(.invalid, "a task needs a title", hint: "signalbox task create \"TITLE\"")
    }
    let number = number ?? plan?.nextNumber ?? 1
    let objective: Objective = draft.issue.map { .issue($0) } ?? .task(number)
    if draft.issue != nil, let other = items.values.first(where: { $0.objective == objective }) {
      throw Refusal(
        .invalid, "the issue is carried by task \(other.details?.name ?? other.id.text) already",
        hint: "update that one")
    }
    let planned = PlannedItem(
      objective: objective, title: try Self.title(title), kind: draft.kind ?? WorkKind(titleOfTask: title),
      ownerRole: nil, priority: MissionCompiler.defaultPriority, milestone: nil, dependsOn: [], outsideDependencies: [])
    var item = WorkItem(id: header.identifiers.next(), planned: planned, createdAt: turn.now)
    item.details = TaskDetails(number: number)
    items.add(item)
    plan?.use(number: number)
    try apply(draft, to: item.id, &turn)
    turn.log("Task \(TaskDetails.name(number)) created: '\(item.title)'")
    return TaskDetails.name(number)
  }

  private mutating func updateTask(_ number: Int, _ draft: TaskDraft, _ turn: inout Turn) throws(Refusal) {
    let item = try plannedItem(number)
    guard !item.isDone else {
      throw Refusal(.invalid, "task \(TaskDetails.name(number)) is done", hint: "create another task for what is left")
    }
    if !item.isUntouched,
      draft.depends != nil || draft.milestone != nil || draft.kind != nil || draft.issue != nil
    {
      throw Refusal(
        .invalid, "task \(TaskDetails.name(number)) is in hand: its dependencies, milestone, kind and issue stay",
        hint: "change its description, priority or specialty, or create another task")
    }
    guard draft.issue == nil || draft.issue == item.issue else {
      throw Refusal(.invalid, "a task keeps the issue it was created with", hint: "delete it and create another")
    }
    try apply(draft, to: item.id, &turn)
    turn.log("Task \(TaskDetails.name(number)) changed: '\(items[item.id]?.title ?? "")'")
  }

  private mutating func deleteTask(_ number: Int, _ turn: inout Turn) throws(Refusal) {
    let item = try plannedItem(number)
    let name = TaskDetails.name(number)
    guard item.isUntouched, tasksOf(item.id).allSatisfy({ $0.state == .pending }) else {
      throw Refusal(
        .invalid, "task \(name) has been begun", hint: "'signalbox mission note ID \"skip \(name)\"' leaves it out")
    }
    let dependents = plannedItems.filter { $0.dependsOn.contains(item.id) }.compactMap { $0.details?.name }
    guard dependents.isEmpty else {
      throw Refusal(
        .invalid, "task \(name) is waited for by \(dependents.joined(separator: ", "))",
        hint: "change their --depends first")
    }
    cancelOpenTasks(of: item.id, reason: "task \(name) was deleted", &turn)
    items.remove(item.id)
    turn.log("Task \(name) deleted: '\(item.title)'")
  }

  private func plannedItem(_ number: Int) throws(Refusal) -> WorkItem {
    guard let item = item(number: number) else {
      throw Refusal(
        .notFound, "there is no task \(TaskDetails.name(number))", hint: "'signalbox mission status --work' shows them")
    }
    return item
  }

  private mutating func apply(
    _ draft: TaskDraft, to id: Identifier<WorkItem>, _ turn: inout Turn
  ) throws(Refusal) {
    guard let number = items[id]?.details?.number else { return }
    let checked = try check(draft)
    items.replan(id, checked, fulfills: try checked.fulfills.map(assertions))
    if let goal = checked.goal { plan?.aim(at: goal) }
    if let depends = draft.depends { try setDependencies(depends, of: id, number, at: turn.now) }
    if let issue = draft.issue { issues.track(issue, at: turn.now) }
  }

  /// The draft with its texts as they are kept, if all of it may be.
  private func check(_ draft: TaskDraft) throws(Refusal) -> TaskDraft {
    var checked = draft
    if let title = draft.title { checked.title = try Self.title(title) }
    if let role = draft.role, !role.isEmpty { checked.role = try Self.word(role, "role") }
    if let priority = draft.priority, !(0...1_000 ~= priority) {
      throw Refusal(.invalid, "a priority is 0 to 1000", hint: "smaller numbers go first; 2 is usual")
    }
    if let milestone = draft.milestone, !milestone.isEmpty { checked.milestone = try self.milestone(milestone).id }
    if let specialties = draft.specialties {
      var words: [String] = []
      for specialty in specialties { words.append(try Self.word(specialty, "specialty")) }
      checked.specialties = words
    }
    if let goal = draft.goal, !goal.isEmpty { checked.goal = try Self.title(goal, of: "goal") }
    if let text = draft.text { checked.text = try Self.text(text, "description") }
    if let acceptance = draft.acceptance { checked.acceptance = try Self.text(acceptance, "acceptance") }
    return checked
  }

  private mutating func setDependencies(
    _ numbers: [Int], of id: Identifier<WorkItem>, _ own: Int, at now: Timestamp
  ) throws(Refusal) {
    var dependencies: [Identifier<WorkItem>] = []
    for number in numbers {
      guard let dependency = item(number: number) else {
        throw Refusal(
          .invalid, "task \(TaskDetails.name(own)) depends on \(TaskDetails.name(number)), which there is not",
          hint: "create that one first")
      }
      if !dependencies.contains(dependency.id) { dependencies.append(dependency.id) }
    }
    items.depend(id, on: dependencies, at: now)
    if let cycle = dependencyCycle(through: id) {
      throw Refusal(
        .invalid, "the dependencies make a circle: \(cycle.joined(separator: " -> "))", hint: "take one of them out")
    }
  }

  /// The names along a circle of dependencies, its first name also last; nil where there is none.
  private func dependencyCycle(through id: Identifier<WorkItem>) -> [String]? {
    let planned = plannedItems
    let places = Dictionary(planned.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let graph = DependencyGraph(dependencies: planned.map { $0.dependsOn.compactMap { places[$0] } })
    guard case .cycle(let members) = graph.order() else { return nil }
    let names = members.compactMap { planned[$0].details?.name }
    return names + names.prefix(1)
  }

  private func assertions(_ texts: [String]) throws(Refusal) -> [AssertionID] {
    var ids: [AssertionID] = []
    for text in texts {
      guard let id = AssertionID(text) else {
        throw Refusal(
          .invalid, "'\(UntrustedText.line(text, limit: 60))' names no assertion",
          hint: "write for example VAL-AUTH-001")
      }
      // While the plan is written the contract may come later; then it is there.
      if plan?.phase != .planning, plan?.assertion(id) == nil {
        throw Refusal(.invalid, "\(id) is not in the contract", hint: "'signalbox validate coverage' reads it again")
      }
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  // MARK: The whole plan

  private mutating func read(contract text: String, _ turn: inout Turn) throws(Refusal) {
    let before = plan?.assertions ?? []
    do throws(ContractFaults) {
      plan?.adopt(try Contract(reading: text), at: turn.now)
    } catch {
      throw Refusal(.invalid, "the contract contradicts itself: \(error)", hint: "mend .tasks/validation-contract.md")
    }
    guard plan?.assertions != before else { return }
    adoptManifestPlan(at: turn.now)
    turn.log("Contract read: \("assertion".counted(plan?.assertions.count ?? 0))")
  }

  private mutating func completePlan(
    _ contract: String?, allowGaps: Bool, by: String, _ turn: inout Turn
  ) throws(Refusal) -> String {
    if let contract { try read(contract: contract, &turn) }
    guard plan?.phase == .planning else { return "planning was completed before" }
    let faults = planFaults(allowGaps: allowGaps)
    guard faults.isEmpty else {
      let more = faults.count > Self.shownFaults ? ["and \(faults.count - Self.shownFaults) more"] : []
      throw Refusal(
        .invalid, "the plan is not complete:\n  " + (faults.prefix(Self.shownFaults) + more).joined(separator: "\n  "),
        hint: "mend these, then 'signalbox mission plan-complete' again")
    }
    let gaps = coverage.gaps
    if !gaps.isEmpty {
      turn.log(
        "\(by) let \("assertion".counted(gaps.count)) pass uncovered: "
          + gaps.prefix(20).map(\.text).joined(separator: ", "))
    }
    plan?.activate(allowing: gaps, at: turn.now)
    header.become(.running)
    turn.log(
      "Planning completed: \("task".counted(items.count)) in \("milestone".counted(plan?.milestones.count ?? 0))")
    return "planning completed"
  }

  /// How many faults one answer names: more would hide the first ones.
  private static var shownFaults: Int { 200 }

  /// Everything that keeps the plan from being carried out, one sentence each.
  func planFaults(allowGaps: Bool) -> [String] {
    guard let plan else { return [] }
    var faults: [String] = []
    if plan.milestones.isEmpty { faults.append("there is no milestone") }
    for milestone in plan.milestones where !items.values.contains(where: { $0.milestone == milestone.id }) {
      faults.append("milestone \(milestone.id) '\(milestone.title)' has no task")
    }
    let coverage = coverage
    for stray in coverage.strays {
      faults.append("task \(TaskDetails.name(stray.number)) fulfils \(stray.id), which is not in the contract")
    }
    if !allowGaps {
      for gap in coverage.gaps { faults.append("\(gap) is not covered by any task (--allow-gaps lets it pass)") }
    }
    for item in plannedItems where item.dependsOn.contains(where: { items[$0] == nil }) {
      faults.append("task \(item.details?.name ?? "") depends on a task that was deleted")
    }
    return faults + forwardDependencies
  }

  private mutating func adopt(_ file: PlanFile, _ turn: inout Turn) throws(Refusal) {
    guard plan?.phase == .planning, items.isEmpty, plan?.milestones.isEmpty ?? true else {
      throw Refusal(
        .invalid, "the mission has a plan of its own", hint: "'signalbox mission set \"TITLE\"' begins an empty one")
    }
    plan?.rename(try Self.title(file.title), text: try Self.text(file.description, "description"))
    if let contract = file.contract { try read(contract: contract, &turn) }
    for stage in file.milestones {
      _ = try createMilestone(stage.title, stage.sequence, stage.description, &turn)
    }
    for goal in file.goals { plan?.aim(at: try Self.title(goal, of: "goal")) }
    // Dependencies last: a task may wait for one with a higher number.
    for entry in file.tasks {
      guard 1...1_000_000 ~= entry.number, item(number: entry.number) == nil else {
        throw Refusal(
          .invalid, "task number \(entry.number) is given twice or out of range", hint: "mend the plan file")
      }
      var draft = entry.task
      draft.depends = nil
      _ = try createTask(draft, number: entry.number, &turn)
    }
    for entry in file.tasks {
      guard let depends = entry.task.depends, let item = item(number: entry.number) else { continue }
      try setDependencies(depends, of: item.id, entry.number, at: turn.now)
    }
  }

  // MARK: Texts

  /// The text as a title: one line of at most 1000 bytes.
  package static func title(_ text: String, of what: String = "title") throws(Refusal) -> String {
    guard text.utf8.count <= 1_000 else {
      throw Refusal(
        .invalid, "a \(what) of \(text.utf8.count) bytes is too long",
        hint: "at most 1000; the rest belongs in --description")
    }
    let line = UntrustedText.line(text, limit: 1_000)
    guard !line.isEmpty else { throw Refusal(.invalid, "a \(what) is empty", hint: "say in a few words what it is") }
    return line
  }

  private static func text(_ text: String, _ what: String) throws(Refusal) -> String {
    guard text.utf8.count <= 65_536 else {
      throw Refusal(.invalid, "a \(what) of \(text.utf8.count) bytes is too long", hint: "at most 65536")
    }
    return text
  }

  private static func word(_ text: String, _ what: String) throws(Refusal) -> String {
    let word = text.trimmingSpaces().lowercased()
    guard !word.isEmpty, word.utf8.count <= 60, UntrustedText.line(word) == word else {
      throw Refusal(.invalid, "'\(UntrustedText.line(text, limit: 60))' is no \(what)", hint: "use one word")
    }
    return word
  }
}

extension WorkKind {
  /// The kind of a planned task whose draft names none: by whole words of its title.
  fileprivate init(titleOfTask title: String) {
    // Only references without a repository would need one; a planned task's title has none to follow.
    guard let nowhere = RepositoryName(owner: "planned", name: "task") else {
      preconditionFailure("Invalid state: a constant name is no name")
    }
    self.init(title: title, body: "", repository: nowhere)
  }
}
