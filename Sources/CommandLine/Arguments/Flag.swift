/// An option of a command as it is declared: `--name VALUE` or a switch.
package struct Flag: Sendable, Equatable {
  /// What follows the flag.
  package enum Shape: Sendable, Equatable {
    /// Nothing: it is there or not.
    case toggle
    /// One value; giving the flag twice is a mistake.
    case value(String)
    /// Nothing, or a value that is attached: `--name=VALUE`.
    case optionalValue(String)
    /// Values, by repeating the flag or listing them behind it.
    case values(String)
  }

  /// Its long name without dashes.
  package let name: String
  /// Its one-letter form, if any.
  package let short: Character?
  /// What follows it.
  package let shape: Shape
  /// What it means, for `--help`.
  package let meaning: String

  /// A flag with its parts.
  package init(_ name: String, _ short: Character? = nil, _ shape: Shape = .toggle, _ meaning: String) {
    self.name = name
    self.short = short
    self.shape = shape
    self.meaning = meaning
  }

  /// How it is written, as `--help` shows it: `-i, --issue ISSUE…`.
  package var spelling: String {
    let names = (short.map { "-\($0), " } ?? "    ") + "--\(name)"
    switch shape {
    case .toggle: return names
    case .value(let placeholder): return "\(names) \(placeholder)"
    case .optionalValue(let placeholder): return "\(names)[=\(placeholder)]"
    case .values(let placeholder): return "\(names) \(placeholder)…"
    }
  }

  /// How it stands in the usage line.
  package var usage: String {
    switch shape {
    case .toggle: "[--\(name)]"
    case .value(let placeholder): "[--\(name) \(placeholder)]"
    case .optionalValue(let placeholder): "[--\(name)[=\(placeholder)]]"
    case .values(let placeholder): "[--\(name) \(placeholder)…]"
    }
  }
}
