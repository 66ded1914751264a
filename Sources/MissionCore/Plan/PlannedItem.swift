/// One piece of work as the compiler reads it from an objective, before it has an identity and a state.
package struct PlannedItem: Hashable, Sendable, Codable {
  /// Where it comes from.
  package var objective: Objective
  /// Its title, untrusted text.
  package var title: String
  /// What sort of work it is.
  package var kind: WorkKind
  /// The role that should do it, lower case; nil when any fitting agent may.
  package var ownerRole: String?
  /// Smaller numbers go first.
  package var priority: Int
  /// The milestone it belongs to, by name.
  package var milestone: String?
  /// The objectives of this mission it waits for, in a stable order.
  package var dependsOn: [Objective]
  /// The issues outside this mission it waits for, in a stable order.
  package var outsideDependencies: [IssueReference]

  /// One with its parts.
  package init(
    objective: Objective, title: String, kind: WorkKind, ownerRole: String?, priority: Int, milestone: String?,
    dependsOn: [Objective], outsideDependencies: [IssueReference]
  ) {
    self.objective = objective
    self.title = title
    self.kind = kind
    self.ownerRole = ownerRole
    self.priority = priority
    self.milestone = milestone
    self.dependsOn = dependsOn
    self.outsideDependencies = outsideDependencies
  }
}

/// Why a plan cannot be made; the mission stays in planning with it and is retried.
package enum PlanFault: Error, Hashable, Sendable, Codable {
  /// Objectives that GitHub does not know or does not show, each with the reason.
  case unknownIssues([String])
  /// An issue depends on itself.
  case selfDependency(IssueReference)
  /// A dependency cycle, all its members in order.
  case cycle([IssueReference])
  /// An objective is a pull request, not an issue.
  case notAnIssue(IssueReference)
  /// The mission would hold no work: no objectives, or all of them skipped.
  case nothingToDo
}
