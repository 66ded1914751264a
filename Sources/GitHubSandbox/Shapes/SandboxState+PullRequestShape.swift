import MissionCore

extension SandboxState {
  /// A pull request as its own endpoint and its own events show it.
  func shape(_ pull: PullRequestRecord, in repository: RepositoryRecord) -> JSONValue {
    guard case .here(let issue)? = repository.issues[pull.number] else { return .null }
    let url = "\(apiURL(repository))/pulls/\(pull.number)"
    let page = "\(links.pages)/\(repository.name)/pull/\(pull.number)"
    let owner = pull.isFromFork ? String(pull.head.prefix { $0 != ":" }) : repository.name.owner
    let mergeable = mergeable(pull, in: repository)
    let reviewers = pull.requestedReviewers.map(userShape)
    return shape(issue, in: repository).removing(Self.membersOfIssuesAlone).adding([
      "url": .string(url), "id": .integer(pull.id), "node_id": NodeID(.pullRequest, pull.id).json,
      "html_url": .string(page), "diff_url": "\(page).diff", "patch_url": "\(page).patch",
      "issue_url": "\(apiURL(repository))/issues/\(pull.number)", "merged_at": .text(pull.merge?.at.gitHubText),
      "merge_commit_sha": .text(pull.merge?.sha), "requested_reviewers": .array(reviewers), "requested_teams": [],
      "commits_url": "\(url)/commits", "review_comments_url": "\(url)/comments",
      "comments_url": "\(apiURL(repository))/issues/\(pull.number)/comments",
      "statuses_url": "\(apiURL(repository))/statuses/\(pull.headSHA)", "draft": .boolean(pull.isDraft),
      "head": [
        "label": "\(owner):\(pull.headBranch)", "ref": .string(pull.headBranch), "sha": .string(pull.headSHA),
        "user": userShape(owner), "repo": pull.isFromFork ? .null : shape(repository),
      ],
      "base": [
        "label": "\(repository.name.owner):\(pull.base)", "ref": .string(pull.base),
        "sha": .string(repository.branches[pull.base]?.sha ?? pull.baseSHA),
        "user": userShape(repository.name.owner), "repo": shape(repository),
      ],
      "auto_merge": nil, "merged": .boolean(pull.merge != nil), "mergeable": .flag(mergeable),
      "rebaseable": .flag(mergeable), "mergeable_state": .string(mergeState(pull, in: repository).rawValue),
      "merged_by": pull.merge.map { userShape($0.by) } ?? .null, "comments": .integer(issue.comments.count),
      "review_comments": .integer(pull.comments.count), "maintainer_can_modify": false, "commits": 1,
      "additions": 1, "deletions": 1, "changed_files": 1,
    ])
  }

  /// The same by the repository's id.
  func pullShape(_ pull: PullRequestRecord, in repository: Int) -> JSONValue {
    repositories[repository].map { shape(pull, in: $0) } ?? .null
  }

  /// The few members check runs and suites have of the pull requests whose head they judge; a fork's are left out.
  func pullStubs(withHead sha: String, in repository: RepositoryRecord) -> JSONValue {
    let home: JSONValue = [
      "id": .integer(repository.id), "url": .string(apiURL(repository)), "name": .string(repository.name.name),
    ]
    let pulls = repository.pulls(withHead: sha).filter { !$0.isFromFork && isOpen($0, in: repository) }
    return .array(
      pulls.map { pull in
        [
          "url": "\(apiURL(repository))/pulls/\(pull.number)", "id": .integer(pull.id),
          "number": .integer(pull.number),
          "head": ["ref": .string(pull.headBranch), "sha": .string(pull.headSHA), "repo": home],
          "base": [
            "ref": .string(pull.base), "sha": .string(repository.branches[pull.base]?.sha ?? pull.baseSHA),
            "repo": home,
          ],
        ]
      })
  }

  /// A review as the API shows it; webhooks spell the state in lower case.
  func reviewShape(_ review: ReviewRecord, _ pull: PullRequestRecord, in repository: Int) -> JSONValue {
    guard let record = repositories[repository] else { return .null }
    let url = "\(apiURL(record))/pulls/\(pull.number)"
    let page = "\(links.pages)/\(record.name)/pull/\(pull.number)#pullrequestreview-\(review.id)"
    return [
      "id": .integer(review.id), "node_id": NodeID(.review, review.id).json, "user": userShape(review.author),
      "body": .string(review.body), "state": .string(review.state.rawValue), "html_url": .string(page),
      "pull_request_url": .string(url),
      "author_association": .string(record.association(of: review.author)),
      "_links": ["html": ["href": .string(page)], "pull_request": ["href": .string(url)]],
      "submitted_at": review.state == .pending ? .null : .string(review.submittedAt.gitHubText),
      "commit_id": .string(review.commit),
    ]
  }

  func lineCommentShape(_ comment: ReviewCommentRecord, _ pull: PullRequestRecord, in repository: Int) -> JSONValue {
    guard let record = repositories[repository] else { return .null }
    let url = "\(apiURL(record))/pulls/comments/\(comment.id)"
    let page = "\(links.pages)/\(record.name)/pull/\(pull.number)#discussion_r\(comment.id)"
    let isOutdated = comment.originalCommit != pull.headSHA
    let shape: JSONValue = [
      "url": .string(url), "pull_request_review_id": .integer(comment.review), "id": .integer(comment.id),
      "node_id": NodeID(.reviewComment, comment.id).json, "diff_hunk": "@@ -1 +1 @@", "path": .string(comment.path),
      "position": isOutdated ? .null : 1, "original_position": 1, "commit_id": .string(comment.commit),
      "original_commit_id": .string(comment.originalCommit), "user": userShape(comment.author),
      "body": .string(comment.body), "created_at": .string(comment.createdAt.gitHubText),
      "updated_at": .string(comment.updatedAt.gitHubText), "html_url": .string(page),
      "pull_request_url": "\(apiURL(record))/pulls/\(pull.number)",
      "author_association": .string(record.association(of: comment.author)),
      "start_line": nil, "original_start_line": nil, "start_side": nil,
      "line": isOutdated ? .null : .int(comment.line), "original_line": .int(comment.line), "side": "RIGHT",
      "subject_type": comment.line == nil ? "file" : "line",
    ]
    return comment.inReplyTo.map { shape.adding(["in_reply_to_id": .integer($0)]) } ?? shape
  }

  func threadShape(_ thread: ReviewThreadRecord, _ pull: PullRequestRecord, in repository: Int) -> JSONValue {
    [
      "node_id": NodeID(.reviewThread, thread.id).json,
      "comments": .array(thread.comments.map { lineCommentShape($0, pull, in: repository) }),
    ]
  }

  private static let membersOfIssuesAlone: Set<String> = [
    "repository_url", "labels_url", "events_url", "closed_by", "timeline_url", "performed_via_github_app",
    "state_reason", "pull_request",
  ]
}
