/// Looking where the work of pull requests landed: when they were merged or closed, an hour later, and before the
/// mission is called completed.
extension Mission {
  /// What GitHub is to be asked about a pull request's landing; nil where nothing is.
  package func landingQuestion(of reference: PullRequestReference) -> Landing.Question? {
    pullRequests[reference]?.landingQuestion
  }

  /// The looks that are due, and when.
  var landingDue: [DueWork: Timestamp] {
    var due: [DueWork: Timestamp] = [:]
    let isEnd = items.values.allSatisfy(\.isDone)
    for reference in Set(items.values.filter(\.endsByMerge).flatMap { $0.pullRequests + stackParents(of: $0) }) {
      guard let facts = pullRequests[reference], var at = facts.landingDueAt else { continue }
      if isEnd, needsFinalLook(facts) { at = min(at, header.lastTickAt) }
      guard at < Timestamp(milliseconds: .max) else { continue }
      due[.landing(reference)] = at
    }
    return due
  }

  /// The pull requests with which an item's merged ones land.
  func stackParents(of item: WorkItem) -> [PullRequestReference] {
    var parents: [PullRequestReference] = []
    for reference in item.pullRequests {
      var next = reference
      while let facts = pullRequests[next], facts.state == .merged, let parent = facts.stackParent,
        !parents.contains(parent), parents.count < 20
      {
        parents.append(parent)
        next = parent
      }
    }
    return parents
  }

  /// Takes in where the work of a pull request landed; nil when GitHub could not be asked.
  mutating func takeInLanding(
    of reference: PullRequestReference, at commit: String, _ standing: Landing.Standing?, reason: String,
    _ turn: inout Turn
  ) {
    guard let news = pullRequests.noteLanding(of: reference, at: commit, standing, reason: reason, at: turn.now) else {
      return
    }
    turn.log("Pull request \(reference): \(news)")
  }

  /// Follows the stack of what was just shown as merged.
  mutating func followStack(of reference: PullRequestReference, at now: Timestamp) {
    guard let facts = pullRequests[reference], facts.state == .merged, let parent = facts.stackParent else { return }
    pullRequests.add(parent, at: now)
  }

  /// Why a mission all of whose items are done is not completed yet; nil when nothing keeps it.
  func landingProblem(at now: Timestamp) -> String? {
    guard !isHalted else { return nil }
    for item in orderedItems where item.isDone && item.endsByMerge {
      if let need = landingNeed(of: item, at: now), case .needsPerson(let reason, _) = need { return reason }
    }
    let facts = items.values.filter(\.endsByMerge).flatMap(\.pullRequests).compactMap { pullRequests[$0] }
    guard let first = facts.filter(needsFinalLook).min(by: { $0.reference < $1.reference }) else { return nil }
    return "GitHub is asked once more whether pull request \(first.reference) is still where it was merged"
  }

  /// What a person is asked about a finished item whose merge did not last; nil where it did.
  func landingNeed(of item: WorkItem, at now: Timestamp) -> Verdict? {
    guard item.isDone, item.endsByMerge else { return nil }
    for reference in item.pullRequests where pullRequests[reference]?.state == .merged {
      let verdict = landing(of: reference, at: now)
      if case .needsPerson = verdict { return verdict }
    }
    return nil
  }

  /// A person takes as it is what was asked about where pull requests landed.
  mutating func acceptLandings(at now: Timestamp) {
    for reference in Set(items.values.filter(\.endsByMerge).flatMap(\.pullRequests))
    where pullRequests[reference]?.state == .merged {
      if case .needsPerson = landing(of: reference, at: now) { pullRequests.acceptLanding(of: reference) }
    }
  }

  private func needsFinalLook(_ facts: PullRequestFacts) -> Bool {
    guard let landing = facts.currentLanding, landing.standing == .landed, let lookedAt = landing.lookedAt,
      facts.state == .merged, facts.isLandingAccepted != true, landing.looks.failures < 3,
      let end = items.values.map(\.updatedAt).max()
    else { return false }
    return lookedAt < end
  }
}

extension WorkItem {
  /// Whether its pull requests' merge is what ended it, or may yet.
  var endsByMerge: Bool {
    switch state {
    case .pending, .ready, .assigned, .running, .submitted, .held, .done(.merged): true
    case .done(.gatesPassed), .done(.issueClosed), .done(.cancelled), .done(.skipped): false
    }
  }
}
