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

  /// The trace of a mission that has become another one by this difference: what cannot be another one is taken over.
  init(_ mission: Mission, after before: VersionedMission?, _ difference: MissionDifference) {
    guard let before, let former = before.trace, difference.isOfPullRequestsAlone,
      let due = mission.dueWork(after: former.due, changing: difference.pullRequests.changed)
    else {
      self.init(mission)
      return
    }
    self.init(rows: former.rows, due: due)
  }

  private init(rows: Set<MissionIndex.Row>, due: [DueWork: Timestamp]) {
    self.rows = rows
    self.due = due
  }
}
