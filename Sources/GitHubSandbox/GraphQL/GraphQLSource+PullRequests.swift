import MissionCore

extension GraphQLSource {
  mutating func pull(
    _ number: Int, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    // Asking is what makes GitHub find out whether the branches merge.
    if field == "mergeable" { state.readMergeability(of: number, in: id) }
    let record = try record(id)
    guard let pull = record.pulls[number], case .here(let issue)? = record.issues[number] else {
      throw .notFound("Could not resolve to a PullRequest with the number of \(number).")
    }
    switch field {
    case "id": return .value(NodeID(.pullRequest, pull.id).json)
    case "databaseId": return self.number(pull.id)
    case "fullDatabaseId": return big(pull.id)
    case "state": return text(pull.merge != nil ? "MERGED" : issue.isOpen ? "OPEN" : "CLOSED")
    case "isDraft": return flag(pull.isDraft)
    case "merged": return flag(pull.merge != nil)
    case "mergedAt": return time(pull.merge?.at)
    case "mergedBy": return pull.merge.map { actor($0.by) } ?? .null
    case "mergeCommit": return .optional(pull.merge.map { .commit(repository: id, sha: $0.sha) })
    case "mergeable":
      let mergeable = state.mergeable(pull, in: record)
      return text(mergeable.map { $0 ? "MERGEABLE" : "CONFLICTING" } ?? "UNKNOWN")
    case "mergeStateStatus": return word(state.mergeState(pull, in: record).rawValue)
    case "reviewDecision": return text(reviewDecision(pull, in: record))
    case "isInMergeQueue": return flag(pull.queueEntry != nil)
    case "isMergeQueueEnabled": return flag(record.branches[pull.base]?.protection?.hasMergeQueue ?? false)
    case "mergeQueueEntry": return .optional(queueEntry(of: pull, in: record))
    case "isCrossRepository": return flag(pull.isFromFork)
    case "additions", "deletions", "changedFiles": return self.number(1)
    case "baseRefName": return text(pull.base)
    case "baseRefOid": return text(record.branches[pull.base]?.sha ?? pull.baseSHA)
    case "baseRef": return reference(pull.base, in: record)
    case "headRefName": return text(pull.headBranch)
    case "headRefOid": return text(pull.headSHA)
    case "headRef": return reference(pull.head, in: record)
    case "headRepository": return pull.isFromFork ? .null : .object(.repository(id))
    default: return try listing(of: pull, issue, in: record, field, arguments)
    }
  }

  func queueEntry(of pull: PullRequestRecord, in record: RepositoryRecord) -> GraphQLObject? {
    guard let entry = pull.queueEntry else { return nil }
    return .record(
      type: "MergeQueueEntry",
      [
        "id": text("MQE_kwSB\(entry.id)"), "enqueuedAt": time(entry.at), "enqueuer": actor(entry.by),
        "headCommit": .object(.commit(repository: record.id, sha: entry.sha)),
        "position": number(state.queuePosition(of: pull, in: record)),
        "pullRequest": .object(.pullRequest(repository: record.id, number: pull.number)),
        "state": text("AWAITING_CHECKS"),
      ])
  }

  private func listing(
    of pull: PullRequestRecord, _ issue: IssueRecord, in record: RepositoryRecord, _ field: String,
    _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let id = record.id
    switch field {
    case "statusCheckRollup": return rollUp(pull.headSHA, in: record)
    case "commits":
      let commit = GraphQLObject.record(
        type: "PullRequestCommit",
        [
          "id": text("PURC_kwSB\(pull.id)"), "commit": .object(.commit(repository: id, sha: pull.headSHA)),
          "url": text("\(pages(record))/pull/\(pull.number)/commits/\(pull.headSHA)"),
        ])
      return try arguments.page("PullRequestCommit", [.object(commit)])
    case "closingIssuesReferences":
      let closing = state.closingIssues(of: pull, in: record)
      return try arguments.page("Issue", closing.map { .object(.issue(repository: $0.repository.id, $0.issue)) })
    case "reactions":
      let content = arguments["content"].stringValue
      let reactions = issue.reactions.filter { content == nil || $0.graphQLContent == content }
      return try arguments.page("Reaction", reactions.map { .object(reaction($0)) })
    case "reviewThreads":
      return try arguments.page(
        "PullRequestReviewThread",
        pull.threads.map { .object(.thread(repository: id, number: pull.number, id: $0.id)) })
    case "latestOpinionatedReviews":
      let writersOnly = arguments["writersOnly"].booleanValue ?? false
      return try page(state.opinions(on: pull, writersOnly: writersOnly, in: record), of: pull, in: id, arguments)
    case "latestReviews":
      var newest: [String: ReviewRecord] = [:]
      for review in pull.reviews where review.state != .pending { newest[review.author] = review }
      return try page(newest.values.sorted { $0.id < $1.id }, of: pull, in: id, arguments)
    case "reviews":
      let states = arguments["states"].elements.compactMap(\.stringValue)
      let author = arguments["author"].stringValue?.lowercased()
      let reviews = pull.reviews.filter { review in
        (states.isEmpty || states.contains(review.state.rawValue))
          && (author.map { $0 == review.author.lowercased() } ?? true)
          && (review.state != .pending || review.author == act.actor)
      }
      return try page(reviews, of: pull, in: id, arguments)
    default: return try shared(issue, in: record, field, arguments, type: "PullRequest")
    }
  }

  private func reaction(_ reaction: ReactionRecord) -> GraphQLObject {
    .record(
      type: "Reaction",
      [
        "id": .value(NodeID(.reaction, reaction.id).json), "databaseId": number(reaction.id),
        "content": text(reaction.graphQLContent), "createdAt": time(reaction.createdAt),
        "user": actor(reaction.author),
      ])
  }

  private func page(
    _ reviews: [ReviewRecord], of pull: PullRequestRecord, in id: Int, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    try arguments.page(
      "PullRequestReview", reviews.map { .object(.review(repository: id, number: pull.number, $0)) })
  }

  private func reference(_ name: String, in record: RepositoryRecord) -> GraphQLResult {
    record.branches[name] == nil ? .null : .object(.branch(repository: record.id, name: name))
  }

  /// GitHub decides only where reviews are demanded.
  private func reviewDecision(_ pull: PullRequestRecord, in record: RepositoryRecord) -> String? {
    guard let protection = record.branches[pull.base]?.protection, protection.requiredApprovals > 0 else { return nil }
    let opinions = state.opinions(on: pull, writersOnly: true, in: record)
    if opinions.contains(where: { $0.state == .changesRequested }) { return "CHANGES_REQUESTED" }
    let approvals = opinions.count { $0.state == .approved }
    return approvals >= protection.requiredApprovals ? "APPROVED" : "REVIEW_REQUIRED"
  }

  // MARK: Reviews and threads

  func review(
    _ review: ReviewRecord, of number: Int, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.review, review.id).json)
    case "databaseId": return self.number(review.id)
    case "fullDatabaseId": return big(review.id)
    case "author": return actor(review.author)
    case "authorAssociation": return text(record.association(of: review.author))
    case "authorCanPushToRepository": return flag(record.permission(of: review.author) >= .write)
    case "body": return text(review.body)
    case "commit": return .object(.commit(repository: id, sha: review.commit))
    case "createdAt", "submittedAt", "updatedAt": return time(review.submittedAt)
    case "pullRequest": return .object(.pullRequest(repository: id, number: number))
    case "state": return text(review.state.rawValue)
    case "url": return text("\(pages(record))/pull/\(number)#pullrequestreview-\(review.id)")
    case "comments":
      let comments = record.pulls[number]?.comments.filter { $0.review == review.id } ?? []
      return try arguments.page(
        "PullRequestReviewComment", comments.map { .object(.lineComment(repository: id, number: number, $0)) })
    default: throw unserved(field, of: "PullRequestReview")
    }
  }

  func thread(
    _ threadID: Int, of number: Int, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    guard let thread = record.pulls[number]?.threads.first(where: { $0.id == threadID }) else {
      throw .notFound("Could not resolve to a PullRequestReviewThread.")
    }
    let mayWrite = record.permission(of: act.actor) >= .write
    switch field {
    case "id": return .value(NodeID(.reviewThread, threadID).json)
    case "isResolved", "isCollapsed": return flag(thread.isResolved)
    case "isOutdated": return flag(thread.isOutdated)
    case "path": return text(thread.path)
    case "line": return self.number(thread.isOutdated ? nil : thread.line)
    case "originalLine": return self.number(thread.line)
    case "startLine", "originalStartLine": return .null
    case "diffSide": return text("RIGHT")
    case "subjectType": return text(thread.line == nil ? "FILE" : "LINE")
    case "resolvedBy": return thread.resolvedBy.map(actor) ?? .null
    case "pullRequest": return .object(.pullRequest(repository: id, number: number))
    case "repository": return .object(.repository(id))
    case "viewerCanReply": return flag(true)
    case "viewerCanResolve": return flag(mayWrite && !thread.isResolved)
    case "viewerCanUnresolve": return flag(mayWrite && thread.isResolved)
    case "comments":
      return try arguments.page(
        "PullRequestReviewComment", thread.comments.map { .object(.lineComment(repository: id, number: number, $0)) })
    default: throw unserved(field, of: "PullRequestReviewThread")
    }
  }

  func lineComment(
    _ comment: ReviewCommentRecord, of number: Int, in id: Int, _ field: String
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    let pull = record.pulls[number]
    let isOutdated = comment.originalCommit != pull?.headSHA
    switch field {
    case "id": return .value(NodeID(.reviewComment, comment.id).json)
    case "databaseId": return self.number(comment.id)
    case "fullDatabaseId": return big(comment.id)
    case "author": return actor(comment.author)
    case "authorAssociation": return text(record.association(of: comment.author))
    case "body": return text(comment.body)
    case "path": return text(comment.path)
    case "line": return self.number(isOutdated ? nil : comment.line)
    case "originalLine": return self.number(comment.line)
    case "outdated": return flag(isOutdated)
    case "commit": return .object(.commit(repository: id, sha: comment.commit))
    case "originalCommit": return .object(.commit(repository: id, sha: comment.originalCommit))
    case "createdAt": return time(comment.createdAt)
    case "updatedAt": return time(comment.updatedAt)
    case "isMinimized": return flag(false)
    case "minimizedReason": return .null
    case "pullRequest": return .object(.pullRequest(repository: id, number: number))
    case "repository": return .object(.repository(id))
    case "url": return text("\(pages(record))/pull/\(number)#discussion_r\(comment.id)")
    case "pullRequestReview":
      let review = pull?.reviews.first { $0.id == comment.review }
      return .optional(review.map { .review(repository: id, number: number, $0) })
    case "replyTo":
      let first = comment.inReplyTo.flatMap { wanted in pull?.comments.first { $0.id == wanted } }
      return .optional(first.map { .lineComment(repository: id, number: number, $0) })
    default: throw unserved(field, of: "PullRequestReviewComment")
    }
  }
}
