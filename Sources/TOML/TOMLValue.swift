/// A value of a TOML 1.0 document.
package indirect enum TOMLValue: Sendable, Equatable {
  /// Text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A floating-point number, infinities and not-a-number among them.
  case float(Double)
  /// True or false.
  case boolean(Bool)
  /// A date, a time, or both with or without an offset, as RFC 3339 writes it.
  case dateTime(String)
  /// Values in order, of any kinds.
  case array([TOMLValue])
  /// Values by key.
  case table([String: TOMLValue])
}
