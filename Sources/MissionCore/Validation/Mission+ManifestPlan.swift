extension Mission {
  /// Gives a mission of issues the plan that its manifest names: stages in the order in which its issues name them (one
  /// called `M3` has that place), and a contract. The issues' items are numbered like planned ones, and pass the same
  /// gates.
  mutating func adoptManifestPlan(at now: Timestamp) {
    guard !header.objectives.isEmpty, header.manifest.hasPlan || plan != nil else { return }
    if plan == nil {
      plan = MissionPlan(title: orderedItems.first?.title ?? "", text: "")
      plan?.phase = .active
      plan?.activatedAt = now
      // What contradicts itself was refused at the start.
      if let text = header.manifest.contract, let contract = try? Contract(reading: text) {
        plan?.adopt(contract, at: now)
      }
    }
    for item in items.values.sorted(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) {
      if let name = item.milestone { items.move(item.id, to: stage(named: name, at: now)) }
      guard item.details == nil else { continue }
      let number = (plan?.usedNumbers ?? 0) + 1
      plan?.usedNumbers = number
      items.number(item.id, number, fulfills: fulfilled(by: item))
    }
  }

  private func fulfilled(by item: WorkItem) -> [AssertionID] {
    header.manifest.overrides.first { $0.issue == item.issue }?.fulfills ?? []
  }

  private mutating func stage(named name: String, at now: Timestamp) -> String {
    let milestones = plan?.milestones ?? []
    if let known = milestones.first(where: { $0.id == name || $0.title == name }) { return known.id }
    let wanted = name.hasPrefix("M") ? Int(name.dropFirst()) : nil
    let free = (milestones.map(\.sequence).max() ?? 0) + 1
    let sequence = wanted.flatMap { (1...1_000).contains($0) ? $0 : nil } ?? free
    let milestone = Milestone(
      sequence: sequence, title: name, text: "", subject: header.identifiers.next(), at: now)
    plan?.milestones.append(milestone)
    plan?.milestones.sort { $0.sequence < $1.sequence }
    return milestone.id
  }
}
