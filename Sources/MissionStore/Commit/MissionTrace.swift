import MissionCore

/// What a state of a mission stands in the town's indexes by, and when it is due. It is worked out once for each state:
/// for the commit that writes the state, and for the next one, which sets out from it.
struct MissionTrace: Sendable {
  let rows: Set<MissionIndex.Row>
  let due: [DueWork: Timestamp]

  init(_ mission: Mission) {
    rows = MissionIndex.rows(of: mission)
    due = mission.dueWork
  }
}
