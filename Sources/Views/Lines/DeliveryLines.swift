package import CommandLine
package import MissionCore
import MissionStore

/// Deliveries as lines for people.
package enum DeliveryLines {
  /// One line for each.
  package static func list(_ document: DeliveriesDocument, at now: Timestamp, paint: Paint) -> [String] {
    let deliveries = document.deliveries
    guard !deliveries.isEmpty else {
      return [document.page > 1 ? "📨 No deliveries on page \(document.page) of \(document.pages)" : "📨 No deliveries"]
    }
    let rows = deliveries.map { delivery in
      [
        "\(mark(delivery.status)) \(delivery.guid.printable(limit: 64))", event(delivery),
        word(delivery.status, paint), Words.ago(delivery.time, at: now),
        delivery.note.printable(limit: 200).cut(columns: 80),
      ]
    }
    let counts = document.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return [
      "📨 Deliveries: \(deliveries.count)" + (counts.isEmpty ? "" : " (known: \(counts))")
        + (document.pages > 1 ? ", page \(document.page) of \(document.pages)" : "")
    ] + Columns.lines(rows)
  }

  /// Everything about one.
  package static func one(_ delivery: DeliveryDocument, at now: Timestamp, paint: Paint) -> [String] {
    var rows = [
      ["Event", event(delivery)], ["Status", "\(mark(delivery.status)) \(word(delivery.status, paint))"],
      ["Since", "\(delivery.time.lineText) UTC (\(Words.ago(delivery.time, at: now)))"],
    ]
    if !delivery.missions.isEmpty {
      rows.append(["Missions", delivery.missions.map(\.text).joined(separator: ", ")])
    }
    if !delivery.note.isEmpty { rows.append(["Note", delivery.note.printable(limit: 2000)]) }
    if let entry = delivery.entry { rows.append(["Entry", entry.printable(limit: 64)]) }
    return ["📨 Delivery: \(paint.strong(delivery.guid.printable(limit: 64)))"] + Columns.lines(rows)
  }

  private static func event(_ delivery: DeliveryDocument) -> String {
    (delivery.event + (delivery.action.isEmpty ? "" : ".\(delivery.action)")).printable(limit: 60)
  }

  private static func mark(_ status: DeliveryOutcome.Status) -> String {
    switch status {
    case .pending: "⏳"
    case .processed: "✅"
    case .ignored: "💤"
    case .dead: "❌"
    }
  }

  private static func word(_ status: DeliveryOutcome.Status, _ paint: Paint) -> String {
    switch status {
    case .pending: paint.waiting(status.rawValue)
    case .processed: paint.good(status.rawValue)
    case .ignored: paint.faint(status.rawValue)
    case .dead: paint.bad(status.rawValue)
    }
  }
}
