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

  static func text(_ text: String, _ what: String) throws(Refusal) -> String {
    guard text.utf8.count <= 65_536 else {
      throw Refusal(.invalid, "a \(what) of \(text.utf8.count) bytes is too long", hint: "at most 65536")
    }
    return text
  }

  static func word(_ text: String, _ what: String) throws(Refusal) -> String {
    let word = text.trimmingSpaces().lowercased()
    guard !word.isEmpty, word.utf8.count <= 60, UntrustedText.line(word) == word else {
      throw Refusal(.invalid, "'\(UntrustedText.line(text, limit: 60))' is no \(what)", hint: "use one word")
    }
    return word
  }
}
