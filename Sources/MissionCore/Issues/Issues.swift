/// The issues a mission depends on: its objectives, and those outside.
package struct Issues: MissionPart {
  /// What is known of each.
  package private(set) var elements = Elements<IssueReference, TrackedIssue>()

  init(_ issues: [TrackedIssue] = []) {
    elements = Elements(issues, by: \.reference)
  }

  /// Where transferred issues were before, and where they are now.
  var formerReferences: [IssueReference: IssueReference] {
    let pairs = elements.values.flatMap { issue in (issue.formerReferences ?? []).map { ($0, issue.reference) } }
    return Dictionary(pairs) { first, _ in first }
  }

  /// Whether the number turned out to be a pull request's.
  func isPullRequest(_ reference: IssueReference) -> Bool { elements[reference]?.facts?.isPullRequest ?? false }

  /// Looks after an issue from now on.
  mutating func track(_ reference: IssueReference, at now: Timestamp) {
    guard elements[reference] == nil else { return }
    elements[reference] = TrackedIssue(reference: reference, nextFetchAt: now)
  }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) {
    elements = elements.mapValues { $0.following(move) }.following(move.moved)
  }

  /// Lets those issues be looked at now that are meant.
  mutating func look(at now: Timestamp, where isMeant: (IssueReference) -> Bool = { _ in true }) {
    for reference in elements.keys where isMeant(reference) { elements[reference]?.nextFetchAt = now }
  }

  // MARK: What GitHub says

  /// What an answer changed.
  struct Change {
    /// What was known before; nil where nothing was.
    var known: IssueFacts?
    /// What is known now: a webhook tells no links, those of the last fetch stay.
    var facts: IssueFacts
    /// Whether it had been gone.
    var wasGone: Bool
    /// Whether something had told that its links may have changed.
    var wasTouched = false

    /// Whether anything is another than before.
    var isNews: Bool { known != facts || wasGone }
    /// What a fetch shows that webhooks had told, or should have; nil where it is the first. Only a fetch tells links.
    func find(in fetched: IssueFacts) -> Find? {
      guard fetched.blockedBy != nil || fetched.isPullRequest, let known else { return nil }
      if fetched.updatedAt > known.updatedAt { return .missed(since: fetched.updatedAt) }
      return known.blockedBy != nil && known != facts && !wasTouched ? .missed(since: known.updatedAt) : .known
    }
  }

  /// Takes in the state of an issue; nil when it is late, or of an issue that is not known.
  mutating func takeIn(_ facts: IssueFacts, nextFetchAt: Timestamp, at now: Timestamp) -> Change? {
    guard var issue = elements[facts.reference] else { return nil }
    defer { elements[facts.reference] = issue }
    let wasTouched = issue.isTouched == true
    // A webhook tells of no links: a change of them is answered by a fetch alone. No webhook tells an issue's facts of
    // a pull request, which has no such links.
    if facts.blockedBy != nil || facts.isPullRequest { issue.isTouched = nil }
    issue.noteAnswer(nextFetchAt: issue.isTouched == true ? now : nextFetchAt)
    let known = issue.facts
    // A late or doubled event says nothing new; a fetched answer of the same age may add the links a webhook lacks.
    if let known, facts.isOvertaken(by: known) {
      if facts.updatedAt == known.updatedAt { issue.nextFetchAt = now }
      return nil
    }
    let wasGone = issue.gone != nil
    issue.gone = nil
    issue.movedTo = nil
    issue.facts = facts
    if facts.blockedBy == nil { issue.facts?.blockedBy = known?.blockedBy }
    if facts.remarks == nil { issue.facts?.remarks = known?.remarks }
    return Change(known: known, facts: issue.facts ?? facts, wasGone: wasGone, wasTouched: wasTouched)
  }

  /// It is as it was.
  mutating func noteUnchanged(_ reference: IssueReference, nextFetchAt: Timestamp) {
    elements[reference]?.isTouched = nil
    elements[reference]?.noteAnswer(nextFetchAt: nextFetchAt)
  }

  /// Its links may have changed: it is looked at now, by a fetch that is not put off.
  mutating func touch(_ reference: IssueReference, at now: Timestamp) {
    elements[reference]?.nextFetchAt = now
    elements[reference]?.isTouched = true
  }

  /// How long GitHub must say that it does not know an issue it knew before, in seconds: running work ends by it.
  private static let notFoundPatience = 60

  /// GitHub does not know it, or not any more; true when that is to be believed.
  mutating func noteNotFound(_ reference: IssueReference, reason: String, at now: Timestamp) -> Bool {
    guard var issue = elements[reference], issue.gone == nil, issue.facts != nil else { return true }
    let since = issue.notFoundSince ?? now
    let patienceEnd = since.adding(seconds: Self.notFoundPatience)
    guard now < patienceEnd else { return true }
    issue.notFoundSince = since
    issue.problem = reason
    issue.nextFetchAt = patienceEnd
    elements[reference] = issue
    return false
  }

  /// It is gone; true when that is news.
  mutating func noteGone(_ reference: IssueReference, reason: String, nextFetchAt: Timestamp) -> Bool {
    guard var issue = elements[reference] else { return false }
    defer { elements[reference] = issue }
    issue.nextFetchAt = nextFetchAt
    guard issue.gone != reason else { return false }
    issue.gone = reason
    issue.problem = nil
    issue.notFoundSince = nil
    return true
  }

  /// It could not be read just now.
  mutating func noteUnavailable(_ reference: IssueReference, reason: String, at now: Timestamp) {
    guard var issue = elements[reference] else { return }
    issue.fetches.fail(reason, at: now)
    elements[reference] = issue
  }

  // MARK: Transfers

  /// It was transferred; true when that is news. Its new place is looked at before anything changes.
  mutating func noteMove(of reference: IssueReference, to place: IssueReference, nextFetchAt: Timestamp) -> Bool {
    guard let issue = elements[reference], place != reference else { return false }
    elements[reference]?.movedTo = place
    elements[reference]?.problem = nil
    elements[reference]?.nextFetchAt = nextFetchAt
    return issue.movedTo != place
  }

  /// The issues that were transferred there and not followed yet.
  func moved(to place: IssueReference) -> [IssueReference] {
    elements.values.filter { $0.movedTo == place }.map(\.reference).sorted()
  }

  /// A transfer came to nothing: the new place cannot be read.
  mutating func forgetMove(of reference: IssueReference) { elements[reference]?.movedTo = nil }

  /// An issue arrived at its new place: what is known of the place stays, and where it was before.
  mutating func arrive(from reference: IssueReference, at place: IssueReference) {
    guard var arrived = elements[place] else { return }
    arrived.formerReferences = (elements[reference]?.formerReferences ?? []) + [reference]
    elements[reference] = nil
    elements[place] = arrived
  }
}

extension TrackedIssue {
  /// GitHub answered.
  fileprivate mutating func noteAnswer(nextFetchAt next: Timestamp) {
    fetches.succeed()
    notFoundSince = nil
    nextFetchAt = next
  }
}
