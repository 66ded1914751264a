import FoundationEssentials
import MissionCore

extension Timestamp {
  /// The time as GitHub reads it: whole seconds in UTC, `2026-11-20T10:30:00Z`.
  var iso8601: String { Date(timeIntervalSince1970: Double(milliseconds / 1_000)).formatted(.iso8601) }
}
