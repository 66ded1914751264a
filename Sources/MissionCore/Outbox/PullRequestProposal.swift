/// A pull request as it is opened for an item.
package struct PullRequestProposal: Hashable, Sendable, Codable {
  /// Where.
  package internal(set) var repository: RepositoryName
  /// The branch that holds the work.
  package let branch: String
  /// Its title: one line.
  package let title: String
  /// Its text; it says what it closes.
  package let body: String
}
