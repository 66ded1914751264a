package import MissionCore

extension SandboxState {
  /// Comments on an issue or in a pull request's conversation; the value is the comment's id.
  package mutating func comment(
    on number: Int, in name: RepositoryName, _ body: String, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    var issue = try issue(number, in: repository)
    guard !body.isEmpty else { throw .unprocessable("body cannot be blank") }
    account(named: act.actor)
    let comment = CommentRecord(
      id: newID(), author: act.actor, body: body, createdAt: act.now, updatedAt: act.now)
    issue.comments.append(comment)
    issue.updatedAt = act.now
    keep(issue, in: repository.id)
    return Acted(comment.id, events: [commentEvent("created", comment, issue, in: repository.id, by: act)])
  }

  /// Changes a comment's text.
  package mutating func editComment(
    _ id: Int, in name: RepositoryName, _ body: String, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var (issue, index) = try comment(id, in: repository)
    account(named: act.actor)
    let before = issue.comments[index].body
    issue.comments[index].body = body
    issue.comments[index].updatedAt = act.now
    issue.comments[index].lastEdit = (act.actor, act.now)
    issue.updatedAt = act.now
    keep(issue, in: repository.id)
    return [
      commentEvent(
        "edited", issue.comments[index], issue, in: repository.id, by: act,
        ["changes": ["body": ["from": .string(before)]]])
    ]
  }

  /// Removes a comment.
  package mutating func deleteComment(
    _ id: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var (issue, index) = try comment(id, in: repository)
    account(named: act.actor)
    let comment = issue.comments.remove(at: index)
    issue.updatedAt = act.now
    keep(issue, in: repository.id)
    return [commentEvent("deleted", comment, issue, in: repository.id, by: act)]
  }

  /// Reacts to a comment; says whether that is new. GitHub has no webhook for it.
  package mutating func react(
    to id: Int, in name: RepositoryName, _ content: String, by act: Act
  ) throws(APIRefusal) -> (reaction: ReactionRecord, isNew: Bool) {
    let repository = try repository(name)
    var (issue, index) = try comment(id, in: repository)
    guard ReactionRecord.contents.contains(content) else { throw .unprocessable("content is not a reaction") }
    account(named: act.actor)
    let known = issue.comments[index].reactions.first {
      $0.content == content && $0.author.lowercased() == act.actor.lowercased()
    }
    if let known { return (known, false) }
    let reaction = ReactionRecord(id: newID(), author: act.actor, content: content, createdAt: act.now)
    issue.comments[index].reactions.append(reaction)
    keep(issue, in: repository.id)
    return (reaction, true)
  }

  /// Reacts to an issue or a pull request itself; says whether that is new. GitHub has no webhook for it.
  package mutating func react(
    toIssue number: Int, in name: RepositoryName, _ content: String, by act: Act
  ) throws(APIRefusal) -> (reaction: ReactionRecord, isNew: Bool) {
    let repository = try repository(name)
    var issue = try issue(number, in: repository)
    guard ReactionRecord.contents.contains(content) else { throw .unprocessable("content is not a reaction") }
    account(named: act.actor)
    let known = issue.reactions.first {
      $0.content == content && $0.author.lowercased() == act.actor.lowercased()
    }
    if let known { return (known, false) }
    let reaction = ReactionRecord(id: newID(), author: act.actor, content: content, createdAt: act.now)
    issue.reactions.append(reaction)
    keep(issue, in: repository.id)
    return (reaction, true)
  }

  /// Where a comment is: its issue and its place there.
  package func comment(
    _ id: Int, in repository: RepositoryRecord
  ) throws(APIRefusal) -> (issue: IssueRecord, index: Int) {
    for issue in repository.unsortedIssues {
      if let index = issue.comments.firstIndex(where: { $0.id == id }) { return (issue, index) }
    }
    throw .notFound
  }

  private func commentEvent(
    _ action: String, _ comment: CommentRecord, _ issue: IssueRecord, in repository: Int, by act: Act,
    _ more: JSONValue = [:]
  ) -> HookEvent {
    guard let record = repositories[repository] else {
      return event("issue_comment", action, in: repository, by: act, more)
    }
    let members: JSONValue = [
      "issue": shape(issue, in: record), "comment": shape(comment, of: issue, in: record),
    ]
    return event("issue_comment", action, in: repository, by: act, members.adding(more))
  }
}
