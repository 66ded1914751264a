/// Missions, and the records that should be missions and cannot be read.
package struct MissionListing: Sendable {
  /// The missions that could be read, newest first.
  package let missions: [VersionedMission]
  /// What could not.
  package let unreadable: [UnreadableRecord]
}
