extension Mission {
  mutating func createTask(
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
    let item = addPlanned(planned, TaskDetails(number: number), at: turn.now)
    try apply(draft, to: item.id, &turn)
    turn.log("Task \(TaskDetails.name(number)) created: '\(item.title)'")
    return TaskDetails.name(number)
  }

  /// Adds work to the plan, under the number in its details.
  mutating func addPlanned(_ planned: PlannedItem, _ details: TaskDetails, at now: Timestamp) -> WorkItem {
    var item = WorkItem(id: header.identifiers.next(), planned: planned, createdAt: now)
    item.details = details
    items.add(item)
    plan?.use(number: details.number)
    return item
  }

  mutating func updateTask(_ number: Int, _ draft: TaskDraft, _ turn: inout Turn) throws(Refusal) {
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

  mutating func deleteTask(_ number: Int, _ turn: inout Turn) throws(Refusal) {
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

  func plannedItem(_ number: Int) throws(Refusal) -> WorkItem {
    guard let item = item(number: number) else {
      throw Refusal(
        .notFound, "there is no task \(TaskDetails.name(number))", hint: "'signalbox mission status --work' shows them")
    }
    return item
  }

  mutating func apply(
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
  func check(_ draft: TaskDraft) throws(Refusal) -> TaskDraft {
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

  mutating func setDependencies(
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
  func dependencyCycle(through id: Identifier<WorkItem>) -> [String]? {
    let planned = plannedItems
    let places = Dictionary(planned.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let graph = DependencyGraph(dependencies: planned.map { $0.dependsOn.compactMap { places[$0] } })
    guard case .cycle(let members) = graph.order() else { return nil }
    let names = members.compactMap { planned[$0].details?.name }
    return names + names.prefix(1)
  }

  func assertions(_ texts: [String]) throws(Refusal) -> [AssertionID] {
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
