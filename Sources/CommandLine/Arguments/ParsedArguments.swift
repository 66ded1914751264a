/// What was given to a command, checked against its declaration.
package struct ParsedArguments: Sendable, Equatable {
  /// The bare arguments in order.
  package var operands: [String] = []
  /// What stands behind `--`, where the command passes it on.
  package var passedWords: [String] = []
  private var values: [String: [String]] = [:]

  /// Nothing given.
  package init() {}

  /// Whether a flag was given.
  package func has(_ flag: String) -> Bool { values[flag] != nil }

  /// A flag's value.
  package subscript(flag: String) -> String? { values[flag]?.first }

  /// All values of a flag, in order.
  package func all(_ flag: String) -> [String] { values[flag] ?? [] }

  /// The operand at a place; the declaration guarantees required ones.
  package func operand(_ place: Int) -> String { operands.indices.contains(place) ? operands[place] : "" }

  /// The optional operand at a place.
  package func optionalOperand(_ place: Int) -> String? { operands.indices.contains(place) ? operands[place] : nil }

  /// The flags given with a value, for the configuration.
  package var settings: [String: String] { values.compactMapValues(\.first) }

  /// A whole number in a range; nil if the flag was not given.
  package func number(_ flag: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
    guard let text = self[flag] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw CommandFailure(
        .usage, "--\(flag) \(text.quotedForPeople) is not a number from \(range.lowerBound) to \(range.upperBound)",
        hint: "give a whole number")
    }
    return number
  }

  /// Adds a flag's value; an empty list for a switch.
  package mutating func add(_ flag: String, _ value: String?) { values[flag, default: []] += value.map { [$0] } ?? [] }
}
