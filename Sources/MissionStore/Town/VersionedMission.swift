package import MissionCore

/// A mission together with the number of the commit that stored it.
package struct VersionedMission: Sendable, Equatable {
  /// The mission.
  package let mission: Mission
  /// Grows by one with every commit of the mission; 1 is the first.
  package let revision: Int

  /// A mission at a revision.
  package init(mission: Mission, revision: Int) {
    self.mission = mission
    self.revision = revision
  }
}
