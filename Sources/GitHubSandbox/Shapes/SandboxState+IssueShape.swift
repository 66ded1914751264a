import MissionCore

extension SandboxState {
  func shape(_ issue: IssueRecord, in repository: RepositoryRecord) -> JSONValue {
    let url = "\(apiURL(repository))/issues/\(issue.number)"
    let page = "\(links.pages)/\(repository.name)/\(issue.isPullRequest ? "pull" : "issues")/\(issue.number)"
    let pullID = repository.pulls[issue.number]?.id
    let nodeID = pullID.map { NodeID(.pullRequest, $0) } ?? NodeID(.issue, issue.id)
    let shape: JSONValue = [
      "url": .string(url), "repository_url": .string(apiURL(repository)), "labels_url": "\(url)/labels{/name}",
      "comments_url": "\(url)/comments", "events_url": "\(url)/events", "html_url": .string(page),
      "id": .integer(issue.id), "node_id": nodeID.json, "number": .integer(issue.number),
      "title": .string(issue.title), "user": userShape(issue.author),
      "labels": .array(issue.labels.map { labelShape($0, in: repository.id) }),
      "state": issue.isOpen ? "open" : "closed", "locked": false,
      "assignee": issue.assignees.first.map(userShape) ?? .null,
      "assignees": .array(issue.assignees.map(userShape)), "milestone": nil,
      "comments": .integer(issue.comments.count), "created_at": .string(issue.createdAt.gitHubText),
      "updated_at": .string(issue.updatedAt.gitHubText), "closed_at": closedAt(issue),
      "author_association": .string(repository.association(of: issue.author)), "active_lock_reason": nil,
      "body": .text(issue.body), "closed_by": closedBy(issue), "timeline_url": "\(url)/timeline",
      "performed_via_github_app": nil, "state_reason": stateReason(issue),
    ]
    guard issue.isPullRequest else { return shape.adding(dependencySummary(issue)) }
    let pull = "\(apiURL(repository))/pulls/\(issue.number)"
    return shape.adding([
      "draft": .boolean(repository.pulls[issue.number]?.isDraft ?? false),
      "pull_request": [
        "url": .string(pull), "html_url": .string(page), "diff_url": "\(page).diff", "patch_url": "\(page).patch",
        "merged_at": .text(repository.pulls[issue.number]?.merge?.at.gitHubText),
      ],
    ])
  }

  func labelShape(_ name: String, in repository: Int) -> JSONValue {
    let record = repositories[repository]
    let id = record?.labels.first { $0.name == name }?.id ?? 0
    return [
      "id": .integer(id), "node_id": NodeID(.label, id).json,
      "url": "\(record.map(apiURL) ?? links.api)/labels/\(name)", "name": .string(name), "color": "ededed",
      "default": false, "description": nil,
    ]
  }

  func shape(_ comment: CommentRecord, of issue: IssueRecord, in repository: RepositoryRecord) -> JSONValue {
    let url = "\(apiURL(repository))/issues/comments/\(comment.id)"
    let page = "\(links.pages)/\(repository.name)/\(issue.isPullRequest ? "pull" : "issues")/\(issue.number)"
    return [
      "url": .string(url), "html_url": "\(page)#issuecomment-\(comment.id)",
      "issue_url": "\(apiURL(repository))/issues/\(issue.number)", "id": .integer(comment.id),
      "node_id": NodeID(.issueComment, comment.id).json, "user": userShape(comment.author),
      "created_at": .string(comment.createdAt.gitHubText), "updated_at": .string(comment.updatedAt.gitHubText),
      "author_association": .string(repository.association(of: comment.author)), "body": .string(comment.body),
      "performed_via_github_app": nil,
    ]
  }

  func shape(_ reaction: ReactionRecord) -> JSONValue {
    [
      "id": .integer(reaction.id), "node_id": NodeID(.reaction, reaction.id).json, "user": userShape(reaction.author),
      "content": .string(reaction.content), "created_at": .string(reaction.createdAt.gitHubText),
    ]
  }

  private func dependencySummary(_ issue: IssueRecord) -> JSONValue {
    let blockers = blockers(of: issue)
    let blocked = blocked(by: issue)
    return [
      "sub_issues_summary": ["total": 0, "completed": 0, "percent_completed": 0],
      "issue_dependencies_summary": [
        "blocked_by": .integer(blockers.count(where: \.issue.isOpen)),
        "total_blocked_by": .integer(blockers.count), "blocking": .integer(blocked.count(where: \.issue.isOpen)),
        "total_blocking": .integer(blocked.count),
      ],
    ]
  }

  private func closedAt(_ issue: IssueRecord) -> JSONValue {
    if case .closed(_, let at, _) = issue.state { .string(at.gitHubText) } else { .null }
  }

  private func closedBy(_ issue: IssueRecord) -> JSONValue {
    if case .closed(_, _, let by) = issue.state { userShape(by) } else { .null }
  }

  private func stateReason(_ issue: IssueRecord) -> JSONValue {
    switch issue.state {
    case .open(let reopened): reopened && !issue.isPullRequest ? "reopened" : .null
    case .closed(let reason, _, _): .text(reason)
    }
  }
}
