package import MissionCore

/// How the latest look at a place's log of deliveries ended.
package struct AuditNote: Sendable, Equatable {
  /// The place: `app`, an organisation's login, or a repository's name in lower case.
  package var place: String
  /// When.
  package var at: Timestamp
  /// Why there is no audit there; nil when all is well.
  package var problem: String?

  /// The problem where no hook was found that delivers here.
  package static let noHook = "no hook delivers here; 'signalbox hook install' makes one"

  /// A note with its parts.
  package init(place: String, at: Timestamp, problem: String? = nil) {
    self.place = place
    self.at = at
    self.problem = problem
  }
}
