/// Which issues are objectives of the mission, by every name they are known by.
struct MissionMembers {
  private var indexes: [IssueReference: Int] = [:]
  private let skipped: Set<IssueReference>

  /// Indexes the objectives under the names they were given and those GitHub answered with.
  init(_ objectives: [Objective], skipped: Set<IssueReference>, issues: [IssueReference: IssueFacts]) {
    self.skipped = skipped.union(skipped.compactMap { issues[$0]?.reference })
    for (index, objective) in objectives.enumerated() {
      if let reference = objective.issue { indexes[reference] = index }
    }
    for (index, objective) in objectives.enumerated() {
      guard let reference = objective.issue, let current = issues[reference]?.reference else { continue }
      if indexes[current] == nil { indexes[current] = index }
    }
  }

  /// Parts dependencies into objectives (as indexes, each once) and issues outside the mission. Skipped ones are
  /// neither.
  func sort(_ dependencies: [IssueReference]) -> (inside: [Int], outside: [IssueReference]) {
    var inside: [Int] = []
    var known: Set<Int> = []
    var outside: [IssueReference] = []
    for dependency in dependencies {
      if let index = indexes[dependency] {
        if known.insert(index).inserted { inside.append(index) }
      } else if !skipped.contains(dependency) {
        outside.append(dependency)
      }
    }
    return (inside, outside)
  }
}
