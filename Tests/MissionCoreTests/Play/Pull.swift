@testable import MissionCore

/// A pull request as GitHub would show it; healthy unless a test says otherwise.
struct Pull {
  var reference: PullRequestReference
  var head: String
  var state = PullRequestSnapshot.State.open
  var isDraft = false
  var base = "main"
  var author = Account(login: "author", isBot: false)
  var mergeability = PullRequestSnapshot.Mergeability.mergeable
  var mergeState = "clean"
  var checkedCommit: String??
  var checks = [check("ci")]
  var checksAreComplete = true
  var rollUp: String?
  var required: [PullRequestSnapshot.RequiredCheck] = []
  var requiredAreComplete = true
  var reviews: [ReviewFact] = []
  var reviewsAreComplete = true
  var threads: [ReviewThreadFact] = []
  var threadsAreComplete = true
  var botComments: [CommentFact] = []
  var mergeQueue: PullRequestSnapshot.MergeQueuePlace? = .noQueue
  var botReviews: [ReviewFact]? = []
  var botReactions: [ReactionFact]? = []
  var headCommittedAt: Timestamp?
  var updatedAt: Timestamp?
  /// Made while the work was going on, unless a test says otherwise.
  var openedAt: Timestamp? = curtain.adding(seconds: 1_000_000)
  var closedAt: Timestamp?
  var closes: [Int] = []
  var reviewDecision: String?
  var defaultBranch: String? = "main"
  var stackedOn: Int?
  var headBranch = "part"

  init(_ number: Int, head: String = "a1", _ change: (inout Pull) -> Void = { _ in }) {
    reference = PullRequestReference(repository: shop, number: number)!
    self.head = head
    change(&self)
  }

  var page: String { "https://github.com/acme/shop/pull/\(reference.number)" }

  /// The same pull request, changed.
  func with(_ change: (inout Pull) -> Void) -> Pull {
    var pull = self
    change(&pull)
    return pull
  }

  func snapshot(startedAt: Timestamp, updatedAt: Timestamp) -> PullRequestSnapshot {
    PullRequestSnapshot(
      reference: reference, title: "Part", url: page, author: author, state: state, isDraft: isDraft, head: head,
      headBranch: headBranch, base: base, mergeability: mergeability, mergeState: mergeState,
      checkedCommit: checkedCommit ?? head, checks: .init(checks, isComplete: checksAreComplete), rollUp: rollUp,
      requiredChecks: .init(required, isComplete: requiredAreComplete),
      reviews: .init(reviews, isComplete: reviewsAreComplete), threads: .init(threads, isComplete: threadsAreComplete),
      botComments: .init(botComments, isComplete: true), botReviews: botReviews, botReactions: botReactions,
      headCommittedAt: headCommittedAt,
      closes: closes.flatMap { references("\($0)") }, mergeQueue: mergeQueue,
      reviewDecision: reviewDecision, mergeCommit: state == .merged ? "merge-of-\(reference.number)" : nil,
      defaultBranch: defaultBranch,
      stackedOn: stackedOn.flatMap { PullRequestReference(repository: shop, number: $0) }, openedAt: openedAt,
      closedAt: closedAt ?? (state == .open ? nil : openedAt),
      updatedAt: updatedAt,
      startedAt: startedAt)
  }

  func hint(_ action: String, closes: [Int], isTrusted: Bool, updatedAt: Timestamp) -> PullRequestHint {
    PullRequestHint(
      reference: reference, action: action, title: "Part", url: page, author: author, state: state, isDraft: isDraft,
      head: head, headBranch: headBranch, base: base, closes: closes.flatMap { references("\($0)") },
      isTrusted: isTrusted,
      updatedAt: updatedAt)
  }
}

/// A check run of GitHub Actions; one that has ended did so long ago.
func check(
  _ name: String, _ state: CheckState = .success, source: CheckFact.Source = .checkRun, app: String? = "github-actions",
  appID: Int? = 15368, run: Int? = nil, startedAt: Timestamp? = nil, endedAt: Timestamp? = Timestamp(milliseconds: 1),
  workflow: Int? = nil, workflowRun: Int? = nil, event: String? = nil, suite: Int? = nil, isRequired: Bool = false,
  summary: String? = nil, externalID: String? = nil
) -> CheckFact {
  CheckFact(
    source: source, name: name, app: source == .status ? nil : app, appID: source == .status ? nil : appID,
    state: state, isRequired: isRequired, url: "https://ci.example/\(name)", summary: summary, startedAt: startedAt,
    runID: run, completedAt: state.isOpen ? nil : endedAt, workflowRun: workflowRun, workflow: workflow,
    event: event, suite: suite, externalID: externalID)
}

/// A review, a person's unless a test says otherwise.
func review(
  _ id: String, by login: String = "carol", isBot: Bool = false, _ verdict: ReviewFact.Verdict,
  on commit: String? = "a1", canWrite: Bool = true, body: String = ""
) -> ReviewFact {
  ReviewFact(
    id: id, reviewer: Account(login: login, isBot: isBot), verdict: verdict, commit: commit, canWrite: canWrite,
    body: body, url: nil)
}

func comment(
  _ id: String, by login: String, isBot: Bool = false, _ body: String,
  updatedAt: Timestamp = Timestamp(milliseconds: 0), hasSay: Bool? = nil
) -> CommentFact {
  CommentFact(
    id: id, author: Account(login: login, isBot: isBot), body: body, url: nil, updatedAt: updatedAt, hasSay: hasSay)
}

func thread(
  _ id: String, _ comments: CommentFact..., isResolved: Bool = false, isOutdated: Bool = false,
  path: String = "a.swift",
  line: Int? = 3
) -> ReviewThreadFact {
  ReviewThreadFact(
    id: id, isResolved: isResolved, isOutdated: isOutdated, path: path, line: line, comments: comments)
}
