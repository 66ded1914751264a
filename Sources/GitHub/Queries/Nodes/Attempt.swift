/// A value if it could be read: one unreadable element must not take the others with it.
struct Attempt<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) {
    value = try? Value(from: decoder)
  }
}

extension Attempt: Sendable where Value: Sendable {}
