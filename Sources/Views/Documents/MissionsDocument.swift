import MissionStore

/// `mission status --json` without `--run`.
package struct MissionsDocument: Encodable, Sendable {
  /// The active missions, newest first.
  let missions: [MissionDocument]
  /// The records that should be missions and cannot be read.
  let unreadable: [UnreadableRecord]
}
