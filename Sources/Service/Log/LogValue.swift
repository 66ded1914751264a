/// A value as it is written in a log line.
package enum LogValue: Sendable, Equatable {
  /// Text, of any origin: it is escaped when it is written.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A fraction.
  case fraction(Double)
  /// True or false.
  case flag(Bool)
}
