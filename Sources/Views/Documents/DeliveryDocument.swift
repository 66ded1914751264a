package import MissionCore
package import MissionStore

/// One signal from outside, or one that could not be handled, as `delivery list` and `delivery show` tell it.
package struct DeliveryDocument: Encodable, Sendable, Equatable {
  /// The delivery's GUID, or the signal's idempotency key.
  let guid: String
  /// The event's name; for a dead signal of our own its kind.
  let event: String
  /// The event's action; empty where it has none.
  let action: String
  /// `pending`, `processed`, `ignored` or `dead`.
  let status: DeliveryOutcome.Status
  /// The missions it was handed to.
  let missions: [Identifier<Mission>]
  /// Why, in a sentence; empty where there is nothing to say.
  let note: String
  /// Since when.
  let at: String
  /// Its place in the stream or among the dead letters.
  let entry: String?
  /// Since when, for sorting.
  let time: Timestamp

  /// One with its parts.
  package init(
    guid: String, event: String, action: String, status: DeliveryOutcome.Status, missions: [Identifier<Mission>],
    note: String, at: String, entry: String?, time: Timestamp
  ) {
    self.guid = guid
    self.event = event
    self.action = action
    self.status = status
    self.missions = missions
    self.note = note
    self.at = at
    self.entry = entry
    self.time = time
  }

  private enum CodingKeys: String, CodingKey { case guid, event, action, status, missions, note, at, entry }

  /// What is known of a delivery.
  init(_ known: KnownDelivery) {
    guid = known.outcome.guid
    event = known.outcome.event
    action = known.outcome.action
    status = known.outcome.status
    missions = known.outcome.missions
    note = known.outcome.note
    at = known.at.jsonText
    entry = known.entry
    time = known.at
  }

  /// A dead letter that is no delivery.
  init?(ownSignal letter: DeadLetter) {
    guard letter.entry.kind != .delivery else { return nil }
    let milliseconds = letter.id.split(separator: "-").first.flatMap { Int64($0) } ?? 0
    guid = letter.entry.signalID ?? letter.entry.id
    event = letter.entry.text("kind") ?? "unknown"
    action = ""
    status = .dead
    missions = []
    note = letter.reason
    time = Timestamp(milliseconds: milliseconds)
    at = time.jsonText
    entry = letter.id
  }
}
