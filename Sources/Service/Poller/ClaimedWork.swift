import MissionCore

/// One piece of due work of one mission, as a member of sets.
struct ClaimedWork: Hashable {
  let mission: Identifier<Mission>
  let work: DueWork

  init(_ mission: Identifier<Mission>, _ work: DueWork) { (self.mission, self.work) = (mission, work) }

  init(_ claim: FetchPlan.Claim) { self.init(claim.mission, claim.work) }
}
