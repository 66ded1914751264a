extension PullRequestFacts {
  /// What the checks of the head say.
  ///
  /// Red from a webhook or from fetched state; green only from complete, fetched state of the current head in which
  /// every required check is present and passing, nothing else fails, nothing is pending or unknown, and nothing more
  /// is to be expected.
  func checksVerdict(policy: Policy, _ moment: inout Moment) -> Verdict {
    let checks = checksOfHead
    let red = checks.filter { $0.fact.state.isRed || isCancelledForGood($0.fact, policy) }
    let failing = red.filter { remedy(for: $0.fact) == nil }
    if !failing.isEmpty {
      let names = failing.map(\.fact.name).joined(separator: ", ")
      return .acts(causes(of: failing), "failing: \(names)")
    }
    if let need = checksNeed(checks.map(\.fact), &moment) { return need }
    guard let snapshot = currentSnapshot else {
      // A check that has begun again is open, whatever passed before; everything else is only being asked about.
      return checks.first { !$0.fact.state.passes }.map { .waits($0.fact.openReason) } ?? .unproven(staleness)
    }
    guard snapshot.checksAreOfHead else { return .waits("GitHub's checks are of another commit") }
    guard snapshot.checks.isComplete else { return .waits("not all checks could be read") }
    // A token that may not read the branch's rules still sees GitHub's own judgement of them; so does one that reads of
    // a required workflow, of which nobody says by which checks it reports.
    guard snapshot.requiredChecks.isComplete || snapshot.saysRequirementsAreMet else {
      return .waits(
        "not all that the branch requires could be read, and GitHub calls its merge state '\(snapshot.mergeState)'")
    }
    if let open = checks.first(where: { !$0.fact.state.passes && !isAbandoned($0.fact, &moment) }) {
      return .waits(open.fact.openReason)
    }
    if let missing = unreportedCheck(among: checks.map(\.fact)) {
      return .waits("required check \(missing) has not reported")
    }
    // What is greener than GitHub's own roll-up is wrong.
    guard snapshot.explainsRollUp else {
      return .waits("GitHub's roll-up of the checks is '\(snapshot.rollUp ?? "")', and no check shows why")
    }
    guard isSettled(policy) else {
      return .unproven("passing; looked at once more \(policy.settleSeconds)s after the last check ended")
    }
    if checks.contains(where: { $0.fact.state == .success }) {
      return lateChecksDoubt(policy, &moment) ?? .passes("passing")
    }
    guard moment.hasReached(graceEnd(policy)) else {
      return .waits(
        checks.isEmpty
          ? "no check has reported; none counts as no checks after \(policy.noChecksGraceSeconds)s"
          : "no check has really run; that counts after \(policy.noChecksGraceSeconds)s")
    }
    return .passes(checks.isEmpty ? "no checks" : "nothing to run")
  }

  /// How long after a head was first there to be looked at a check of it may stay without a result before a person is
  /// asked, in seconds.
  static let reportDeadlineSeconds = 1800

  /// What only a person can mend about the checks. It is said from state that is not current, too: asking again does
  /// not change it by itself.
  private func checksNeed(_ checks: [CheckFact], _ moment: inout Moment) -> Verdict? {
    if let (check, remedy) = checks.lazy.compactMap({ check in self.remedy(for: check).map { (check, $0) } }).first {
      return .needsPerson(
        "check \(check.name) says '\(check.state.word)', which no code can mend: \(remedy.cause)", remedy: remedy.text)
    }
    if let waiting = checks.first(where: { $0.state == .actionRequired }) {
      return .needsPerson("check \(waiting.name) waits for a person's approval", remedy: "approve it on GitHub")
    }
    if let waiting = checks.first(where: { $0.state == .waiting && !isAbandoned($0, &moment) }) {
      return .needsPerson(
        waiting.openReason, remedy: "review the deployment on GitHub; a rule's timer ends by itself")
    }
    guard moment.hasReached(waitsSince.adding(seconds: Self.reportDeadlineSeconds)) else { return nil }
    if let missing = unreportedCheck(among: checks) {
      return .needsPerson(
        "required check \(missing) has not reported for half an hour or more",
        remedy:
          "see whether a path filter, another name or a missing runner keeps it away; run it, or require it no more")
    }
    if let snapshot = snapshotOfHead, !snapshot.checksAreOfHead {
      return .needsPerson(
        "GitHub has shown the checks of another commit for half an hour or more",
        remedy: "push to the branch again, so that its checks begin anew")
    }
    if let snapshot = snapshotOfHead, !snapshot.checks.isComplete {
      return .needsPerson(
        "not all of its checks could be read for half an hour or more",
        remedy: "'signalbox doctor' says whether the token may read them; or merge it yourself")
    }
    if let stuck = checks.first(where: \.state.isStuck) {
      return .needsPerson(stuck.openReason, remedy: "run it again on GitHub")
    }
    if let snapshot = currentSnapshot, !snapshot.explainsRollUp {
      return .needsPerson(
        "GitHub's roll-up of the checks is '\(snapshot.rollUp ?? "")', and no check shows why",
        remedy: "look at the pull request's checks on GitHub")
    }
    if let snapshot = currentSnapshot, !snapshot.requiredChecks.isComplete, snapshot.mergeState == "blocked",
      !checks.contains(where: \.state.isOpen)
    {
      return .needsPerson(
        "not all that the branch requires could be read, and GitHub has called its merge state 'blocked' for half an hour "
          + "or more",
        remedy: "see on GitHub what it lacks: an approval, a required workflow, a deployment")
    }
    if moment.hasReached(waitsSince.adding(seconds: Self.pendingSeconds)),
      let pending = checks.first(where: { $0.state == .pending && !isAbandoned($0, &moment) })
    {
      return .needsPerson(
        "check \(pending.name) has been pending for hours",
        remedy: "see whether its app or runner still works; run it again, or cancel it")
    }
    return nil
  }

  /// What a person must do about a red check that no code can mend, by its own words or by what GitHub said of its run.
  private func remedy(for check: CheckFact) -> CheckRemedy? {
    CheckRemedy.needed(for: check, refusal: check.runID.flatMap { refusals?[$0] })
  }

  /// Whether a check that nobody requires has had no result for so long that it is waited for no longer. Who began it
  /// was asked about before.
  private func isAbandoned(_ check: CheckFact, _ moment: inout Moment) -> Bool {
    guard let snapshot = snapshotOfHead, snapshot.requiredChecks.isComplete,
      check.state == .pending || check.state == .waiting
    else { return false }
    return !check.isRequired && !snapshot.requiredChecks.elements.contains { check.satisfies($0) }
      && moment.hasReached(waitsSince.adding(seconds: Self.patienceSeconds))
  }

  /// How long a check may be pending before a person is asked, in seconds.
  static let pendingSeconds = 6 * 3600

  /// A check that the base branch requires and that has not reported on the head, by the app that may report it.
  private func unreportedCheck(among checks: [CheckFact]) -> String? {
    guard let snapshot = snapshotOfHead, snapshot.checksAreOfHead, snapshot.checks.isComplete else { return nil }
    if let expected = checks.first(where: { $0.state == .expected }) { return expected.name }
    return snapshot.requiredChecks.elements.first { required in
      !checks.contains { $0.satisfies(required) }
    }?.name
  }

  /// Why fetched state cannot be trusted for green just now.
  var staleness: String {
    if let problem { return "GitHub could not be asked: \(problem)" }
    return snapshot == nil ? "not looked at yet" : "something changed; GitHub is being asked again"
  }

  /// The newest run of each check on the head: fetched, overlaid with what webhooks told since; and what the newest
  /// runs hide though it stands.
  var checksOfHead: [(fact: CheckFact, observedAt: Timestamp)] {
    var newest: [(fact: CheckFact, observedAt: Timestamp)] = []
    let snapshot = snapshotOfHead.flatMap { $0.checksAreOfHead ? $0 : nil }
    let fetched = (snapshot?.checks.elements ?? []).map { ($0, snapshot?.startedAt ?? headSeenAt, false) }
    let told = checkHints.map { ($0.fact.placed(among: fetched.map(\.0)), $0.observedAt, true) }
    var places: [CheckIdentity: Int] = [:]
    for (fact, observedAt, isTold) in fetched + told {
      guard let place = places[fact.identity] else {
        places[fact.identity] = newest.count
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
    return (newest + hiddenChecks(behind: newest, places)).filter { entry in
      entry.fact.state != .cancelled || !newest.contains { entry.fact.isSuperseded(by: $0.fact) }
    }
  }

  /// What has not passed and is hidden by a later run of its name though it stands: of two jobs of one name in one run
  /// the other is no newer try. Where GitHub's own roll-up says that all is well, nothing of the kind stands.
  private func hiddenChecks(
    behind newest: [(fact: CheckFact, observedAt: Timestamp)], _ places: [CheckIdentity: Int]
  ) -> [(fact: CheckFact, observedAt: Timestamp)] {
    guard let snapshot = snapshotOfHead, snapshot.checksAreOfHead, snapshot.rollUp != "success" else { return [] }
    let fetched = snapshot.checks.elements
    return fetched.compactMap { fact in
      guard !fact.state.passes, let shown = places[fact.identity].map({ newest[$0].fact }),
        shown.runID != fact.runID, shown.isBeside(fact),
        // Of a run that only a webhook has told since, the next fetch says whether it is a newer try.
        fetched.contains(where: { $0.runID == shown.runID })
      else { return nil }
      return (fact, snapshot.startedAt)
    }
  }

  /// One reason for each check that is to be mended. Those of one name and app, in several workflows, are one: a fix is
  /// remembered by it, and a webhook, which does not name the workflow, must name the same one as the fetch after it.
  private func causes(of failing: [(fact: CheckFact, observedAt: Timestamp)]) -> [Cause] {
    var causes: [Cause] = []
    for (fact, observedAt) in failing {
      let cause = fact.cause(on: reference, observedAt: observedAt)
      guard let place = causes.firstIndex(where: { $0.key == cause.key }) else {
        causes.append(cause)
        continue
      }
      causes[place].observedAt = max(causes[place].observedAt, observedAt)
      let texts = [causes[place].quoted, cause.link.map { "Also \($0):" }, cause.quoted].compactMap { $0 }
      causes[place].quoted = texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }
    return causes
  }
}

extension PullRequestSnapshot {
  /// Whether the checks show why the roll-up is what it is: a red one by one that does not pass, also one that a newer
  /// run replaced, and one that is open by one that is open. A word that is not known is explained by nothing.
  fileprivate var explainsRollUp: Bool {
    switch rollUp {
    case nil, "success": true
    case "failure", "error": !checks.elements.allSatisfy { $0.state.passes || $0.state.isOpen }
    case "pending", "expected": checks.elements.contains(where: \.state.isOpen)
    default: false
    }
  }

  /// Whether GitHub itself says that nothing required is missing (GraphQL `MergeStateStatus`: a missing or failing
  /// required check makes it BLOCKED, a failing other one UNSTABLE).
  fileprivate var saysRequirementsAreMet: Bool {
    mergeability == .mergeable && ["clean", "has_hooks", "unstable"].contains(mergeState)
  }
}

extension CheckFact {
  /// Whether it is what the branch requires. A status does not say which app set it; then GitHub's own word on whether
  /// it is the required one counts.
  fileprivate func satisfies(_ required: PullRequestSnapshot.RequiredCheck) -> Bool {
    guard name == required.name else { return false }
    guard let app = required.appID else { return true }
    return appID.map { $0 == app } ?? isRequired
  }

  /// Whether it was cancelled because the other belongs to a newer run of the same workflow.
  fileprivate func isSuperseded(by other: CheckFact) -> Bool {
    guard state == .cancelled, let workflow, workflow == other.workflow, let run = workflowRun,
      let otherRun = other.workflowRun
    else { return false }
    return otherRun > run
  }

  fileprivate var openReason: String {
    switch state {
    case .pending: "check \(name) is pending"
    case .waiting: "check \(name) waits for a deployment's protection rule"
    case .expected: "required check \(name) has not reported"
    case .cancelled: "check \(name) was cancelled; a newer run may replace it"
    case .stale: "check \(name) went stale without a result"
    case .unknown(let word):
      word.isEmpty ? "check \(name) completed without a conclusion" : "check \(name) says '\(word)', which is not known"
    case .success, .neutral, .skipped, .failure, .actionRequired: "check \(name): \(state.word)"
    }
  }

  fileprivate func cause(on reference: PullRequestReference, observedAt: Timestamp) -> Cause {
    var cause = Cause(
      key: .init(.check(source, app: app, name: name), on: reference), title: "Check \(name): \(state.word)", link: url,
      quoted: summary, observedAt: observedAt)
    cause.run = source == .checkRun ? runID : nil
    return cause
  }
}

extension PullRequestSnapshot {
  /// Whether its checks say anything about its head: they are of that very commit, or there are none of any.
  fileprivate var checksAreOfHead: Bool { checkedCommit.map { $0 == head } ?? checks.elements.isEmpty }
}
