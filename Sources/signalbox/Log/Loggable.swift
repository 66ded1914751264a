import MissionCore

/// A value that may stand in a log line. Secrets do not conform: the compiler refuses them.
protocol Loggable: Sendable {
  /// The value as it is written.
  var logValue: LogValue { get }
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
