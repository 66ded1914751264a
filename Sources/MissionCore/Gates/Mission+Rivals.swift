/// Pull requests of other people beside an item's own. What carries an item is judged, mended and merged; what somebody
/// else made for its issue meanwhile is none of that: it is shown, and a person says which count.
extension Mission {
  /// Takes note of somebody else's pull request that says it closes the issue of an item that has one already; false
  /// where it is none of that kind.
  mutating func noteRival(_ hint: PullRequestHint, of issue: IssueReference, _ turn: inout Turn) -> Bool {
    guard let item = items.item(of: issue), !item.isDone, !item.pullRequests.contains(hint.reference),
      !item.declinedPullRequests.contains(hint.reference),
      !item.rivals.contains(where: { $0.reference == hint.reference }),
      !isOwn(hint.reference, branch: hint.headBranch, of: item)
    else { return false }
    let open = item.pullRequests.filter { pullRequests[$0]?.state == .open }
    let authors = open.map { pullRequests[$0]?.snapshot?.author.folded }
    guard !open.isEmpty, !authors.contains(nil), !authors.contains(hint.author.folded) else { return false }
    ask(about: hint.reference, by: hint.author, isTrusted: hint.isTrusted, beside: item, &turn)
    return true
  }

  /// Parts an item's pull requests into its own and those of other people, and forgets rivals that are none any more.
  mutating func partPullRequests(of id: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let item = items[id], !item.rivals.isEmpty || item.pullRequests.count > 1 else { return }
    items.forgetRivals(item.rivals.map(\.reference).filter { isNoRival($0, of: item) }, of: id)
    takeUpOnlyRival(of: id, &turn)
    let open = item.pullRequests.filter { pullRequests[$0]?.state == .open }
    guard open.count > 1 else { return }
    let own = open.filter { isOwn($0, branch: pullRequests[$0]?.snapshot?.headBranch ?? "", of: item) }
    let kept = own.isEmpty ? Array(open.prefix(1)) : own
    let authors = kept.map { pullRequests[$0]?.snapshot?.author.folded }
    guard !authors.contains(nil) else { return }
    for reference in open where !kept.contains(reference) {
      guard let author = pullRequests[reference]?.snapshot?.author, !authors.contains(author.folded) else { continue }
      items.drop([reference], from: id)
      watches.drop(on: [reference], of: id)
      // What carried an item was made by somebody who may write.
      ask(about: reference, by: author, isTrusted: true, beside: item, &turn)
    }
  }

  /// By a person's word this pull request counts, and of its items no other.
  mutating func use(_ reference: PullRequestReference, by sender: String, _ turn: inout Turn) -> Reply {
    let asked = orderedItems.filter { item in
      !item.isDone && !item.rivals.isEmpty
        && (item.pullRequests + item.rivals.map(\.reference)).contains(reference)
    }
    guard !asked.isEmpty else {
      return .refused(
        Refusal(
          .invalid, "nobody asks whether \(reference) counts",
          hint: "'signalbox mission why' names the pull requests that are asked about"))
    }
    for item in asked {
      let open = item.pullRequests.filter { !(pullRequests[$0]?.state.isOver ?? false) }
      let others = (open + item.rivals.map(\.reference)).filter { $0 != reference }
      items.decline(others, for: item.id)
      items.drop(others, from: item.id)
      watches.drop(on: others, of: item.id)
      submit(item.id, by: reference, &turn)
      for other in others where carried(by: other).isEmpty { pullRequests.remove(other) }
      turn.log("\(sender) said that pull request \(reference) counts for '\(item.title)', and no other")
    }
    return .done("pull request \(reference) counts, and no other")
  }

  /// Whoever closes what carried an item, and leaves one other open, has said which counts.
  private mutating func takeUpOnlyRival(of id: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let item = items[id], !item.pullRequests.isEmpty,
      item.pullRequests.allSatisfy({ pullRequests[$0]?.state == .closed })
    else { return }
    let rivals = item.rivals.filter(\.isTrusted)
    if rivals.count == 1 { submit(id, by: rivals[0].reference, &turn) }
  }

  private mutating func ask(
    about reference: PullRequestReference, by author: Account, isTrusted: Bool, beside item: WorkItem,
    _ turn: inout Turn
  ) {
    let rival = WorkItem.Rival(reference: reference, author: author.login, isTrusted: isTrusted)
    guard items.noteRival(rival, of: item.id) else { return }
    pullRequests.add(reference, at: turn.now)
    turn.log("Pull request \(reference) by \(author.login) says it closes the issue of '\(item.title)' as well")
  }

  /// Whether a pull request is an item's by an agent's word or by our own branch's name.
  private func isOwn(_ reference: PullRequestReference, branch: String, of item: WorkItem) -> Bool {
    if item.agentPullRequests.contains(reference) { return true }
    guard let issue = item.issue else { return false }
    return IssueText.issue(ofBranch: branch, repository: reference.repository) == issue
  }

  /// Whether nothing is left of it to ask about: it is over, cannot be seen, or does not say any more that it closes
  /// the issue.
  private func isNoRival(_ reference: PullRequestReference, of item: WorkItem) -> Bool {
    guard let facts = pullRequests[reference], !facts.state.isOver, !facts.isGone else { return true }
    guard let snapshot = facts.currentSnapshot, let issue = item.issue else { return false }
    return !snapshot.closes.contains(issue)
  }
}
