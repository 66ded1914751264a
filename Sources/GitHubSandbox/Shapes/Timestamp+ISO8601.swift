import FoundationEssentials
import MissionCore

extension Timestamp {
  /// As GitHub writes times: whole seconds in UTC, `2026-11-20T10:30:00Z`.
  var iso8601: String {
    Date(timeIntervalSince1970: Double(milliseconds.flooredToSeconds)).ISO8601Format()
  }

  /// Reads such a time; nil for any other text.
  init?(iso8601 text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    self.init(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
  }

  /// Whole seconds since 1970, as GitHub counts them.
  var epochSeconds: Int { Int(milliseconds.flooredToSeconds) }
}

extension Int64 {
  fileprivate var flooredToSeconds: Int64 { self >= 0 ? self / 1000 : (self - 999) / 1000 }
}
