import MissionCore

/// The issues that a pull request's work belongs to.
enum ClosedIssues {
  /// The issues it closes, by GitHub's own word where there is one, else by the closing words of its body, and the
  /// issue that a branch of ours was made for; each once, in order.
  ///
  /// - Parameters:
  ///   - listed: What GitHub says it closes; nil where it was not asked or does not say.
  ///   - isIntoDefault: Whether it goes into the default branch, where alone closing words count; nil when unknown.
  static func named(
    in body: String, branch: String, repository: RepositoryName, listed: [IssueReference]? = nil,
    isIntoDefault: Bool? = nil
  ) -> [IssueReference] {
    let words =
      isIntoDefault == false ? [] : IssueText.closedIssues(inPullRequestBody: body, repository: repository)
    var closes = listed ?? words
    if let own = IssueText.issue(ofBranch: branch, repository: repository), !closes.contains(own) { closes.append(own) }
    return closes
  }
}
