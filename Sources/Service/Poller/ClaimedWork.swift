import MissionCore

/// One piece of due work of one mission.
struct ClaimedWork: Hashable {
  let mission: Identifier<Mission>
  let work: DueWork

  init(_ mission: Identifier<Mission>, _ work: DueWork) { (self.mission, self.work) = (mission, work) }
}
