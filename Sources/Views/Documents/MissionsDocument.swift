import MissionStore

/// `mission status --json` without `--run`.
package struct MissionsDocument: Encodable, Sendable {
  /// The active missions, newest first.
  let missions: [MissionDocument]
  /// What should have been one and cannot be read.
  let unreadable: [UnreadableRecord]
}
