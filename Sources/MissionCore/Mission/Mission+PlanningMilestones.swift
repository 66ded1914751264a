extension Mission {
  mutating func createMilestone(
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

  mutating func updateMilestone(
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
    changed.rename(
      to: try title.map { title throws(Refusal) in try Self.title(title) } ?? milestone.title,
      about: try text.map { text throws(Refusal) in try Self.text(text, "description") } ?? milestone.text)
    plan?.put(changed, insteadOf: id)
    if changed.id != id { items.rename(milestone: id, to: changed.id) }
    turn.log("Milestone \(changed.id) changed")
    return changed.id
  }

  mutating func deleteMilestone(_ id: String, _ turn: inout Turn) throws(Refusal) {
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

  func milestone(_ id: String) throws(Refusal) -> Milestone {
    guard let milestone = plan?.milestone(id) else {
      throw Refusal(
        .notFound, "there is no milestone \(UntrustedText.line(id, limit: 60))",
        hint: "'signalbox milestone list' shows them")
    }
    return milestone
  }

  func requireFree(_ sequence: Int) throws(Refusal) {
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
}
