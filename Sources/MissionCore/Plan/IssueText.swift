/// What the text of issues and pull requests says about other issues.
///
/// The text is untrusted: reading is linear in its length and never fails. Not read are fenced, indented and inline
/// code, block quotes with their continuation lines, and HTML comments, also unterminated ones.
package enum IssueText {
  /// What an issue's body says it waits for, also the issue itself if it says so, and what looked like that and was not
  /// read. The grammar stands with ``DependencyReader``.
  ///
  /// - Parameters:
  ///   - repository: What `#4` is of.
  ///   - own: The issue whose body it is: what is said of it by its number is said of it. Nil where that is not known.
  package static func readDependencies(
    in body: String, repository: RepositoryName, own: IssueReference? = nil
  ) -> DependencyReading {
    DependencyReader.read(body, repository: repository, own: own)
  }

  /// The issues and pull requests that an issue's body says it waits for, each once, in order.
  package static func dependencies(
    in body: String, repository: RepositoryName, own: IssueReference? = nil
  ) -> [IssueReference] {
    readDependencies(in: body, repository: repository, own: own).references.map(\.issue)
  }

  /// The issues that a pull request closes by its body, each once, in order: `close`, `fix` or `resolve` in any of
  /// their forms, perhaps a colon, and one reference
  /// (https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue).
  /// GitHub heeds them only where the pull request goes into the default branch: a caller who knows better does not
  /// ask.
  ///
  /// - Parameter repository: What `#4` is of: the repository it merges into.
  package static func closedIssues(inPullRequestBody body: String, repository: RepositoryName) -> [IssueReference] {
    var known: Set<IssueReference> = []
    return closed(in: Prose(markdown: body, repository: repository).tokens).filter { known.insert($0).inserted }
  }

  /// The issue that one of our own branches (`signalbox/12-title`) was made for; nil for every other branch, whatever
  /// numbers its name holds.
  package static func issue(ofBranch branch: String, repository: RepositoryName) -> IssueReference? {
    BranchName.issueNumber(in: branch).flatMap { IssueReference(repository: repository, number: $0) }
  }

  private static let closingWords: Set<String> = [
    "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved",
  ]

  private static func closed(in tokens: [ProseToken]) -> [IssueReference] {
    var closed: [IssueReference] = []
    for (index, token) in tokens.enumerated() {
      guard case .reference(let reference) = token, index > 0 else { continue }
      let before = tokens[index - 1] == .colon ? index - 2 : index - 1
      guard before >= 0, case .word(let word) = tokens[before], closingWords.contains(word) else { continue }
      closed.append(reference)
    }
    return closed
  }
}
