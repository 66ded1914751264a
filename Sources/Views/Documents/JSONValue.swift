import FoundationEssentials
import GitHub

/// JSON of any shape, as other tools wrote it.
package enum JSONValue: Codable, Sendable, Hashable {
  /// `null`
  case null
  /// `true`, `false`
  case flag(Bool)
  /// A whole number.
  case integer(Int64)
  /// Any other number.
  case fraction(Double)
  /// Text.
  case text(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by key.
  case object([String: JSONValue])

  /// Reads JSON; bytes that are none become their text.
  package init(json bytes: [UInt8]) {
    self =
      (try? BoundedJSON.decode(JSONValue.self, from: Data(bytes))) ?? .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Reads any value.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .fraction(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .fraction(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .array(let array): try container.encode(array)
    case .object(let object): try container.encode(object)
    }
  }

  /// A text at a key of an object.
  package subscript(key: String) -> String? {
    guard case .object(let object) = self, case .text(let text)? = object[key] else { return nil }
    return text
  }
}
