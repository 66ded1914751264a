import Client
import CommandLine
import MissionCore
import MissionStore
import System

/// One line of the log, before it is written.
struct LogLine: Sendable {
  /// When.
  let time: Timestamp
  /// How much it matters.
  let level: LogLevel
  /// What happened.
  let message: String
  /// The rest, in order.
  let metadata: [(key: String, value: LogValue)]

  /// The line without its end. Nothing in it can begin another line or move a cursor.
  func text(_ format: LogFormat) -> String {
    switch format {
    case .json:
      let fields = [
        ("time", LogValue.text(time.jsonText)), ("level", .text(level.rawValue)), ("message", .text(message)),
      ]
      return "{"
        + (fields + metadata.map { ($0.key, $0.value) }).map { "\($0.quotedJSON):\($1.json)" }.joined(separator: ",")
        + "}"
    case .text:
      let word = level.rawValue + String(repeating: " ", count: 7 - level.rawValue.count)
      return (["\(time.jsonText) \(word) \(message)"] + metadata.map { "\($0.key)=\($0.value.plain)" })
        .joined(separator: " ")
    }
  }
}

extension LogValue {
  fileprivate var json: String {
    switch self {
    case .text(let text): text.quotedJSON
    case .integer(let number): String(number)
    case .fraction(let number): number.isFinite ? String(number) : "null"
    case .flag(let flag): String(flag)
    }
  }

  fileprivate var plain: String {
    switch self {
    case .text(let text):
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C }
        ? text : text.quotedJSON
    case .integer, .fraction, .flag: json
    }
  }
}
