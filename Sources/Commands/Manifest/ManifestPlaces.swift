import CommandLine

/// Where the keys of a `mission.toml` stand.
///
/// The TOML reader gives values without places, so the lines are found by their look: table headers, and `key =` below
/// them. Unusual ways of writing (inline tables, dotted keys) are found less exactly; then the header's line is given.
struct ManifestPlaces: Sendable {
  private var lines: [String: Int] = [:]

  /// Finds the places in a text.
  init(_ text: String) {
    var table = ""
    var overrides = 0
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.trimmingBlanks
      if line.hasPrefix("[") {
        let name = line.prefix { $0 != "#" }.filter { !$0.isWhitespace && $0 != "[" && $0 != "]" }
        if name == "overrides", line.hasPrefix("[[") { overrides += 1 }
        table = name == "overrides" ? "overrides[\(overrides)]" : name
        note(table, index + 1)
      } else if let equals = line.firstIndex(of: "="), !line.hasPrefix("#") {
        let key = line[..<equals].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        note(table.isEmpty ? key : "\(table).\(key)", index + 1)
      }
    }
  }

  /// The line of a value, or of the table it belongs to.
  func line(of place: String) -> Int? {
    if let line = lines[place] { return line }
    return place.lastIndex(of: ".").flatMap { lines[String(place[..<$0])] }
  }

  private mutating func note(_ place: String, _ line: Int) {
    if lines[place] == nil { lines[place] = line }
  }
}
