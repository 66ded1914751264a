package import MissionCore
package import MissionStore

/// Which deliveries are listed; without anything set, all.
package struct DeliveryFilter: Sendable, Equatable {
  /// Only those in this state.
  package var state: DeliveryOutcome.Status?
  /// Only those of this event.
  package var event: String?
  /// Only those that were handed to this mission.
  package var mission: Identifier<Mission>?
  /// Only those since then.
  package var since: Timestamp?

  /// One with its parts.
  package init(
    state: DeliveryOutcome.Status? = nil, event: String? = nil, mission: Identifier<Mission>? = nil,
    since: Timestamp? = nil
  ) {
    self.state = state
    self.event = event
    self.mission = mission
    self.since = since
  }

  /// Whether a delivery is one of them.
  package func matches(_ delivery: DeliveryDocument) -> Bool {
    if let state, delivery.status != state { return false }
    if let event, delivery.event != event { return false }
    if let mission, !delivery.missions.contains(mission) { return false }
    if let since, delivery.time < since { return false }
    return true
  }
}
