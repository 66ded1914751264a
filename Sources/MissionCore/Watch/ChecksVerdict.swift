extension PullRequestFacts {
  /// What the checks of the head say.
  ///
  /// Red from a webhook or from fetched state; green only from complete, fetched state of the current head in which
  /// every required check is present and passing, nothing else fails, and nothing is pending or unknown.
  func checksVerdict(policy: Policy, at now: Timestamp) -> WatchVerdict {
    let checks = checksOfHead
    let failing = checks.filter(\.fact.state.isRed)
    if !failing.isEmpty {
      let names = failing.map(\.fact.name).joined(separator: ", ")
      return .acts(failing.map { $0.fact.cause(observedAt: $0.observedAt) }, "failing: \(names)")
    }
    if let waiting = checks.first(where: { $0.fact.state == .actionRequired }) {
      return .needsPerson("check \(waiting.fact.name) waits for a person's approval")
    }
    guard let snapshot = currentSnapshot else {
      // A check that has begun again is open, whatever passed before; everything else is only being asked about.
      return checks.first { !$0.fact.state.passes }.map { .waits($0.fact.openReason) } ?? .unproven(staleness)
    }
    guard snapshot.checksAreOfHead else { return .waits("GitHub's checks are of another commit") }
    guard snapshot.checks.isComplete else { return .waits("not all checks could be read") }
    // A token that may not read the branch's rules still sees GitHub's own judgement of them.
    guard snapshot.requiredChecks.isComplete || snapshot.saysRequirementsAreMet else {
      return .waits(
        "the branch's required checks could not be read, and GitHub calls its merge state '\(snapshot.mergeState)'")
    }
    if let open = checks.first(where: { !$0.fact.state.passes }) {
      return .waits(open.fact.openReason)
    }
    let missing = snapshot.requiredChecks.elements.filter { required in
      !checks.contains { $0.fact.name == required.name && (required.appID == nil || $0.fact.appID == required.appID) }
    }
    if let missing = missing.first { return .waits("required check \(missing.name) has not reported") }
    if checks.contains(where: { $0.fact.state == .success }) { return .passes("passing") }
    let graceEnd = headSeenAt.adding(seconds: policy.noChecksGraceSeconds)
    guard now >= graceEnd else {
      return .waits(
        checks.isEmpty
          ? "no check has reported; none counts as no checks after \(policy.noChecksGraceSeconds)s"
          : "no check has really run; that counts after \(policy.noChecksGraceSeconds)s")
    }
    return .passes(checks.isEmpty ? "no checks" : "nothing to run")
  }

  /// Why fetched state cannot be trusted for green just now.
  var staleness: String {
    if let problem { return "GitHub could not be asked: \(problem)" }
    return snapshot == nil ? "not looked at yet" : "something changed; GitHub is being asked again"
  }

  /// The newest run of each check on the head: fetched, overlaid with what webhooks told since.
  var checksOfHead: [(fact: CheckFact, observedAt: Timestamp)] {
    var newest: [(fact: CheckFact, observedAt: Timestamp)] = []
    let snapshot = snapshotOfHead.flatMap { $0.checksAreOfHead ? $0 : nil }
    let fetched = (snapshot?.checks.elements ?? []).map { ($0, snapshot?.startedAt ?? headSeenAt, false) }
    let told = checkHints.map { ($0.fact, $0.observedAt, true) }
    var places: [CheckKey: Int] = [:]
    for (fact, observedAt, isTold) in fetched + told {
      let key = CheckKey(source: fact.source, name: fact.name, app: fact.app)
      guard let place = places[key] else {
        places[key] = newest.count
        newest.append((fact, observedAt))
        continue
      }
      guard !fact.isOlder(than: newest[place].fact) else { continue }
      // Of two fetched runs that nothing tells apart the worse one counts.
      if !isTold, fact.state.passes, fact.isIncomparable(with: newest[place].fact) { continue }
      var merged = fact
      // A webhook does not say whether the branch requires the check; the fetch did.
      merged.isRequired = fact.isRequired || newest[place].fact.isRequired
      newest[place] = (merged, observedAt)
    }
    return newest
  }

  private struct CheckKey: Hashable {
    var source: CheckFact.Source
    var name: String
    var app: String?
  }
}

extension PullRequestSnapshot {
  /// Whether GitHub itself says that nothing required is missing (GraphQL `MergeStateStatus`: a missing or failing
  /// required check makes it BLOCKED, a failing other one UNSTABLE).
  fileprivate var saysRequirementsAreMet: Bool {
    mergeability == .mergeable && ["clean", "has_hooks", "unstable"].contains(mergeState)
  }
}

extension CheckState {
  /// Whether the author can and must mend it.
  var isRed: Bool {
    switch self {
    case .failure, .cancelled: true
    case .pending, .success, .neutral, .skipped, .actionRequired, .stale, .unknown: false
    }
  }

  /// Whether it counts as passed.
  var passes: Bool {
    switch self {
    case .success, .neutral, .skipped: true
    case .pending, .failure, .cancelled, .actionRequired, .stale, .unknown: false
    }
  }

  /// GitHub's word for it.
  var word: String {
    switch self {
    case .pending: "pending"
    case .success: "success"
    case .neutral: "neutral"
    case .skipped: "skipped"
    case .failure(let word): word
    case .cancelled: "cancelled"
    case .actionRequired: "action_required"
    case .stale: "stale"
    case .unknown(let word): word.isEmpty ? "nothing" : word
    }
  }
}

extension CheckFact {
  fileprivate var openReason: String {
    switch state {
    case .pending: "check \(name) is pending"
    case .stale: "check \(name) went stale without a result"
    case .unknown(let word):
      word.isEmpty ? "check \(name) completed without a conclusion" : "check \(name) says '\(word)', which is not known"
    case .success, .neutral, .skipped, .failure, .cancelled, .actionRequired: "check \(name): \(state.word)"
    }
  }

  fileprivate func cause(observedAt: Timestamp) -> Cause {
    Cause(
      key: "check:\(source.rawValue):\(app ?? ""):\(name)", title: "Check \(name): \(state.word)", link: url,
      quoted: summary, observedAt: observedAt)
  }
}

extension PullRequestSnapshot {
  /// Whether its checks say anything about its head: they are of that very commit, or there are none of any.
  fileprivate var checksAreOfHead: Bool { checkedCommit.map { $0 == head } ?? checks.elements.isEmpty }
}
