extension Conversation {
  /// What is known of somebody's right to command.
  struct Writer: Hashable, Sendable, Codable {
    var right: CommandRight?
    var checkedAt: Timestamp?
    var nextCheckAt: Timestamp
    var failures = 0
    var problem: String?

    /// How asking for it goes, as one value. The stored layout spells its parts.
    var checks: Attempts {
      get { Attempts(failures: failures, problem: problem, nextAt: nextCheckAt) }
      set { (failures, problem, nextCheckAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
    }
  }

  /// A pull request of one repository that says it closes an issue of another: its author's right there decides.
  struct WaitingLink: Hashable, Sendable, Codable {
    var pullRequest: PullRequestReference
    var issue: IssueReference
    var author: String
    var at: Timestamp

    /// The link by the names of now.
    func following(_ move: ReferenceMove) -> Self {
      var link = self
      link.pullRequest = move.moved(pullRequest)
      link.issue = move.moved(issue)
      return link
    }
  }
}
