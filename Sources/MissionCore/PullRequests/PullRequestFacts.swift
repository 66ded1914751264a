/// What a mission knows about one of its pull requests.
package struct PullRequestFacts: Hashable, Sendable, Codable {
  /// A check or comment that a webhook told, newer than the last fetch.
  package struct Hint<Fact: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    /// What was told.
    package var fact: Fact
    /// When it arrived.
    package var observedAt: Timestamp
  }

  /// A bot's comment with its place.
  package struct PlacedComment: Hashable, Sendable, Codable {
    /// The comment.
    package var comment: CommentFact
    /// The file it stands on.
    package var path: String?
    /// The line it stands on.
    package var line: Int?
  }

  /// Which pull request.
  package internal(set) var reference: PullRequestReference
  /// The current head as far as known; nil before the first word of it.
  package internal(set) var head: String?
  /// Earlier heads, newest last, at most 20: late events about them are ignored.
  package internal(set) var pastHeads: [String] = []
  /// Since when the current head is known: grace periods and deadlines run from here.
  package internal(set) var headSeenAt: Timestamp
  /// When it last became ready for review or was opened again: only then do some workflows and bots look at a head that
  /// has stood for long. Nil where neither ever happened.
  package internal(set) var readySeenAt: Timestamp?
  /// When GitHub last showed an earlier head: what was written before that is not about this one; nil for the first
  /// head.
  package internal(set) var headNotBefore: Timestamp?
  /// The head that a person has accepted though a review bot has not said that it is clean; nil when there is none.
  package internal(set) var acceptedHead: String?
  /// The base branch as far as known.
  package internal(set) var base: String?
  /// Open, closed or merged.
  package internal(set) var state = PullRequestSnapshot.State.open
  /// Whether it is a draft.
  package internal(set) var isDraft = false
  /// The newest `updated_at` seen: older hints are late.
  package internal(set) var updatedAt: Timestamp?
  /// The last fetched state.
  package internal(set) var snapshot: PullRequestSnapshot?
  /// Checks of the current head told by webhooks since.
  package internal(set) var checkHints: [Hint<CheckFact>] = []
  /// What GitHub said of failed runs of this head of which no step failed, by their numbers: why they could not go on.
  package internal(set) var refusals: [Int: String]?
  /// Reviews told by webhooks since.
  package internal(set) var reviewHints: [Hint<ReviewFact>] = []
  /// Bot comments told by webhooks since.
  package internal(set) var commentHints: [Hint<PlacedComment>] = []
  /// Review bots seen on any head, by folded login: they are expected on the next head too.
  package internal(set) var knownBots: Set<String> = []
  /// Review bots that look at every push of the repository, as of the last fetch: they are expected on the first head
  /// too.
  package internal(set) var repositoryBots: Set<String>?
  /// Who reported checks on earlier heads; nil before there was one.
  package internal(set) var reportersBefore: Set<CheckReporter>?
  /// Since when the fetched state shows the same checks of this head as ended, by our clock; nil before it shows any.
  package internal(set) var completionsSeenAt: Timestamp?
  /// When a fetch first showed an older state than a webhook had told, by our clock; nil when the last one did not.
  package internal(set) var laggingSince: Timestamp?
  /// When something last happened that a fetch started before cannot know.
  package internal(set) var touchedAt: Timestamp
  /// When to fetch next.
  package internal(set) var nextFetchAt: Timestamp
  /// How often in a row GitHub could not be asked.
  package internal(set) var consecutiveFailures = 0
  /// Why it could not be fetched the last time; nil after a good answer.
  package internal(set) var problem: String?
  /// Whether GitHub said the last time that it does not exist or is not visible.
  package internal(set) var isGone = false
  /// Which workflows a head's tree holds, of the head that was asked about last; nil before.
  package internal(set) var workflows: HeadWorkflows?
  /// The newest pull request whose branch is its base, as long as GitHub shows one; nil where there is none.
  package internal(set) var stackedOn: PullRequestReference?
  /// Where its work landed, as far as that was asked; nil before.
  package internal(set) var landing: Landing?
  /// Whether a person took its landing as it is.
  package internal(set) var isLandingAccepted: Bool?
  /// How often in a row GitHub had not computed mergeability yet.
  package internal(set) var unknownMergeability = 0

  init(reference: PullRequestReference, now: Timestamp) {
    self.reference = reference
    headSeenAt = now
    touchedAt = now
    nextFetchAt = now
  }

  /// How fetching it goes, as one value. The stored layout spells its parts.
  var fetches: Attempts {
    get { Attempts(failures: consecutiveFailures, problem: problem, nextAt: nextFetchAt) }
    set { (consecutiveFailures, problem, nextFetchAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
  }

  /// The fetched state if it is of the current head and nothing has happened since it was asked for: only such a
  /// state may declare anything green.
  package var currentSnapshot: PullRequestSnapshot? {
    guard let snapshot, snapshot.head == head, snapshot.startedAt >= touchedAt else { return nil }
    return snapshot
  }

  /// The fetched state if it is of the current head: it may be old, but what is red in it is a fact about this head.
  var snapshotOfHead: PullRequestSnapshot? {
    guard let snapshot, snapshot.head == head else { return nil }
    return snapshot
  }

  /// Since when the current head is there to be looked at: checks and bots are waited for from here.
  var waitsSince: Timestamp { max(headSeenAt, readySeenAt ?? headSeenAt) }

  /// The bots that are expected on the head.
  var awaitedBots: Set<String> { knownBots.union(repositoryBots ?? []) }

  /// Takes over whether it is a draft and whether it is open.
  mutating func turn(to newState: PullRequestSnapshot.State, isDraft isNowDraft: Bool, at now: Timestamp) {
    if isDraft && !isNowDraft || state.isOver && !newState.isOver { readySeenAt = now }
    if !newState.isOver { (landing, isLandingAccepted) = (nil, nil) }
    isDraft = isNowDraft
    state = newState
  }

  /// Makes it due now; facts fetched before count as old.
  mutating func touch(at now: Timestamp) {
    touchedAt = max(touchedAt, now.adding(milliseconds: 1))
    nextFetchAt = min(nextFetchAt, now)
  }

  /// Moves to another head: what was told about the old one is dropped.
  mutating func move(to newHead: String, at now: Timestamp) {
    guard newHead != head else { return }
    noteReporters()
    if let head {
      pastHeads.removeAll { $0 == newHead || $0 == head }
      pastHeads.append(head)
      if pastHeads.count > 20 { pastHeads.removeFirst() }
      if let snapshot, snapshot.head == head { headNotBefore = snapshot.startedAt }
    }
    head = newHead
    headSeenAt = now
    checkHints = []
    refusals = nil
    commentHints = []
    unknownMergeability = 0
  }
}
