package import MissionStore

/// `mission list --json`.
package struct MissionListDocument: Encodable, Sendable {
  /// The missions, newest first.
  package let missions: [MissionRecord]
  /// The records that should be missions and cannot be read.
  package let unreadable: [UnreadableRecord]

  /// One with its parts.
  package init(missions: [MissionRecord], unreadable: [UnreadableRecord]) {
    self.missions = missions
    self.unreadable = unreadable
  }
}
