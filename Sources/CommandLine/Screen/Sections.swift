/// Titled parts, one below the other, that share a terminal's lines.
package struct Sections: Sendable {
  /// One part.
  package struct Part: Sendable {
    /// What stands above it.
    package let title: String
    /// Its lines; the most important first.
    package let lines: [String]

    /// One with its parts.
    package init(title: String, lines: [String]) {
      self.title = title
      self.lines = lines
    }
  }

  /// What stands above all of it.
  package let head: [String]
  /// The parts, in order.
  package let parts: [Part]

  /// One with its parts.
  package init(head: [String], parts: [Part]) {
    self.head = head
    self.parts = parts
  }

  /// All of it, broken at blanks where it is wider than a terminal.
  package func lines(columns: Int) -> [String] {
    head.fitted(columns: columns) + parts.flatMap { [$0.title] + $0.lines.fitted(columns: columns) }
  }

  /// As much of it as a terminal has room for: the longest parts are shortened first, and say by how much.
  package func lines(_ size: TerminalSize) -> [String] {
    let head = head.fitted(columns: size.columns)
    let fitted = parts.map { $0.lines.fitted(columns: size.columns) }
    let limits = Self.limits(fitted.map(\.count), room: size.rows - head.count - parts.count)
    return head
      + zip(parts, zip(fitted, limits)).flatMap { part, shown in
        [part.title] + Self.shortened(shown.0, to: shown.1)
      }
  }

  /// How many lines each part gets; none that has any goes without one, and of two equal ones the later gets less.
  private static func limits(_ counts: [Int], room: Int) -> [Int] {
    var limits = counts
    while limits.reduce(0, +) > room, let longest = limits.indices.reversed().max(by: { limits[$0] < limits[$1] }),
      limits[longest] > 1
    {
      limits[longest] -= 1
    }
    return limits
  }

  private static func shortened(_ lines: [String], to limit: Int) -> [String] {
    guard lines.count > limit else { return lines }
    return lines.prefix(limit - 1) + ["   … \(lines.count - limit + 1) more lines"]
  }
}
