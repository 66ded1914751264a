/// Where and why a text is no YAML that is read here.
package struct YAMLError: Error, Sendable, Equatable {
  /// The line, from 1.
  package let line: Int
  /// The cause, for a person: one sentence without a full stop. It may quote the text.
  package let message: String

  /// An error at a line.
  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
