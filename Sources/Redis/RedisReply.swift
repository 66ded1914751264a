/// An answer in RESP2.
package enum RedisReply: Sendable, Equatable {
  /// A simple string such as `OK`.
  case status(String)
  /// A bulk string.
  case bulk([UInt8])
  /// An integer.
  case integer(Int)
  /// An array, possibly nested.
  case array([RedisReply])
  /// A nil bulk string or nil array.
  case null
  /// An error: its first word and the whole line.
  case error(code: String, message: String)
}

extension RedisReply {
  /// The bytes of a bulk string or status.
  package var bytes: [UInt8]? {
    switch self {
    case .bulk(let bytes): bytes
    case .status(let text): Array(text.utf8)
    case .integer, .array, .null, .error: nil
    }
  }

  /// A bulk string or status as text; bytes that are not UTF-8 become U+FFFD. An integer in decimal.
  package var text: String? {
    switch self {
    case .bulk(let bytes): String(decoding: bytes, as: UTF8.self)
    case .status(let text): text
    case .integer(let value): String(value)
    case .array, .null, .error: nil
    }
  }

  /// An integer, also when it came as text (as values of strings and hashes do).
  package var integer: Int? {
    switch self {
    case .integer(let value): value
    case .bulk, .status: text.flatMap { Int($0) }
    case .array, .null, .error: nil
    }
  }

  /// The elements of an array.
  package var array: [RedisReply]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// Whether there was nothing.
  package var isNull: Bool { self == .null }

  /// An array whose elements are all text or numbers; nil for anything else.
  package func strings() -> [String]? {
    guard let array else { return nil }
    var strings: [String] = []
    strings.reserveCapacity(array.count)
    for element in array {
      guard let text = element.text else { return nil }
      strings.append(text)
    }
    return strings
  }
}
