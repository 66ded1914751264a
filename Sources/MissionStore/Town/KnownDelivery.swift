package import MissionCore

/// A webhook's delivery as far as it is remembered.
package struct KnownDelivery: Sendable, Equatable {
  /// What is known of it.
  package let outcome: DeliveryOutcome
  /// Since when it is in this state.
  package let at: Timestamp
  /// Its place in the stream or among the dead letters; nil once it is finished.
  package let entry: String?

  /// A delivery in the stream.
  init?(pending entry: StreamEntry) {
    guard entry.kind == .delivery, let guid = entry.signalID else { return nil }
    outcome = DeliveryOutcome(
      guid: guid, event: entry.text("event") ?? "", action: entry.text("action") ?? "", status: .pending)
    at = Timestamp(milliseconds: entry.milliseconds)
    self.entry = entry.id
  }

  /// A delivery among the dead letters.
  init?(_ letter: DeadLetter) {
    guard let waiting = KnownDelivery(pending: letter.entry) else { return nil }
    outcome = DeliveryOutcome(
      guid: waiting.outcome.guid, event: waiting.outcome.event, action: waiting.outcome.action, status: .dead,
      note: letter.reason)
    at = Timestamp(milliseconds: StreamEntry(id: letter.id, fields: []).milliseconds)
    entry = letter.id
  }

  /// The same delivery as it was told about when it was buried: by then its payload had been read.
  func told(by recorded: KnownDelivery?) -> KnownDelivery {
    guard let recorded, recorded.outcome.status == .dead else { return self }
    return KnownDelivery(outcome: recorded.outcome, at: at, entry: entry)
  }

  private init(outcome: DeliveryOutcome, at: Timestamp, entry: String?) {
    self.outcome = outcome
    self.at = at
    self.entry = entry
  }

  /// What was recorded of its end.
  init?(recorded fields: [String: String]) {
    guard let guid = fields["guid"], let status = fields["status"].flatMap({ DeliveryOutcome.Status(rawValue: $0) })
    else { return nil }
    outcome = DeliveryOutcome(
      guid: guid, event: fields["event"] ?? "", action: fields["action"] ?? "", status: status,
      missions: (fields["missions"] ?? "").split(separator: " ").compactMap { Identifier(String($0)) },
      note: fields["note"] ?? "")
    at = Timestamp(milliseconds: fields["at"].flatMap { Int64($0) } ?? 0)
    entry = nil
  }
}

extension StreamEntry {
  /// When Redis took it, in milliseconds since the epoch.
  var milliseconds: Int64 { id.split(separator: "-").first.flatMap { Int64($0) } ?? 0 }
}
