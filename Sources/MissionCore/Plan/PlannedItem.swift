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
