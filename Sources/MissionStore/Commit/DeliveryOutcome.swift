package import MissionCore

/// What came of a webhook's delivery.
package struct DeliveryOutcome: Sendable, Equatable {
  /// Where a delivery stands.
  package enum Status: String, Sendable, Codable, CaseIterable {
    /// It waits in the stream.
    case pending
    /// It was handed to the missions it concerns.
    case processed
    /// Nothing here wanted to know.
    case ignored
    /// It could not be handled and lies among the dead letters.
    case dead
  }

  /// The delivery's GUID.
  package var guid: String
  /// The event's name, as in `X-GitHub-Event`.
  package var event: String
  /// The event's `action`; empty where it has none.
  package var action: String
  /// What came of it.
  package var status: Status
  /// The missions it was handed to.
  package var missions: [Identifier<Mission>]
  /// Why, in a sentence; empty where there is nothing to say.
  package var note: String

  /// One with its parts.
  package init(
    guid: String, event: String, action: String, status: Status, missions: [Identifier<Mission>] = [],
    note: String = ""
  ) {
    self.guid = guid
    self.event = event
    self.action = action
    self.status = status
    self.missions = missions
    self.note = note
  }
}
