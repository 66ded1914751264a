/// A bare argument of a command as it is declared.
package struct Operand: Sendable, Equatable {
  /// Its placeholder: `ID`.
  package let name: String
  /// What it means, for `--help`.
  package let meaning: String
  /// Whether it may be left out; only behind required ones.
  package let isOptional: Bool

  /// An operand with its parts.
  package init(_ name: String, _ meaning: String, isOptional: Bool = false) {
    self.name = name
    self.meaning = meaning
    self.isOptional = isOptional
  }

  /// How it stands in the usage line.
  package var usage: String { isOptional ? "[\(name)]" : name }
}
