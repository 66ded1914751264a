import CommandLine
import MissionCore
import MissionStore

extension ParsedArguments {
  /// A time in the past: `30m`, `1h`, `2d` ago, or an RFC 3339 timestamp; nil if the flag was not given.
  func time(_ flag: String, before now: Timestamp) throws(CommandFailure) -> Timestamp? {
    guard let text = self[flag] else { return nil }
    if let time = Timestamp(rfc3339: text) { return time }
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    if let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), (0...36_500).contains(number) {
      return now.adding(seconds: -number * unit)
    }
    throw CommandFailure(
      .usage, "--\(flag) \(text.quotedForPeople) is no time", hint: "write 30m, 1h, 2d or 2026-04-22T10:00:00Z")
  }
}
