/// A JSON value whose objects keep the order of their members.
///
/// The sandbox answers with documents of GitHub's shapes, most of whose members nobody decodes into a type; GraphQL
/// answers even have the order of the question. Whole numbers stay whole: delivery ids have 64 bits.
package enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One name and its value.
  package struct Member: Sendable, Equatable {
    /// Unescaped.
    package var name: String
    /// Whatever stands behind the colon.
    package var value: JSONValue

    /// A member of an object.
    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

extension JSONValue {
  /// A text, or null where there is none.
  package static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// A whole number, or null where there is none.
  package static func int(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
  /// True, false, or null where it is not known.
  package static func flag(_ value: Bool?) -> JSONValue { value.map { .boolean($0) } ?? .null }
  /// Texts in their order.
  package static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The member's value; null where there is none or where this is no object.
  package subscript(_ name: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.name == name }?.value ?? .null
  }

  /// The element; null outside the bounds or where this is no array.
  package subscript(_ index: Int) -> JSONValue {
    guard case .array(let values) = self, values.indices.contains(index) else { return .null }
    return values[index]
  }

  /// Whether an object has the member, whatever its value.
  package func has(_ name: String) -> Bool { members.contains { $0.name == name } }

  /// The text; nil where this is none, as for the next two.
  package var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  /// The whole number.
  package var integerValue: Int? { if case .integer(let value) = self { value } else { nil } }
  /// True or false.
  package var booleanValue: Bool? { if case .boolean(let value) = self { value } else { nil } }
  /// Whether it says that there is nothing.
  package var isNull: Bool { if case .null = self { true } else { false } }
  /// Whether it has members.
  package var isObject: Bool { if case .object = self { true } else { false } }

  /// The elements; none where this is no array.
  package var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }

  /// The members; none where this is no object.
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// A number, whole or not.
  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  /// This object with another's members behind its own; a name both have takes the other's value.
  package func adding(_ more: JSONValue) -> JSONValue {
    var members = members
    for member in more.members {
      if let index = members.firstIndex(where: { $0.name == member.name }) {
        members[index] = member
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }

  /// This object without some of its members.
  package func removing(_ names: Set<String>) -> JSONValue { .object(members.filter { !names.contains($0.name) }) }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
