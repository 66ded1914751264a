import CommandLine
import TOML

/// Takes the values out of one table of a `mission.toml`, and gathers what is wrong with them.
struct TableReader {
  /// The table's name, for faults.
  let name: String
  /// What is wrong so far.
  private(set) var faults: [(place: String, problem: String)] = []
  private var values: [String: TOMLValue]
  private var known: [String] = []

  /// A reader of a table.
  init(_ name: String, _ values: [String: TOMLValue]) {
    self.name = name
    self.values = values
  }

  /// Remembers a fault of a key, or of the table itself.
  mutating func note(_ key: String?, _ problem: String) {
    faults.append((key.map { name.isEmpty ? $0 : "\(name).\($0)" } ?? name, problem))
  }

  /// The value of a key.
  mutating func take(_ key: String) -> TOMLValue? {
    known.append(key)
    return values.removeValue(forKey: key)
  }

  /// What stands in the wrong table belongs to the one before it: a key below a header is that table's.
  mutating func refuse(_ key: String, _ problem: String) {
    if values.removeValue(forKey: key) != nil { note(key, problem) }
  }

  /// A text that is not blank.
  mutating func text(_ key: String) -> String? {
    switch take(key) {
    case nil: return nil
    case .string(let text)?:
      guard text.contains(where: { !$0.isWhitespace }) else {
        note(key, "it is empty")
        return nil
      }
      return text
    case .some:
      note(key, "it is not a text")
      return nil
    }
  }

  /// True or false.
  mutating func flag(_ key: String) -> Bool? {
    switch take(key) {
    case nil: return nil
    case .boolean(let flag)?: return flag
    case .some:
      note(key, "it is neither true nor false")
      return nil
    }
  }

  /// A whole number in a range.
  mutating func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    switch take(key) {
    case nil: return nil
    case .integer(let number)?:
      if let number = Int(exactly: number), range.contains(number) { return number }
      fallthrough
    case .some:
      note(key, "it is not a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
  }

  /// An amount of money above zero.
  mutating func amount(_ key: String) -> Double? {
    switch take(key) {
    case nil: return nil
    case .integer(let number)? where number > 0: return Double(number)
    case .float(let number)? where number > 0 && number.isFinite: return number
    case .some:
      note(key, "it is not an amount above 0")
      return nil
    }
  }

  /// Everything nobody asked for is a mistake.
  mutating func finish() {
    for key in values.keys.sorted() {
      let nearest = Spelling.nearest(to: key, in: known)
      note(
        key, "unknown key" + (nearest.map { "; did you mean \($0)?" } ?? "; known are \(known.joined(separator: ", "))")
      )
    }
    values = [:]
  }
}
