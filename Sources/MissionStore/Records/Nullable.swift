/// A field that is written as `null` where it has no value: the published records' readers expect it to be there.
@propertyWrapper
package struct Nullable<Value: Encodable & Sendable & Equatable>: Encodable, Sendable, Equatable {
  /// The value, if there is one.
  package var wrappedValue: Value?

  /// A field with or without a value.
  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Writes the value or `null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
