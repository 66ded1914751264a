/// What `mission.toml` says on top of the issues.
package struct Manifest: Hashable, Sendable, Codable {
  /// One `[[overrides]]` table: what it names replaces what the issue says.
  package struct Override: Hashable, Sendable, Codable {
    /// The issue it is about.
    package var issue: IssueReference
    /// Replaces the kind.
    package var kind: WorkKind?
    /// Replaces all dependencies.
    package var dependsOn: [IssueReference]?
    /// Replaces the role.
    package var ownerRole: String?
    /// Replaces the priority; smaller numbers go first.
    package var priority: Int?
    /// Names the milestone the item belongs to.
    package var milestone: String?
    /// Leaves the issue out of the mission's work; what depends on it does not wait for it.
    package var skip: Bool

    /// An override of one issue; nil fields leave the issue's own word standing.
    package init(
      issue: IssueReference, kind: WorkKind? = nil, dependsOn: [IssueReference]? = nil, ownerRole: String? = nil,
      priority: Int? = nil, milestone: String? = nil, skip: Bool = false
    ) {
      self.issue = issue
      self.kind = kind
      self.dependsOn = dependsOn
      self.ownerRole = ownerRole
      self.priority = priority
      self.milestone = milestone
      self.skip = skip
    }
  }

  /// At most one per issue.
  package var overrides: [Override]

  /// A manifest of the given overrides.
  package init(overrides: [Override] = []) { self.overrides = overrides }
}
