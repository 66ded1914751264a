import CommandLine
import YAML

/// Takes the values out of one table of an `ide.yml`; the first that is wrong is thrown with its line.
struct PaneTable {
  /// A text and where it stands.
  struct Text {
    let text: String
    /// From 1.
    let line: Int
  }

  private let what: String
  private var entries: [YAMLNode.Entry]
  private var known: [String] = []

  /// A table.
  ///
  /// - Parameter what: for faults: `a pane`.
  init(_ node: YAMLNode, _ what: String) throws(YAMLError) {
    guard case .table(let entries) = node.content else {
      throw YAMLError(line: node.line, message: "\(what) is a table of keys and values")
    }
    self.entries = entries
    self.what = what
  }

  /// A text on one line that is not blank; nil where there is none.
  mutating func text(_ key: String, limit: Int) throws(YAMLError) -> Text? {
    guard let value = take(key) else { return nil }
    guard case .text(let text) = value.content else { throw wrong(value, key, "a text") }
    return Text(text: try Self.checked(text, key, limit: limit, line: value.line), line: value.line)
  }

  /// Words in a list, or one text with commas between them.
  mutating func words(_ key: String) throws(YAMLError) -> [String] {
    guard let value = take(key) else { return [] }
    switch value.content {
    case .text(let text):
      return try Self.checked(text, key, limit: 1_000, line: value.line).split(separator: ",")
        .map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
    case .list(let nodes):
      var words: [String] = []
      for node in nodes {
        guard case .text(let text) = node.content else { throw wrong(node, key, "a list of texts") }
        words.append(try Self.checked(text, key, limit: 64, line: node.line))
      }
      return words
    case .table, .nothing: throw wrong(value, key, "a text or a list of texts")
    }
  }

  /// A part in percent: `70%` or `70`.
  mutating func share(_ key: String) throws(YAMLError) -> Int? {
    guard let value = take(key) else { return nil }
    guard case .text(let text) = value.content, let share = Int(text.hasSuffix("%") ? text.dropLast() : text[...]),
      (1...100).contains(share)
    else { throw wrong(value, key, "a part from 1% to 100%") }
    return share
  }

  /// True or false; false where nothing is said.
  mutating func flag(_ key: String) throws(YAMLError) -> Bool {
    guard let value = take(key) else { return false }
    guard case .text(let text) = value.content, let flag = Bool(text) else { throw wrong(value, key, "true or false") }
    return flag
  }

  /// Values in order.
  mutating func list(_ key: String) throws(YAMLError) -> [YAMLNode]? {
    guard let value = take(key) else { return nil }
    guard case .list(let nodes) = value.content else { throw wrong(value, key, "a list") }
    return nodes
  }

  /// Variables by name.
  mutating func environment(_ key: String) throws(YAMLError) -> [String: String] {
    guard let value = take(key) else { return [:] }
    guard case .table(let entries) = value.content else { throw wrong(value, key, "a table of names and texts") }
    var variables: [String: String] = [:]
    for entry in entries {
      let isName = entry.key.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || byte.isDigit))
      }
      guard isName, let first = entry.key.utf8.first, !first.isDigit else {
        throw YAMLError(line: entry.line, message: "\(entry.key.quotedForPeople) is no name of a variable")
      }
      guard case .text(let text) = entry.value.content else { throw wrong(entry.value, entry.key, "a text") }
      variables[entry.key] = try Self.checked(text, entry.key, limit: 1_000, line: entry.value.line)
    }
    return variables
  }

  /// Takes out keys that are another tool's; returns those that were there.
  mutating func skip(_ keys: [String]) -> [String] {
    let found = entries.map(\.key).filter { keys.contains($0) }
    entries.removeAll { keys.contains($0.key) }
    return found
  }

  /// Everything nobody asked for is a mistake.
  func finish() throws(YAMLError) {
    guard let entry = entries.first else { return }
    let nearest = Spelling.nearest(to: entry.key, in: known).map { "; did you mean \($0)?" }
    throw YAMLError(
      line: entry.line,
      message: "\(what) has no key \(entry.key.quotedForPeople)"
        + (nearest ?? "; known are \(known.joined(separator: ", "))"))
  }

  /// A key's value; what is left empty is not there.
  private mutating func take(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
    let value = entries.remove(at: place).value
    return value.content == .nothing ? nil : value
  }

  private func wrong(_ value: YAMLNode, _ key: String, _ wanted: String) -> YAMLError {
    YAMLError(line: value.line, message: "\(key.printable(limit: 64)) of \(what) is not \(wanted)")
  }

  private static func checked(_ text: String, _ key: String, limit: Int, line: Int) throws(YAMLError) -> String {
    let text = String(text[...].trimmingBlanks)
    guard !text.isEmpty, text.count <= limit else {
      throw YAMLError(line: line, message: "\(key) is a text of 1 to \(limit) characters")
    }
    // What is typed into a shell or shown in a title is one line and nothing else.
    guard text.printable(limit: limit) == text else {
      throw YAMLError(line: line, message: "\(key) has more than one line, or characters that cannot be seen")
    }
    return text
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
