import MissionStore

/// `mission list --json`.
struct MissionListDocument: Encodable, Sendable {
  /// The missions, newest first.
  let missions: [MissionRecord]
  /// What should have been one and cannot be read.
  let unreadable: [UnreadableRecord]
}
