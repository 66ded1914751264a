extension Mission {
  /// Each dependency on a task of a later milestone, as a sentence: that milestone begins only when the earlier one is
  /// done, which would wait for it. Tasks without a milestone hand on what they wait for.
  var forwardDependencies: [String] {
    let sequences = Dictionary((plan?.milestones ?? []).map { ($0.id, $0.sequence) }) { first, _ in first }
    var sentences: [String] = []
    for item in plannedItems where !item.isDone {
      guard let name = item.details?.name, let own = item.milestone.flatMap({ sequences[$0] }) else { continue }
      var waiting = item.dependsOn
      var seen = Set(waiting)
      while let dependency = waiting.popLast() {
        guard let other = items[dependency], !other.isDone else { continue }
        guard let later = other.milestone.flatMap({ sequences[$0] }) else {
          waiting += other.dependsOn.filter { seen.insert($0).inserted }
          continue
        }
        guard later > own else { continue }
        sentences.append(
          "task \(name) (M\(own)) depends on \(other.details?.name ?? "") of the later milestone M\(later)")
      }
    }
    return sentences
  }
}
