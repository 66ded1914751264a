import Redis

/// One entry of a stream as it was read.
package struct StreamEntry: Sendable, Equatable {
  /// A field and its value; names may repeat, values are any bytes.
  package struct Field: Sendable, Equatable {
    /// The field's name.
    package let name: String
    /// What stands under it, any bytes.
    package let value: [UInt8]

    /// A field with bytes.
    package init(_ name: String, _ value: [UInt8]) {
      self.name = name
      self.value = value
    }

    /// A field with text.
    package init(_ name: String, _ value: String) { self.init(name, Array(value.utf8)) }
  }

  /// Where a signal's body is.
  package enum Body: Sendable, Equatable {
    /// In the entry itself, packed.
    case inline(packed: [UInt8])
    /// Under a key of its own, packed: too large for the stream. Whoever deletes the entry deletes the key.
    case detached(key: String)
  }

  /// `milliseconds-sequence`, given by Redis; grows from entry to entry.
  package let id: String
  /// The fields in their order.
  package let fields: [Field]
  /// Whether it was handed over before and is not finished: whoever had it in hand has ended, or could not go on.
  package internal(set) var isFoundAgain = false

  /// An entry with its parts.
  package init(id: String, fields: [Field]) {
    self.id = id
    self.fields = fields
  }

  /// The first value of a field.
  package subscript(name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The first value of a field as text; bytes that are not UTF-8 become U+FFFD.
  package func text(_ name: String) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }
}

extension StreamEntry {
  /// What the signal is about; nil for a kind this version does not know.
  package var kind: SignalKind? { text("kind").flatMap { SignalKind(rawValue: $0) } }

  /// The delivery's GUID or idempotency key.
  package var signalID: String? { text("id") }

  /// Where the body is; nil if the signal has none.
  package var body: Body? {
    if let packed = self["body"] { return .inline(packed: packed) }
    if let key = text("body_key") { return .detached(key: key) }
    return nil
  }

  /// Reads `[id, [field, value, …]]`; nil for another shape. Of an entry that was deleted while somebody had it to
  /// process, Redis gives `[id, nil]`: it has no fields.
  init?(_ reply: RedisReply) {
    guard let parts = reply.array, parts.count == 2, let id = parts[0].text else { return nil }
    let words = parts[1].array ?? []
    guard words.count.isMultiple(of: 2) else { return nil }
    var fields: [Field] = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let name = words[index].text, let value = words[index + 1].bytes else { return nil }
      fields.append(Field(name, value))
    }
    self.init(id: id, fields: fields)
  }
}
