import CommandLine
import MissionCore

/// One line of a mission's activity, as the event streams carry it.
package struct MissionEvent: Codable, Sendable, Equatable {
  /// When.
  package let timestamp: String
  /// What happened.
  package let message: String

  /// `[2026-04-22 10:00:00] what happened`.
  package var line: String {
    let time = timestamp.prefix(19).map { $0 == "T" ? " " : $0 }
    return "[\(String(time).printable(limit: 40))] \(message.printable(limit: 2000))"
  }
}
