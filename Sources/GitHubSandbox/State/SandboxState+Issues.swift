package import MissionCore

extension SandboxState {
  /// Opens an issue; the value is its number.
  package mutating func openIssue(
    _ draft: IssueDraft, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    guard !draft.title.isEmpty else { throw .unprocessable("title is missing") }
    let issue = newIssue(draft, in: repository, by: act)
    keep(issue, in: repository.id)
    return Acted(issue.number, events: announcement(of: issue, in: repository.id, by: act))
  }

  /// An issue with the next number, not kept yet. Pull requests begin as one, too.
  mutating func newIssue(_ draft: IssueDraft, in repository: RepositoryRecord, by act: Act) -> IssueRecord {
    account(named: act.actor)
    for assignee in draft.assignees { account(named: assignee) }
    for label in draft.labels { ensureLabel(label, in: repository.id) }
    return IssueRecord(
      id: newID(), number: (repository.issues.keys.max() ?? 0) + 1, title: draft.title, body: draft.body,
      author: act.actor, state: .open(reopened: false), labels: draft.labels, assignees: draft.assignees,
      createdAt: act.now, updatedAt: act.now)
  }

  private func announcement(of issue: IssueRecord, in repository: Int, by act: Act) -> [HookEvent] {
    [itemEvent("opened", issue, in: repository, by: act)]
      + issue.labels.map { labelEvent("labeled", $0, issue, in: repository, by: act) }
      + issue.assignees.map { assigneeEvent("assigned", $0, issue, in: repository, by: act) }
  }

  /// Changes an issue, or the part of a pull request it shares with issues. What is as it was raises no event.
  package mutating func editIssue(
    _ number: Int, in name: RepositoryName, _ change: IssueChange, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var issue = try issue(number, in: repository)
    account(named: act.actor)
    var events: [HookEvent] = []
    var edits: JSONValue = [:]
    if let title = change.title, title != issue.title {
      edits = edits.adding(["title": ["from": .string(issue.title)]])
      issue.title = title
    }
    if let body = change.body, body != issue.body {
      edits = edits.adding(["body": ["from": .text(issue.body)]])
      issue.body = body
    }
    if !edits.members.isEmpty {
      issue.updatedAt = act.now
      keep(issue, in: repository.id)
      events.append(itemEvent("edited", issue, in: repository.id, by: act, ["changes": edits]))
    }
    if let labels = change.labels { events += relabel(&issue, labels, in: repository.id, by: act) }
    if let assignees = change.assignees { events += reassign(&issue, assignees, in: repository.id, by: act) }
    if let state = change.state { events += try setState(of: &issue, state, in: repository.id, by: act) }
    return events
  }

  // MARK: Labels

  private mutating func relabel(
    _ issue: inout IssueRecord, _ labels: [String], in repository: Int, by act: Act
  ) -> [HookEvent] {
    var events: [HookEvent] = []
    for gone in issue.labels where !labels.contains(gone) {
      issue.labels.removeAll { $0 == gone }
      issue.updatedAt = act.now
      keep(issue, in: repository)
      events.append(labelEvent("unlabeled", gone, issue, in: repository, by: act))
    }
    for new in labels where !issue.labels.contains(new) {
      ensureLabel(new, in: repository)
      issue.labels.append(new)
      issue.updatedAt = act.now
      keep(issue, in: repository)
      events.append(labelEvent("labeled", new, issue, in: repository, by: act))
    }
    return events
  }

  /// Makes a label known in a repository.
  mutating func ensureLabel(_ name: String, in repository: Int) {
    guard repositories[repository]?.labels.contains(where: { $0.name == name }) == false else { return }
    let label = LabelRecord(id: newID(), name: name)
    repositories[repository]?.labels.append(label)
  }

  private func labelEvent(
    _ action: String, _ label: String, _ issue: IssueRecord, in repository: Int, by act: Act
  ) -> HookEvent {
    itemEvent(action, issue, in: repository, by: act, ["label": labelShape(label, in: repository)])
  }

  // MARK: Assignees

  private mutating func reassign(
    _ issue: inout IssueRecord, _ assignees: [String], in repository: Int, by act: Act
  ) -> [HookEvent] {
    var events: [HookEvent] = []
    for gone in issue.assignees where !assignees.contains(gone) {
      issue.assignees.removeAll { $0 == gone }
      issue.updatedAt = act.now
      keep(issue, in: repository)
      events.append(assigneeEvent("unassigned", gone, issue, in: repository, by: act))
    }
    for new in assignees where !issue.assignees.contains(new) {
      account(named: new)
      issue.assignees.append(new)
      issue.updatedAt = act.now
      keep(issue, in: repository)
      events.append(assigneeEvent("assigned", new, issue, in: repository, by: act))
    }
    return events
  }

  private func assigneeEvent(
    _ action: String, _ login: String, _ issue: IssueRecord, in repository: Int, by act: Act
  ) -> HookEvent {
    itemEvent(action, issue, in: repository, by: act, ["assignee": shape(knownAccount(login))])
  }

  // MARK: Open and closed

  private mutating func setState(
    of issue: inout IssueRecord, _ change: IssueChange.StateChange, in repository: Int, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    switch (issue.state, change) {
    case (.open, .open): return []
    case (.closed, .open):
      if let pull = repositories[repository]?.pulls[issue.number], pull.merge != nil {
        throw .unprocessable("state cannot be changed. The pull request cannot be reopened.")
      }
      issue.state = .open(reopened: true)
      issue.updatedAt = act.now
      keep(issue, in: repository)
      return [itemEvent("reopened", issue, in: repository, by: act)]
    case (.open, .closed(let reason)):
      issue.state = .closed(reason: issue.isPullRequest ? nil : reason ?? "completed", at: act.now, by: act.actor)
      issue.updatedAt = act.now
      keep(issue, in: repository)
      return [itemEvent("closed", issue, in: repository, by: act)]
    case (.closed(_, let at, let by), .closed(let reason)):
      // GitHub changes the reason of a closed issue without telling anybody.
      guard !issue.isPullRequest, let reason else { return [] }
      issue.state = .closed(reason: reason, at: at, by: by)
      issue.updatedAt = act.now
      keep(issue, in: repository)
      return []
    }
  }

  // MARK: Leaving

  /// Transfers an issue to another repository; the value is its number there. The old address leads to the new one.
  package mutating func transferIssue(
    _ number: Int, in name: RepositoryName, to target: RepositoryName, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let source = try repository(name)
    let destination = try repository(target)
    var issue = try issue(number, in: source)
    guard !issue.isPullRequest else { throw .unprocessable("Pull requests cannot be transferred") }
    guard source.id != destination.id else { throw .unprocessable("The issue is in that repository already") }
    account(named: act.actor)
    let before = issue
    issue.number = (destination.issues.keys.max() ?? 0) + 1
    issue.id = newID()
    issue.updatedAt = act.now
    for label in issue.labels { ensureLabel(label, in: destination.id) }
    keep(issue, in: destination.id)
    repositories[source.id]?.issues[number] = .moved(repository: destination.id, number: issue.number)
    let left = event(
      "issues", "transferred", in: source.id, by: act,
      [
        "issue": shape(before, in: source),
        "changes": ["new_issue": shape(issue, in: destination), "new_repository": shape(destination)],
      ])
    let arrived = event(
      "issues", "opened", in: destination.id, by: act,
      [
        "issue": shape(issue, in: destination),
        "changes": ["old_issue": shape(before, in: source), "old_repository": shape(source)],
      ])
    return Acted(issue.number, events: [left, arrived])
  }

  /// Deletes an issue for good.
  package mutating func deleteIssue(
    _ number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    let issue = try issue(number, in: repository)
    guard !issue.isPullRequest else { throw .unprocessable("Pull requests cannot be deleted") }
    account(named: act.actor)
    let event = itemEvent("deleted", issue, in: repository.id, by: act)
    repositories[repository.id]?.issues[number] = .deleted
    return [event]
  }

  /// An event about an issue, or about a pull request where the issue is one.
  func itemEvent(
    _ action: String, _ issue: IssueRecord, in repository: Int, by act: Act, _ more: JSONValue = [:]
  ) -> HookEvent {
    guard let record = repositories[repository] else {
      return event("issues", action, in: repository, by: act, more)
    }
    guard let pull = record.pulls[issue.number] else {
      return event(
        "issues", action, in: repository, by: act, (["issue": shape(issue, in: record)] as JSONValue).adding(more))
    }
    return pullEvent(action, pull, in: repository, by: act, more)
  }
}
