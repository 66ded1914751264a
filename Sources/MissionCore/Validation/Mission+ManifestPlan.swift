extension Mission {
  /// Gives a mission of issues the plan that its manifest names: stages in the order in which its issues name them (one
  /// called `M3` has that place), and a contract. The issues' items are numbered like planned ones, and pass the same
  /// gates.
  mutating func adoptManifestPlan(at now: Timestamp) {
    guard !header.objectives.isEmpty, header.manifest.hasPlan || plan != nil else { return }
    if plan == nil {
      plan = MissionPlan(title: orderedItems.first?.title ?? "", text: "")
      plan?.activate(at: now)
      // What contradicts itself was refused at the start.
      if let text = header.manifest.contract, let contract = try? Contract(reading: text) {
        plan?.adopt(contract, at: now)
      }
    }
    let ordered = items.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    // Who names a place has it; the others take what is free behind.
    for name in ordered.compactMap(\.milestone) where Self.place(namedBy: name) != nil {
      _ = stage(named: name, at: now)
    }
    for item in ordered {
      if let name = item.milestone { items.move(item.id, to: stage(named: name, at: now)) }
      guard item.details == nil else { continue }
      let number = plan?.nextNumber ?? 1
      plan?.use(number: number)
      items.number(item.id, number, fulfills: fulfilled(by: item))
    }
    // A contract without stages must be checked all the same: then the whole mission is one.
    if plan?.milestones.allSatisfy({ $0.title == Self.wholeStage }) == true, coverage.covered > 0 {
      for item in ordered { items.move(item.id, to: stage(named: Self.wholeStage, at: now)) }
    }
  }

  /// What the one stage of a mission is called whose manifest names none.
  private static var wholeStage: String { "All issues" }

  private func fulfilled(by item: WorkItem) -> [AssertionID] {
    header.manifest.overrides.first { $0.issue == item.issue }?.fulfills ?? []
  }

  /// The place that a name like `M3` claims; nil for any other name.
  private static func place(namedBy name: String) -> Int? {
    guard name.hasPrefix("M"), let number = Int(name.dropFirst()), (1...1_000).contains(number), name == "M\(number)"
    else { return nil }
    return number
  }

  private mutating func stage(named name: String, at now: Timestamp) -> String {
    let milestones = plan?.milestones ?? []
    if let known = milestones.first(where: { $0.id == name || $0.title == name }) { return known.id }
    let free = (milestones.map(\.sequence).max() ?? 0) + 1
    let sequence = Self.place(namedBy: name) ?? free
    let milestone = Milestone(
      sequence: sequence, title: name, text: "", subject: header.identifiers.next(), at: now)
    plan?.put(milestone)
    return milestone.id
  }
}
