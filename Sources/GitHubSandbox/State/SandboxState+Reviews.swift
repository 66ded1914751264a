package import MissionCore

extension SandboxState {
  /// Reviews a pull request; the value is the review's id.
  package mutating func review(
    _ number: Int, in name: RepositoryName, _ draft: ReviewDraft, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    let author = try issue(number, in: repository).author
    if author.lowercased() == act.actor.lowercased(), draft.state == .approved || draft.state == .changesRequested {
      throw .unprocessable(
        "Can not \(draft.state == .approved ? "approve" : "request changes on") your own pull request")
    }
    if draft.state == .changesRequested, draft.body.isEmpty, draft.comments.isEmpty {
      throw .unprocessable("body is missing")
    }
    account(named: act.actor)
    let review = ReviewRecord(
      id: newID(), author: act.actor, state: draft.state, body: draft.body, commit: draft.commit ?? pull.headSHA,
      submittedAt: act.now)
    pull.reviews.append(review)
    pull.requestedReviewers.removeAll { $0.lowercased() == act.actor.lowercased() }
    let threads = draft.comments.map { newThread($0, review: review, by: act) }
    pull.threads += threads
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    var events = [reviewEvent("submitted", review, pull, in: repository.id, by: act)]
    events += threads.flatMap(\.comments).map { lineCommentEvent("created", $0, pull, in: repository.id, by: act) }
    return Acted(review.id, events: draft.state == .pending ? [] : events)
  }

  /// Takes a review's opinion away.
  package mutating func dismissReview(
    _ id: Int, of number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    try requireWrite(act.actor, in: repository)
    guard let index = pull.reviews.firstIndex(where: { $0.id == id }) else { throw .notFound }
    guard pull.reviews[index].state == .approved || pull.reviews[index].state == .changesRequested else {
      throw .unprocessable("Can not dismiss a \(pull.reviews[index].state.rawValue.lowercased()) pull request review")
    }
    account(named: act.actor)
    pull.reviews[index].state = .dismissed
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    return [reviewEvent("dismissed", pull.reviews[index], pull, in: repository.id, by: act)]
  }

  /// Comments on a line: a review of its own that only comments, as GitHub makes it. The value is the comment's id.
  package mutating func commentOnLine(
    of number: Int, in name: RepositoryName, _ comment: ReviewDraft.Comment, commit: String?, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let draft = ReviewDraft(.commented, commit: commit, comments: [comment])
    let reviewed = try review(number, in: name, draft, by: act)
    let pull = try pull(number, in: repository(name))
    return Acted(pull.threads.last?.comments.first?.id ?? 0, events: reviewed.events)
  }

  /// Answers in the thread of a comment; the value is the answer's id.
  package mutating func reply(
    to id: Int, of number: Int, in name: RepositoryName, _ body: String, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    guard !body.isEmpty else { throw .unprocessable("body cannot be blank") }
    guard let index = pull.threads.firstIndex(where: { $0.comments.contains { $0.id == id } }),
      let first = pull.threads[index].comments.first
    else { throw .notFound }
    account(named: act.actor)
    let review = ReviewRecord(
      id: newID(), author: act.actor, state: .commented, body: "", commit: pull.headSHA, submittedAt: act.now)
    var answer = first
    answer.id = newID()
    answer.review = review.id
    answer.inReplyTo = first.id
    answer.author = act.actor
    answer.body = body
    answer.createdAt = act.now
    answer.updatedAt = act.now
    pull.reviews.append(review)
    pull.threads[index].comments.append(answer)
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    return Acted(
      answer.id,
      events: [
        reviewEvent("submitted", review, pull, in: repository.id, by: act),
        lineCommentEvent("created", answer, pull, in: repository.id, by: act),
      ])
  }

  /// Changes the text of a comment on a line, or removes the comment.
  package mutating func editLineComment(
    _ id: Int, in name: RepositoryName, to body: String?, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    for var pull in repository.pulls.values {
      for thread in pull.threads.indices {
        guard let index = pull.threads[thread].comments.firstIndex(where: { $0.id == id }) else { continue }
        account(named: act.actor)
        var comment = pull.threads[thread].comments[index]
        let before = comment.body
        if let body {
          comment.body = body
          comment.updatedAt = act.now
          pull.threads[thread].comments[index] = comment
        } else {
          pull.threads[thread].comments.remove(at: index)
          if pull.threads[thread].comments.isEmpty { pull.threads.remove(at: thread) }
        }
        keep(pull, in: repository.id)
        touch(pull.number, in: repository.id, at: act.now)
        return [
          lineCommentEvent(
            body == nil ? "deleted" : "edited", comment, pull, in: repository.id, by: act,
            body == nil ? [:] : ["changes": ["body": ["from": .string(before)]]])
        ]
      }
    }
    throw .notFound
  }

  /// Marks a thread as settled, or as open again.
  package mutating func setResolved(
    _ isResolved: Bool, thread id: Int, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    for repository in repositories.values {
      for var pull in repository.pulls.values {
        guard let index = pull.threads.firstIndex(where: { $0.id == id }) else { continue }
        guard pull.threads[index].isResolved != isResolved else { return [] }
        account(named: act.actor)
        pull.threads[index].resolvedBy = isResolved ? act.actor : nil
        keep(pull, in: repository.id)
        touch(pull.number, in: repository.id, at: act.now)
        return [
          event(
            "pull_request_review_thread", isResolved ? "resolved" : "unresolved", in: repository.id, by: act,
            [
              "pull_request": pullShape(pull, in: repository.id),
              "thread": threadShape(pull.threads[index], pull, in: repository.id),
            ])
        ]
      }
    }
    throw .notFound
  }

  private mutating func newThread(
    _ draft: ReviewDraft.Comment, review: ReviewRecord, by act: Act
  ) -> ReviewThreadRecord {
    let comment = ReviewCommentRecord(
      id: newID(), review: review.id, author: act.actor, body: draft.body, path: draft.path, line: draft.line,
      commit: review.commit, originalCommit: review.commit, createdAt: act.now, updatedAt: act.now)
    return ReviewThreadRecord(id: newID(), path: draft.path, line: draft.line, comments: [comment])
  }

  private func reviewEvent(
    _ action: String, _ review: ReviewRecord, _ pull: PullRequestRecord, in repository: Int, by act: Act
  ) -> HookEvent {
    event(
      "pull_request_review", action, in: repository, by: act,
      [
        "review": reviewShape(review, pull, in: repository).adding([
          "state": .string(review.state.rawValue.lowercased())
        ]),
        "pull_request": pullShape(pull, in: repository).removing(Self.membersOfFullPull),
      ])
  }

  private func lineCommentEvent(
    _ action: String, _ comment: ReviewCommentRecord, _ pull: PullRequestRecord, in repository: Int, by act: Act,
    _ more: JSONValue = [:]
  ) -> HookEvent {
    let members: JSONValue = [
      "comment": lineCommentShape(comment, pull, in: repository),
      "pull_request": pullShape(pull, in: repository).removing(Self.membersOfFullPull),
    ]
    return event("pull_request_review_comment", action, in: repository, by: act, members.adding(more))
  }

  /// What a pull request has when read on its own or in its own events, but not in lists and in reviews' events.
  static let membersOfFullPull: Set<String> = [
    "merged", "mergeable", "rebaseable", "mergeable_state", "merged_by", "comments", "review_comments",
    "maintainer_can_modify", "commits", "additions", "deletions", "changed_files",
  ]
}
