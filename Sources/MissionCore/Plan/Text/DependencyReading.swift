/// What a body says its issue waits for, and what looked as if it said so and was not read. Both name their lines, so
/// that a person can see why there is an edge, and why there is none.
package struct DependencyReading: Hashable, Sendable {
  /// An issue or a pull request that the body waits for.
  package struct Reference: Hashable, Sendable {
    /// Which one. Issues and pull requests share their numbers; GitHub tells which it is.
    package let issue: IssueReference
    /// The line that names it, counted from 1.
    package let line: Int
  }

  /// A line that looked like a marker.
  package struct UnreadLine: Hashable, Sendable {
    /// The line, counted from 1.
    package let number: Int
    /// What it says: untrusted text of at most 120 characters on one line.
    package let text: String
  }

  /// What is waited for, each once, in the order of the text.
  package internal(set) var references: [Reference] = []
  /// What was not read, each line once, in the order of the text; at most 20.
  package internal(set) var unread: [UnreadLine] = []
}
