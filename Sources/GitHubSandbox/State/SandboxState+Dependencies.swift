package import MissionCore

extension SandboxState {
  /// The issue of a database id, wherever it is.
  package func issue(withID id: Int) -> (repository: RepositoryRecord, issue: IssueRecord)? {
    for repository in repositories.values {
      if let issue = repository.unsortedIssues.first(where: { $0.id == id }) { return (repository, issue) }
    }
    return nil
  }

  /// The issues that block one, by number.
  package func blockers(of issue: IssueRecord) -> [(repository: RepositoryRecord, issue: IssueRecord)] {
    issue.blockedBy.compactMap { self.issue(withID: $0) }
  }

  /// The issues that one blocks.
  package func blocked(by issue: IssueRecord) -> [(repository: RepositoryRecord, issue: IssueRecord)] {
    repositories.values.sorted { $0.id < $1.id }.flatMap { repository in
      repository.unsortedIssues.filter { $0.blockedBy.contains(issue.id) }.sorted { $0.number < $1.number }
        .map { (repository, $0) }
    }
  }

  /// Says that an issue waits for another one, named by its database id.
  package mutating func addBlocker(
    _ id: Int, to number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var issue = try issue(number, in: repository)
    guard let blocker = self.issue(withID: id), !blocker.issue.isPullRequest else { throw .notFound }
    guard blocker.issue.id != issue.id, !issue.blockedBy.contains(id) else {
      throw .unprocessable("The issue cannot be blocked by this issue")
    }
    account(named: act.actor)
    issue.blockedBy.append(id)
    issue.updatedAt = act.now
    keep(issue, in: repository.id)
    return [dependencyEvent("blocked_by_added", issue, blocker, in: repository, by: act)]
  }

  /// Takes back that an issue waits for another one.
  package mutating func removeBlocker(
    _ id: Int, from number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var issue = try issue(number, in: repository)
    guard issue.blockedBy.contains(id), let blocker = self.issue(withID: id) else { throw .notFound }
    account(named: act.actor)
    // As GitHub does: taking a link away leaves the issue's own time of change.
    issue.blockedBy.removeAll { $0 == id }
    keep(issue, in: repository.id)
    return [dependencyEvent("blocked_by_removed", issue, blocker, in: repository, by: act)]
  }

  private func dependencyEvent(
    _ action: String, _ issue: IssueRecord, _ blocker: (repository: RepositoryRecord, issue: IssueRecord),
    in repository: RepositoryRecord, by act: Act
  ) -> HookEvent {
    event(
      "issue_dependencies", action, in: repository.id, by: act,
      [
        "blocked_issue_id": .integer(issue.id), "blocked_issue": shape(issue, in: repository),
        "blocking_issue_id": .integer(blocker.issue.id),
        "blocking_issue": shape(blocker.issue, in: blocker.repository),
        "blocking_issue_repo": shape(blocker.repository),
      ])
  }
}
