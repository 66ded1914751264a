extension HTTPClient {
  /// Header fields in their order. Names are compared without regard to case; a name may come more than once.
  package struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// One field, name and value as they were written.
    package struct Field: Sendable, Equatable {
      /// As it was sent; names are compared without regard to case.
      package let name: String
      /// The value, without the space around it.
      package let value: String
    }

    /// All fields, in their order.
    package private(set) var fields: [Field] = []

    /// No fields.
    package init() {}

    /// The fields of a literal, in its order.
    package init(dictionaryLiteral elements: (String, String)...) {
      for (name, value) in elements { append(name, value) }
    }

    /// Adds a field behind the others, also if there is one of this name.
    package mutating func append(_ name: String, _ value: String) {
      fields.append(Field(name: name, value: value))
    }

    /// The value of the first field of this name.
    package subscript(_ name: String) -> String? {
      fields.first { Self.isEqual($0.name, name) }?.value
    }

    /// The values of all fields of this name.
    package func values(of name: String) -> [String] {
      fields.filter { Self.isEqual($0.name, name) }.map(\.value)
    }

    private static func isEqual(_ left: String, _ right: String) -> Bool {
      left.utf8.count == right.utf8.count && left.lowercased() == right.lowercased()
    }
  }
}
