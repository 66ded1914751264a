import MissionStore

/// `{"milestones":[…]}`.
struct MilestonesDocument: Encodable, Sendable {
  /// The milestones, in order.
  let milestones: [PlanDocument.Stage]
}
