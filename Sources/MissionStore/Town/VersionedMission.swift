public import MissionCore

/// A mission together with the number of the commit that stored it.
public struct VersionedMission: Sendable, Equatable {
  /// The mission.
  public let mission: Mission
  /// Grows by one with every commit of the mission; 1 is the first.
  public let revision: Int

  /// A mission at a revision.
  public init(mission: Mission, revision: Int) {
    self.mission = mission
    self.revision = revision
  }
}
