extension Mission {
  /// The longest text of an agent that goes into a pull request.
  private static var longestProposal: Int { 20_000 }

  /// Wants a pull request for a branch that an agent pushed for its task, unless it wants one already.
  mutating func propose(
    _ branch: String, for id: Identifier<WorkTask>, text: String, by reporter: Reporter, _ turn: inout Turn
  ) -> Reply {
    if let refusal = refusal(of: id, "pull request", by: reporter, &turn) { return .refused(refusal) }
    guard let task = tasks[id], let item = items[task.item], let repository = home(of: item) else {
      return .refused(
        Refusal(
          .invalid, "no repository is known for a pull request", hint: "open it by hand and name it in the result"))
    }
    items.noteRefusedPullRequest(nil, of: item.id)
    // The mission names its own issue only: what an agent writes must close nothing else.
    var body = UntrustedText.quoted(text, limit: Self.longestProposal)
    if let issue = item.issue {
      let closed = issue.repository == repository ? "#\(issue.number)" : "\(issue)"
      body = "Closes \(closed)\n\n" + body
    }
    let title = UntrustedText.line(item.title)
    want(
      .openPullRequest(
        PullRequestProposal(repository: repository, branch: branch, title: title.isEmpty ? branch : title, body: body)),
      for: item.id, &turn)
    return .done("a pull request is being opened for \(UntrustedText.line(branch))")
  }

  /// Takes in the pull request that was opened, or was open already.
  mutating func noteOpened(
    _ proposal: PullRequestProposal, as number: Int, for item: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    guard let item, let reference = PullRequestReference(repository: proposal.repository, number: number) else {
      return
    }
    submit(item, by: reference, &turn)
  }

  /// Whether a pull request is being opened for an item.
  func isProposed(_ item: Identifier<WorkItem>) -> Bool {
    outbox.pending.values.contains { pending in
      guard pending.item == item, case .openPullRequest = pending.action else { return false }
      return true
    }
  }
}

extension Mission {
  /// Why somebody may not push a task's branch to a repository; nil where he may: whoever holds the task, to the
  /// repositories of the mission.
  package func refusal(
    ofPushTo repository: RepositoryName, for id: Identifier<WorkTask>, by reporter: Reporter
  ) -> Refusal? {
    guard let task = tasks[id], task.lease != nil else {
      return Refusal(.invalid, "nobody holds task \(id)", hint: "'signalbox task show \(id)' says what became of it")
    }
    if let objection = reporter.objection(toSpeakingFor: task) { return objection }
    guard !owns(repository) else { return nil }
    return Refusal(
      .forbidden, "\(repository) is none of the mission's repositories", hint: "the policy's 'repositories' names more")
  }
}
