package import MissionCore

/// A mission together with the number of the commit that stored it.
package struct VersionedMission: Sendable, Equatable {
  /// The mission as it was read.
  package let mission: Mission
  /// Grows by one with every commit of the mission; 1 is the first.
  package let revision: Int
  /// What was written of it in the indexes; nil where that was not worked out.
  let trace: MissionTrace?

  /// A mission at a revision.
  package init(mission: Mission, revision: Int) { self.init(mission: mission, revision: revision, trace: nil) }

  init(mission: Mission, revision: Int, trace: MissionTrace?) {
    self.mission = mission
    self.revision = revision
    self.trace = trace
  }

  /// Equal when mission and revision are: the rest follows from them.
  package static func == (left: Self, right: Self) -> Bool {
    left.revision == right.revision && left.mission == right.mission
  }
}
