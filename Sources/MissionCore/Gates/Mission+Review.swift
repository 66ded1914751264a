extension Mission {
  /// The head a review would be of: the heads of all open pull requests, or the running number of the result.
  func reviewHead(of item: WorkItem) -> ReviewHead? {
    guard !item.pullRequests.isEmpty else { return .submission(item.submissions) }
    let open = item.pullRequests.filter {
      pullRequests[$0]?.state == .open || pullRequests[$0]?.head == nil || item.unseenMerges.contains($0)
    }
    let heads = open.map { pullRequests[$0]?.head }
    guard !heads.contains(nil) else { return nil }
    return .commits(heads.compactMap { $0 })
  }

  /// Whether all that the item's open pull requests show was fetched after the last word about them.
  func isHeadCurrent(of item: WorkItem) -> Bool {
    item.pullRequests.compactMap { pullRequests[$0] }.allSatisfy { facts in
      facts.state != .open || facts.currentSnapshot != nil
    }
  }

  /// Makes the review tasks that these items wait for, as far as they are submitted: once for each item and head.
  mutating func createReviewTasks(for looked: [WorkItem], _ turn: inout Turn) {
    judgeRejections(of: looked, &turn)
    for item in looked.compactMap({ items[$0.id] }) {
      // While the author still works on it, a review would be a second live assignment of the item.
      // A fix changes what a review would look at; a redirected work task does so too.
      guard case .submitted(reporting: nil) = item.state, openTasksOf(item.id).isEmpty, item.unconfirmed.isEmpty,
        let head = wantedReview(of: item)
      else { continue }
      var task = WorkTask(id: header.identifiers.next(), item: item.id, kind: .review(head: head), createdAt: turn.now)
      task.avoids = item.contributors
      task.notBefore = pauseEnd(
        afterFailures: min(item.reviewFailures, failuresInARow(of: item.id, task.kind)), at: turn.now)
      tasks.add(task)
      turn.log("Review task \(task.id) created for '\(item.title)'")
    }
  }

  /// Takes in a reviewer's verdict.
  mutating func judgeReview(
    _ task: WorkTask, _ report: WorkTask.Report, head: ReviewHead, _ turn: inout Turn
  ) {
    guard let item = items[task.item], !item.isDone else { return }
    let reviewer = task.lease.map { turn.roster.name(of: $0.agent) } ?? "reviewer"
    switch report.verdict {
    case .approve:
      items.approve(item.id, by: reviewer, head: head, task: task.id)
      turn.log("Reviewer approved '\(item.title)'")
    case .reject:
      let cause = Cause(
        key: .init(.rejection(item.id)), title: "\(reviewer) asked for changes", quoted: report.result,
        observedAt: turn.now)
      items.reject(item.id, because: cause, head: head)
      turn.log("Reviewer requested changes for '\(item.title)': \(report.result)")
    case nil: break
    }
  }

  /// An operator lets an item pass on its current head.
  mutating func approve(_ id: Identifier<WorkItem>, by: String, _ turn: inout Turn) -> Reply {
    guard let item = items[id] else {
      return .refused(
        Refusal(.notFound, "there is no work item \(id)", hint: "'signalbox mission status --work' shows them"))
    }
    let letsPass = acceptBots(of: item, by: turn.judgement)
    guard header.policy.reviewerRequired, item.kind.needsReview else {
      guard letsPass else {
        return .refused(Refusal(.invalid, "'\(item.title)' has no review gate", hint: "nothing has to be approved"))
      }
      turn.log("\(by) lets the current head of '\(item.title)' pass without its review bots")
      return .done("'\(item.title)' passes on its current head without the review bots that have not looked")
    }
    switch item.state {
    case .submitted, .held, .assigned, .running: break
    case .pending, .ready, .done:
      return .refused(
        Refusal(
          .invalid, "'\(item.title)' has no result to approve", hint: "'signalbox mission why' says where it stands"))
    }
    guard let head = reviewHead(of: item), item.submissions > 0 || !item.pullRequests.isEmpty else {
      return .refused(
        Refusal(
          .invalid, "'\(item.title)' has no result whose head is known", hint: "wait until its pull request was read"))
    }
    items.approve(id, by: by, head: head)
    cancelReviews(of: id, reason: "\(by) approved it", &turn)
    withdrawFix(of: id, .reviewTask, &turn)
    turn.log("\(by) approved '\(item.title)'")
    return .done("'\(item.title)' is approved on its current head")
  }

  /// Lets the heads of an item pass that a review bot did not look at, or said something of that is not understood;
  /// whether there is any.
  private mutating func acceptBots(of item: WorkItem, by judgement: Judgement) -> Bool {
    var accepts = false
    for reference in item.pullRequests {
      guard let facts = pullRequests[reference], !facts.state.isOver,
        case .needsPerson = reading(of: facts, by: judgement)[.bots]
      else { continue }
      pullRequests.acceptHead(of: reference)
      accepts = true
    }
    return accepts
  }

  /// Cancels the open reviews of an item: what they look at is about to change, or needs none any more.
  mutating func cancelReviews(of item: Identifier<WorkItem>, reason: String, _ turn: inout Turn) {
    for task in openTasksOf(item) where task.isReview { cancel(task.id, reason: reason, &turn) }
    items.forgetReviewFailures(of: item)
  }

  /// The open review task of an item.
  func openReview(of item: Identifier<WorkItem>) -> WorkTask? {
    openTasksOf(item).first(where: \.isReview)
  }

  private mutating func judgeRejections(of looked: [WorkItem], _ turn: inout Turn) {
    for item in looked {
      guard !item.isDone, case .rejected(let rejection, let rejectedHead) = item.review,
        let head = reviewHead(of: item)
      else { continue }
      guard rejectedHead == head else {
        // The head moved on: the rejection is answered, the next review decides.
        items.forgetRejection(of: item.id)
        withdrawFix(of: item.id, .reviewTask, &turn)
        continue
      }
      guard case .submitted = item.state else { continue }
      var cause = rejection
      // Without a new head after the fix, the rejection stands as of the newest look at the pull request.
      let looks = item.pullRequests.compactMap { pullRequests[$0]?.currentSnapshot?.startedAt }
      cause.observedAt = max(cause.observedAt, looks.max() ?? cause.observedAt)
      _ = requestFix(for: item.id, .reviewTask, [StandingCause(cause: cause, head: head.description)], &turn)
    }
  }
}

extension WorkTask {
  /// Whether it is a review.
  package var isReview: Bool {
    switch kind {
    case .review: true
    case .work, .fix, .validate: false
    }
  }

  /// Whether it is a fix.
  var isFix: Bool {
    switch kind {
    case .fix: true
    case .work, .review, .validate: false
    }
  }
}
