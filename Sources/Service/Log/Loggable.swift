import MissionCore

/// A value that may stand in a log line. Secrets do not conform: the compiler refuses them.
package protocol Loggable: Sendable {
  /// The value as it is written.
  var logValue: LogValue { get }
}

extension String: Loggable {
  package var logValue: LogValue { .text(self) }
}
extension Int: Loggable {
  package var logValue: LogValue { .integer(self) }
}
extension Double: Loggable {
  package var logValue: LogValue { .fraction(self) }
}
extension Bool: Loggable {
  package var logValue: LogValue { .flag(self) }
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
