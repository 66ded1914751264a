/// A bare argument of a command as it is declared.
struct Operand: Sendable, Equatable {
  /// Its placeholder: `ID`.
  let name: String
  /// What it means, for `--help`.
  let meaning: String
  /// Whether it may be left out; only behind required ones.
  let isOptional: Bool

  /// An operand with its parts.
  init(_ name: String, _ meaning: String, isOptional: Bool = false) {
    self.name = name
    self.meaning = meaning
    self.isOptional = isOptional
  }

  /// How it stands in the usage line.
  var usage: String { isOptional ? "[\(name)]" : name }
}
