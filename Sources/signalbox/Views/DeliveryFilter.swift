import MissionCore
import MissionStore

/// Which deliveries are listed; without anything set, all.
struct DeliveryFilter: Sendable, Equatable {
  /// Only those in this state.
  var state: DeliveryOutcome.Status?
  /// Only those of this event.
  var event: String?
  /// Only those that were handed to this mission.
  var mission: Identifier<Mission>?
  /// Only those since then.
  var since: Timestamp?

  /// Whether a delivery is one of them.
  func matches(_ delivery: DeliveryDocument) -> Bool {
    if let state, delivery.status != state { return false }
    if let event, delivery.event != event { return false }
    if let mission, !delivery.missions.contains(mission) { return false }
    if let since, delivery.time < since { return false }
    return true
  }
}
