/// What `mission.toml` says on top of the issues.
public struct Manifest: Hashable, Sendable, Codable {
  /// One `[[overrides]]` table: what it names replaces what the issue says.
  public struct Override: Hashable, Sendable, Codable {
    /// The issue it is about.
    public var issue: IssueReference
    /// Replaces the kind.
    public var kind: WorkKind?
    /// Replaces all dependencies.
    public var dependsOn: [IssueReference]?
    /// Replaces the role.
    public var ownerRole: String?
    /// Replaces the priority; smaller numbers go first.
    public var priority: Int?
    /// Names the milestone the item belongs to.
    public var milestone: String?
    /// Leaves the issue out of the mission's work; what depends on it does not wait for it.
    public var skip: Bool

    /// An override of one issue; nil fields leave the issue's own word standing.
    public init(
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
  public var overrides: [Override]

  /// A manifest of the given overrides.
  public init(overrides: [Override] = []) { self.overrides = overrides }
}
