/// One word of a Redis command. Binary-safe: lengths are sent, never terminators.
package enum RedisArgument: Sendable {
  /// Text, sent as its UTF-8.
  case text(String)
  /// Bytes, sent as they are; large ones go from this array to the socket without a copy in between.
  case bytes([UInt8])
  /// A number, sent in decimal.
  case integer(Int)
  /// A packed body, sent piece by piece from where it is; never copied whole.
  case body(any RedisPayload)
}

extension RedisArgument: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
  /// A literal word.
  package init(stringLiteral value: String) { self = .text(value) }
  /// A literal number.
  package init(integerLiteral value: Int) { self = .integer(value) }
}
