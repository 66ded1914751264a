public import MissionCore

/// How the latest look at a place's log of deliveries ended.
public struct AuditNote: Sendable, Equatable {
  /// The place: `app`, an organisation's login, or a repository's name in lower case.
  public var place: String
  /// When.
  public var at: Timestamp
  /// Why there is no audit there; nil when all is well.
  public var problem: String?

  /// A note with its parts.
  public init(place: String, at: Timestamp, problem: String? = nil) {
    self.place = place
    self.at = at
    self.problem = problem
  }
}
