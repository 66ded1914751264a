/// Missions, and what should have been one and cannot be read.
public struct MissionListing: Sendable {
  /// The missions that could be read, newest first.
  public let missions: [VersionedMission]
  /// What could not.
  public let unreadable: [UnreadableRecord]
}
