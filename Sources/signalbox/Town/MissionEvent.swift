import MissionCore

/// One line of a mission's activity, as the event streams carry it.
struct MissionEvent: Codable, Sendable, Equatable {
  /// When.
  let timestamp: String
  /// What happened.
  let message: String

  /// `[2026-04-22 10:00:00] what happened`.
  var line: String {
    let time = timestamp.prefix(19).map { $0 == "T" ? " " : $0 }
    return "[\(String(time).printable(limit: 40))] \(message.printable(limit: 2000))"
  }
}
