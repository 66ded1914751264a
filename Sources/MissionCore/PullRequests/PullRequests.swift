/// What a mission knows of its pull requests. Facts change here only: by what webhooks tell, by what is fetched, and by
/// being made due.
package struct PullRequests: MissionPart {
  /// What is known of each.
  package private(set) var elements = Elements<PullRequestReference, PullRequestFacts>()

  init(_ facts: [PullRequestFacts] = []) {
    elements = Elements(facts, by: \.reference)
  }

  /// Takes in a pull request of which nothing is known yet.
  mutating func add(_ reference: PullRequestReference, at now: Timestamp) {
    guard elements[reference] == nil else { return }
    elements[reference] = PullRequestFacts(reference: reference, now: now)
  }

  /// Forgets what turned out to be none.
  mutating func remove(_ reference: PullRequestReference) { elements[reference] = nil }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) {
    elements = elements.mapValues { $0.following(move) }.following(move.moved)
  }

  // MARK: When to look

  /// Makes it due now; facts fetched before count as old.
  mutating func touch(_ reference: PullRequestReference, at now: Timestamp) { elements[reference]?.touch(at: now) }

  /// Lets those pull requests be looked at now that are meant.
  mutating func touch(at now: Timestamp, where isMeant: (PullRequestFacts) -> Bool) {
    for (reference, facts) in elements where isMeant(facts) { elements[reference]?.touch(at: now) }
  }

  /// Makes those due whose head the commit is.
  mutating func touch(_ sha: String, in repository: RepositoryName, at now: Timestamp) {
    for reference in references(of: sha, in: repository, named: []) { touch(reference, at: now) }
  }

  /// Looks at it no later than this.
  mutating func look(at reference: PullRequestReference, by time: Timestamp) {
    guard let facts = elements[reference] else { return }
    elements[reference]?.nextFetchAt = min(facts.nextFetchAt, time)
  }

  // MARK: What webhooks tell

  /// What a hint or a fetch changed.
  struct Change {
    /// Whether the head is another one than the known one.
    var hasNewHead = false
    /// Whether the base is another one than the known one.
    var hasNewBase = false
    /// What a fetch shows that webhooks had told, or should have; nil where it is the first, or none.
    var find: Find?
    /// The review bots that look at every push of the repository, by now.
    var botsOfRepository: Set<String> = []
  }

  /// Whether the hint is late: what it says has been overtaken. Within one second of GitHub's clock nobody can tell:
  /// then the pull request is due.
  mutating func isOvertaken(_ hint: PullRequestHint, at now: Timestamp) -> Bool {
    guard let known = elements[hint.reference], known.overtakes(hint) else { return false }
    if known.updatedAt == hint.updatedAt { touch(hint.reference, at: now) }
    return true
  }

  /// Takes in what a webhook or a row of a list says; nil for a pull request that is not known.
  mutating func hear(_ hint: PullRequestHint, at now: Timestamp) -> Change? {
    guard var facts = elements[hint.reference] else { return nil }
    let before = facts
    if facts.updatedAt != hint.updatedAt { facts.laggingSince = nil }
    facts.updatedAt = hint.updatedAt
    facts.move(to: hint.head, at: now)
    // GitHub tells of a push when it happens: what was written before is about the head before it.
    if facts.head != before.head, hint.action == "synchronize" {
      facts.headNotBefore = max(facts.headNotBefore ?? hint.updatedAt, hint.updatedAt)
    }
    facts.base = hint.base
    facts.turn(to: hint.state, isDraft: hint.isDraft, at: now)
    // A row of the list that says nothing new must not cause a fetch.
    if facts != before || !hint.action.isEmpty { facts.touch(at: now) }
    elements[hint.reference] = facts
    return Change(
      hasNewHead: facts.head != before.head && before.head != nil,
      hasNewBase: facts.base != before.base && before.base != nil)
  }

  /// Takes in a check or status webhook: red on the current head is a fact at once; anything else only makes it due.
  mutating func hear(_ hint: CheckHint, at now: Timestamp) {
    for reference in references(of: hint.sha, in: hint.repository, named: hint.pullRequests) {
      guard var facts = elements[reference] else { continue }
      if facts.head == hint.sha {
        facts.checkHints.removeAll { $0.fact.isSameCheck(as: hint.check) && !hint.check.isOlder(than: $0.fact) }
        if !facts.checkHints.contains(where: { $0.fact.isSameCheck(as: hint.check) }) {
          facts.checkHints.append(.init(fact: hint.check, observedAt: now))
        }
        // A head has at most a few hundred checks; a flood of invented names must not grow the record without end.
        if facts.checkHints.count > 500 { facts.checkHints.removeFirst() }
      }
      facts.touch(at: now)
      elements[reference] = facts
    }
  }

  /// Takes in a submitted or dismissed review. Changes requested by somebody who is known to have write access act at
  /// once; everything else only makes it due.
  mutating func hear(_ review: ReviewFact, dismissed: Bool, on reference: PullRequestReference, at now: Timestamp) {
    guard var facts = elements[reference] else { return }
    // A review that decides nothing takes back nothing that was decided.
    if dismissed || review.verdict.isDecision {
      facts.reviewHints.removeAll { $0.fact.reviewer.folded == review.reviewer.folded }
    }
    var review = review
    review.canWrite = review.canWrite || facts.knowsWriter(review.reviewer)
    if !dismissed, review.verdict == .changesRequested, review.canWrite, facts.snapshot?.knowsSince(review) != true {
      facts.reviewHints.append(.init(fact: review, observedAt: now))
    }
    facts.touch(at: now)
    elements[reference] = facts
  }

  /// Takes in a comment. A review bot's finding acts at once; everything else only makes it due.
  mutating func hear(
    _ comment: CommentFact, path: String?, line: Int?, on reference: PullRequestReference, at now: Timestamp
  ) {
    guard var facts = elements[reference] else { return }
    if let bot = path == nil ? ReviewBot.speaking(comment.body, by: comment.author) : ReviewBot.named(comment.author),
      facts.snapshot?.knowsThread(of: comment, by: bot, path: path, line: line) != true
    {
      facts.commentHints.removeAll { $0.fact.comment.id == comment.id }
      facts.commentHints.append(.init(fact: .init(comment: comment, path: path, line: line), observedAt: now))
      if facts.commentHints.count > 200 { facts.commentHints.removeFirst() }
    }
    facts.touch(at: now)
    elements[reference] = facts
  }

  /// Notes what GitHub said of a run that could not go on.
  mutating func note(_ refusal: String, of run: Int, on reference: PullRequestReference) {
    var refusals = elements[reference]?.refusals ?? [:]
    refusals[run] = refusal
    elements[reference]?.refusals = refusals
  }

  /// Takes in a push to a base branch: mergeability is open again. Spread over up to 30 seconds by number, so that a
  /// busy base branch does not cause a burst of fetches.
  mutating func hearPush(to branch: String, of repository: RepositoryName, at now: Timestamp) {
    for (reference, var facts) in elements
    where reference.repository == repository && facts.base == branch && facts.state == .open {
      facts.touchedAt = max(facts.touchedAt, now.adding(milliseconds: 1))
      facts.nextFetchAt = min(facts.nextFetchAt, now.adding(seconds: reference.number % 4 * 10))
      facts.unknownMergeability = 0
      elements[reference] = facts
    }
  }

  // MARK: What is fetched

  /// Takes in fetched state; nil when it is none that may count, or of a pull request that is not known.
  mutating func takeIn(
    _ snapshot: PullRequestSnapshot, botsOfRepository: Set<String>, _ policy: Policy, at now: Timestamp
  ) -> Change? {
    guard var facts = elements[snapshot.reference] else { return nil }
    defer { elements[snapshot.reference] = facts }
    facts.fetches.succeed()
    facts.isGone = false
    // Nothing can have happened in the future: the clock was set back.
    facts.touchedAt = min(facts.touchedAt, now.adding(milliseconds: 1))
    if let known = facts.snapshot, snapshot.startedAt < known.startedAt, known.startedAt <= now { return nil }
    guard !facts.isBehind(snapshot) else {
      facts.nextFetchAt = facts.lookAfterLag(at: now)
      return nil
    }
    let before = (head: facts.head, base: facts.base)
    let find = facts.find(in: snapshot)
    // A webhook that arrived while the fetch ran may know a newer head; then the next fetch decides.
    if snapshot.startedAt >= facts.touchedAt || facts.head == nil {
      facts.move(to: snapshot.head, at: now)
      facts.base = snapshot.base
      facts.turn(to: snapshot.state, isDraft: snapshot.isDraft, at: now)
      facts.updatedAt = max(facts.updatedAt ?? snapshot.updatedAt, snapshot.updatedAt)
    }
    if let parent = snapshot.stackedOn {
      facts.stackedOn = parent
    } else if snapshot.state == .open {
      facts.stackedOn = nil
    }
    facts.noteCompletions(in: snapshot)
    facts.snapshot = snapshot
    facts.dropHints(answeredBy: snapshot)
    let bots = facts.noteBots(ReviewBot.seen(in: snapshot), ofRepository: botsOfRepository, at: now)
    facts.nextFetchAt = facts.nextFetch(policy, at: now)
    return Change(
      hasNewHead: facts.head != before.head && before.head != nil,
      hasNewBase: facts.base != before.base && before.base != nil, find: find, botsOfRepository: bots)
  }

  /// It could not be fetched; says how often in a row by now.
  mutating func noteUnavailable(_ reference: PullRequestReference, reason: String, at now: Timestamp) -> Int? {
    guard var facts = elements[reference] else { return nil }
    facts.fetches.fail(reason, at: now)
    elements[reference] = facts
    return facts.consecutiveFailures
  }

  /// GitHub does not know it; true when that is said for another reason than before.
  mutating func noteGone(_ reference: PullRequestReference, reason: String, nextFetchAt: Timestamp) -> Bool {
    guard var facts = elements[reference] else { return false }
    defer { elements[reference] = facts }
    let isNews = facts.problem != reason
    facts.problem = reason
    facts.isGone = true
    facts.consecutiveFailures = 0
    facts.snapshot = nil
    facts.nextFetchAt = nextFetchAt
    return isNews
  }

  /// Takes in where its work landed, nil when that could not be asked; what is news of it.
  mutating func noteLanding(
    of reference: PullRequestReference, at commit: String, _ standing: Landing.Standing?, reason: String,
    at now: Timestamp
  ) -> String? {
    guard let facts = elements[reference], let question = facts.landingQuestion, question.commit == commit else {
      return nil
    }
    let before = facts.currentLanding
    var landing = before ?? Landing(question, at: now)
    defer { elements[reference]?.landing = landing }
    guard let standing else {
      landing.looks.fail(reason, at: now)
      return nil
    }
    landing.takeIn(standing, at: now)
    guard before?.standing != standing else { return nil }
    switch standing {
    case .unknown: return nil
    case .landed: return "its work is on '\(question.branch)'"
    case .lost: return question.isMerged ? "its merge commit is not on '\(question.branch)'" : nil
    case .reverted(let revert): return "it was reverted by commit \(revert.prefix(12))"
    }
  }

  /// Takes in which workflows a head's tree holds.
  mutating func noteWorkflows(_ workflows: HeadWorkflows, of reference: PullRequestReference) {
    guard elements[reference]?.head == workflows.head else { return }
    elements[reference]?.workflows = workflows
  }

  // MARK: What people say

  /// A person takes where it landed as it is.
  mutating func acceptLanding(of reference: PullRequestReference) { elements[reference]?.isLandingAccepted = true }

  /// A person lets the current head pass that a review bot has not called clean.
  mutating func acceptHead(of reference: PullRequestReference) {
    guard let head = elements[reference]?.head else { return }
    elements[reference]?.acceptedHead = head
  }

  private func references(
    of sha: String, in repository: RepositoryName, named: [PullRequestReference]
  ) -> [PullRequestReference] {
    elements.values.filter { facts in
      guard facts.state == .open, !facts.pastHeads.contains(sha) else { return false }
      return facts.reference.repository == repository && facts.head == sha || named.contains(facts.reference)
    }.map(\.reference).sorted()
  }
}

extension PullRequestFacts {
  /// Whether what the hint says was known before, or is older than what is known. Of two events within one second of
  /// GitHub's clock the end of the pull request and the newer head win.
  fileprivate func overtakes(_ hint: PullRequestHint) -> Bool {
    guard let updatedAt else { return false }
    if hint.updatedAt != updatedAt { return hint.updatedAt < updatedAt }
    if state.isOver, !hint.state.isOver, hint.action != "reopened" { return true }
    return hint.head != head && pastHeads.contains(hint.head)
  }

  /// Whether fetched state holds a review of this account that counts: GitHub says so of those who may write only.
  fileprivate func knowsWriter(_ account: Account) -> Bool {
    (snapshot?.reviews.elements ?? []).contains { $0.canWrite && $0.reviewer.folded == account.folded }
  }
}
