extension Gate {
  /// Somebody else must have approved the result on its current head, where the policy and the item's kind ask for it.
  static let review: Gate = .init("review", holdsFrom: [.merge, .completion]) { mission, item, _ in
    guard let verdict = mission.reviewVerdict(of: item) else { return [] }
    // An approval that was taken back is known only from what was fetched after the last word about it.
    let isKnown = mission.isHeadCurrent(of: item) && !verdict.isPassed && !verdict.isUnproven
    return [Standing(.review, verdict, word: "1 review", objection: isKnown ? "review: \(verdict.text)" : nil)]
  }
}

extension Mission {
  /// Whether a reviewer's task or an operator has approved the result as it stands now.
  package func isApproved(_ item: WorkItem) -> Bool {
    guard let approval = item.review.approval, let head = reviewHead(of: item) else { return false }
    return approval.head.covers(head)
  }

  /// How often the reviews of one head may fail before a person is asked.
  private static var reviewAttempts: Int { 3 }

  /// What the review gate says; nil where no review is asked for.
  func reviewVerdict(of item: WorkItem) -> Verdict? {
    switch reviewStanding(of: item) {
    case .said(let verdict): verdict
    case .wanted: .waits("it waits for an approval on the current head")
    case nil: nil
    }
  }

  /// The head that somebody is still to be asked to review; nil where none is, or somebody is asked.
  func wantedReview(of item: WorkItem) -> ReviewHead? {
    if case .wanted(let head) = reviewStanding(of: item) { head } else { nil }
  }

  private enum ReviewStanding {
    case said(Verdict)
    /// Nothing is in the way of a review of this head, and nobody has been asked for it.
    case wanted(ReviewHead)
  }

  private func reviewStanding(of item: WorkItem) -> ReviewStanding? {
    guard header.policy.reviewerRequired, item.kind.needsReview else { return nil }
    // A planned task without issue and pull request has nothing to review: its milestone's assertions judge it.
    if item.details != nil, item.issue == nil, item.pullRequests.isEmpty { return nil }
    guard let head = reviewHead(of: item) else { return .said(.unproven("the pull request's head is not known yet")) }
    if let approval = item.review.approval, approval.head.covers(head) {
      return .said(.passes("approved by \(approval.by)"))
    }
    if let reviewer = approvingReviewer(of: item, in: \.currentSnapshot) {
      return .said(.passes("approved by \(reviewer)"))
    }
    if let reviewer = approvingReviewer(of: item, in: \.snapshotOfHead) {
      return .said(.unproven("whether the approval of \(reviewer) still stands is being asked again"))
    }
    if item.review.rejectedHead == head { return .said(.waits("a reviewer asked for changes on this head")) }
    if let review = openReview(of: item.id) {
      return .said(.waits(review.lease == nil ? "its review waits for a reviewer" : "it is being reviewed"))
    }
    guard item.reviewFailures < Self.reviewAttempts else {
      return .said(
        .needsPerson(
          "its review failed three times", remedy: "'mission approve ID ITEM', or register another reviewer"))
    }
    if item.pullRequests.contains(where: { pullRequests[$0]?.isDraft ?? false }) {
      return .said(.waits("its pull request is a draft"))
    }
    // What was fetched before the author's report may be of the head before it: a review of that is work for nothing.
    guard isHeadCurrent(of: item) else {
      return .said(.waits("its review is asked for once GitHub has told the current head"))
    }
    return .wanted(head)
  }

  private func approvingReviewer(
    of item: WorkItem, in snapshot: (PullRequestFacts) -> PullRequestSnapshot?
  ) -> String? {
    var names: [String] = []
    for reference in item.pullRequests {
      guard let facts = pullRequests[reference], facts.state == .open || item.unseenMerges.contains(reference) else {
        continue
      }
      guard let snapshot = snapshot(facts), snapshot.reviews.isComplete,
        let review = snapshot.approvals.first
      else { return nil }
      names.append(review.reviewer.login)
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
