/// Where and why a text is no TOML.
package struct TOMLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The cause, for a person. It may quote the text.
  package let message: String
  /// The line, from 1.
  package let line: Int
  /// The column, in characters from 1.
  package let column: Int

  /// An error at a place.
  package init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }

  /// `line 3, column 7: …`.
  package var description: String { "line \(line), column \(column): \(message)" }
}
