import MissionCore

/// A value that may stand in a log line. Secrets do not conform: the compiler refuses them.
protocol Loggable: Sendable {
  /// The value as it is written.
  var logValue: LogValue { get }
}

/// A value as it is written in a log line.
enum LogValue: Sendable, Equatable {
  /// Text, of any origin: it is escaped when it is written.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A fraction.
  case fraction(Double)
  /// True or false.
  case flag(Bool)
}

extension String: Loggable {
  var logValue: LogValue { .text(self) }
}
extension Int: Loggable {
  var logValue: LogValue { .integer(self) }
}
extension Double: Loggable {
  var logValue: LogValue { .fraction(self) }
}
extension Bool: Loggable {
  var logValue: LogValue { .flag(self) }
}
extension Identifier: Loggable {
  var logValue: LogValue { .text(text) }
}
extension RepositoryName: Loggable {
  var logValue: LogValue { .text(description) }
}
extension Reference: Loggable {
  var logValue: LogValue { .text(description) }
}
