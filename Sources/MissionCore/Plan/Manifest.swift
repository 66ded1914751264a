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
    /// The assertions of the contract that the item makes true; nil, as an earlier version wrote it, is none.
    package var fulfills: [AssertionID]?
    /// Leaves the issue out of the mission's work; what depends on it does not wait for it.
    package var skip: Bool

    /// An override of one issue; nil fields leave the issue's own word standing.
    package init(
      issue: IssueReference, kind: WorkKind? = nil, dependsOn: [IssueReference]? = nil, ownerRole: String? = nil,
      priority: Int? = nil, milestone: String? = nil, fulfills: [AssertionID]? = nil, skip: Bool = false
    ) {
      self.issue = issue
      self.kind = kind
      self.dependsOn = dependsOn
      self.ownerRole = ownerRole
      self.priority = priority
      self.milestone = milestone
      self.fulfills = fulfills
      self.skip = skip
    }
  }

  /// At most one per issue.
  package var overrides: [Override]

  /// The text of the contract that says what done means; nil where there is none.
  package var contract: String?

  /// A manifest of the given overrides, and a contract.
  package init(overrides: [Override] = [], contract: String? = nil) {
    self.overrides = overrides
    self.contract = contract
  }

  /// Whether the work is done in stages, or held against a contract.
  var hasPlan: Bool { contract != nil || overrides.contains { !$0.skip && $0.milestone != nil } }
}
