extension Mission {
  /// Four watches on each pull request that is not over. What is known to be open or wrong comes before what is merely
  /// being asked about.
  func watchGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    item.pullRequests.flatMap { reference -> [Standing] in
      guard let facts = pullRequests[reference] else {
        return [Standing(.watch(.checks, reference), .unproven("pull request \(reference) is not known yet"))]
      }
      guard !facts.state.isOver else { return [] }
      let standings = WatchKind.allCases.sorted().map { kind in
        let verdict = verdict(of: kind, facts, by: judgement)
        return Standing(
          .watch(kind, reference), verdict.worded { "pull request \(reference) \(kind.label): \($0)" },
          objection: kind.objection(by: verdict))
      }
      return standings.filter { !$0.verdict.isUnproven } + standings.filter(\.verdict.isUnproven)
    }
  }

  /// What a watch of this kind says of a pull request: as it was judged for the turn, where it was.
  func verdict(of kind: WatchKind, _ facts: PullRequestFacts, by judgement: Judgement) -> Verdict {
    if let judged = judgement[kind, facts.reference] { return judged }
    switch kind {
    case .checks: return checksVerdict(of: facts, at: judgement.now)
    case .bots: return facts.botsVerdict(policy: header.policy, at: judgement.now)
    case .reviews: return facts.reviewsVerdict(at: judgement.now)
    case .mergeability: return mergeabilityVerdict(of: facts, at: judgement.now)
    }
  }

  /// While failed jobs are run again nobody else need mend anything.
  private func checksVerdict(of facts: PullRequestFacts, at now: Timestamp) -> Verdict {
    let verdict = facts.checksVerdict(policy: header.policy, at: now)
    guard case .acts(_, let text) = verdict else { return verdict }
    switch rerunPlan(for: facts, at: now) {
    case .none: return verdict
    case .waits(let reason): return .mends(text, by: reason)
    case .asks: return .mends(text, by: "its failed jobs are run again")
    }
  }

  /// While a branch is updated nobody need rebase it. What GitHub does not find out for long, a person must look at.
  private func mergeabilityVerdict(of facts: PullRequestFacts, at now: Timestamp) -> Verdict {
    let verdict = facts.mergeabilityVerdict()
    switch verdict {
    case .acts(let causes, let text):
      guard causes.allSatisfy({ $0.key.subject == .behind }), isUpdated(facts, at: now) else { return verdict }
      return .mends(text, by: "its branch is updated")
    case .waits:
      guard automation(of: facts.reference)?.isMergeabilityStuck ?? false else { return verdict }
      return .needsPerson(
        "GitHub has not found out for more than 10 minutes whether it merges",
        remedy: "look at it on GitHub; a new commit, or closing and opening it again, starts GitHub anew")
    case .passes, .unproven, .mends, .needsPerson: return verdict
    }
  }
}

extension WatchKind {
  /// What it is called where people read it.
  package var label: String {
    switch self {
    case .checks: "CI check"
    case .bots: "review bots"
    case .reviews: "review"
    case .mergeability: "mergeability"
    }
  }

  /// What a verdict says against leaving the pull request in a merge queue. Whether it merges there, the queue itself
  /// finds out.
  fileprivate func objection(by verdict: Verdict) -> String? {
    switch (self, verdict) {
    case (.mergeability, _): nil
    case (.checks, .mends(let text, _)), (.bots, .mends(let text, _)), (.reviews, .mends(let text, _)):
      "\(label): \(text)"
    case (.checks, _), (.bots, _), (.reviews, _): verdict.isWrong ? "\(label): \(verdict.text)" : nil
    }
  }
}
