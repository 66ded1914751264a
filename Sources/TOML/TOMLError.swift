/// Where and why a text is no TOML.
public struct TOMLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The cause, for a person. It may quote the text.
  public let message: String
  /// The line, from 1.
  public let line: Int
  /// The column, in characters from 1.
  public let column: Int

  /// An error at a place.
  public init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }

  /// `line 3, column 7: …`.
  public var description: String { "line \(line), column \(column): \(message)" }
}
