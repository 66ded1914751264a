/// What a number of a repository stands for.
package enum IssueEntry: Sendable, Equatable {
  case here(IssueRecord)
  /// It was transferred: the repository's id and the number there.
  case moved(repository: Int, number: Int)
  case deleted
}
