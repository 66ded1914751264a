/// A pull request of one of the mission's repositories may say that it closes an issue of another, or be opened by a
/// stranger of what others have pushed: its author must be allowed to write where the issue is.
extension Mission {
  /// Most pull requests that wait for their authors' rights.
  private static let linkBound = 20

  /// Wants to know whether somebody may write where the issue is that their pull request says it closes.
  mutating func askForRight(
    of author: Account, toLink reference: PullRequestReference, with issue: IssueReference, at now: Timestamp
  ) {
    dropOldLinks(at: now)
    let links = conversation.links
    guard !author.isBot, Self.isLogin(author.login), links.count < Self.linkBound,
      !links.contains(where: { $0.pullRequest == reference && $0.issue == issue && $0.author == author.login })
    else { return }
    conversation.expect(.init(pullRequest: reference, issue: issue, author: author.login, at: now))
    noteWriter(author.login, of: issue.repository, hasSay: true, at: now)
  }

  /// Links what somebody's right decides about. What became of the pull request meanwhile GitHub has to show: one that
  /// was merged before it carried the item has passed none of its gates.
  mutating func decideLinks(
    of login: String, in repository: RepositoryName, _ right: CommandRight, _ turn: inout Turn
  ) {
    let links = conversation.takeLinks {
      $0.author.lowercased() == login.lowercased() && $0.issue.repository == repository
    }
    for link in links {
      guard right != .none, owns(link.pullRequest.repository) else {
        turn.remark("\(link.pullRequest) says it closes \(link.issue), but \(login) may not write to \(repository)")
        continue
      }
      if let item = items.item(of: link.issue) { name(link.pullRequest, for: item.id, &turn) }
    }
  }

  /// Whoever's right could not be learnt in an hour is waited for no longer; the next event of the pull request asks
  /// again.
  mutating func dropOldLinks(at now: Timestamp) {
    _ = conversation.takeLinks { now.seconds(since: $0.at) > Self.commandAge }
  }
}
