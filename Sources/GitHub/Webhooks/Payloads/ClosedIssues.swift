import MissionCore

/// The issues that a pull request says it closes.
enum ClosedIssues {
  /// The issues named by closing words in its body or by its branch, each once, in order.
  static func named(in body: String, branch: String, repository: RepositoryName) -> [IssueReference] {
    IssueText.closedIssues(inPullRequestBody: body, branch: branch, repository: repository)
  }
}
