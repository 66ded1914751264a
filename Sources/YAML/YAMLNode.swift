/// A value of a YAML document and where it stands.
package struct YAMLNode: Sendable, Equatable {
  /// What it is.
  package indirect enum Content: Sendable, Equatable {
    /// A text. Numbers and truth values are texts as well: who reads the value knows what it should be.
    case text(String)
    /// Nothing: left out, `~` or `null`.
    case nothing
    /// Values in order.
    case list([YAMLNode])
    /// Values by key, in the order of the text; no key is there twice.
    case table([Entry])
  }

  /// One line of a table.
  package struct Entry: Sendable, Equatable {
    /// What stands before the colon.
    package let key: String
    /// The key's line, from 1.
    package let line: Int
    /// What stands behind it.
    package let value: YAMLNode
  }

  /// The line it begins on, from 1.
  package let line: Int
  /// What it is.
  package let content: Content
}
