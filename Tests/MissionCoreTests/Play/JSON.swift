import FoundationEssentials

/// Values through JSON, as the store keeps them.
enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  static func stored<Value: Codable>(_ value: Value) throws -> Value { try JSON.value(Value.self, from: text(value)) }
}
