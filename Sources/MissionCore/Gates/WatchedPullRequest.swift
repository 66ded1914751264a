/// All that the watches of a pull request look at. What they say follows from this and the time alone.
struct WatchedPullRequest: Equatable, Sendable {
  /// What is known of it.
  let facts: PullRequestFacts
  /// What was done to its current head; nil where nothing was.
  let automation: PullRequestAutomation?
  /// The mission's rules.
  let policy: Policy

  /// What a watch of this kind says.
  func verdict(of kind: WatchKind, _ moment: inout Moment) -> Verdict {
    switch kind {
    case .checks: checksVerdict(&moment)
    case .bots: facts.botsVerdict(policy: policy, &moment)
    case .reviews: facts.reviewsVerdict()
    case .mergeability: mergeabilityVerdict(&moment)
    }
  }

  /// While failed jobs are run again nobody else need mend anything.
  private func checksVerdict(_ moment: inout Moment) -> Verdict {
    let verdict = facts.checksVerdict(policy: policy, &moment)
    guard case .acts(_, let text) = verdict else { return verdict }
    switch rerunPlan(&moment) {
    case .none: return verdict
    case .waits(let reason): return .mends(text, by: reason)
    case .asks: return .mends(text, by: "its failed jobs are run again")
    }
  }

  /// While a branch is updated nobody need rebase it. What GitHub does not find out for long, a person must look at.
  private func mergeabilityVerdict(_ moment: inout Moment) -> Verdict {
    let verdict = facts.mergeabilityVerdict()
    switch verdict {
    case .acts(let causes, let text):
      guard causes.allSatisfy({ $0.key.subject == .behind }), isUpdated(&moment) else { return verdict }
      return .mends(text, by: "its branch is updated")
    case .waits:
      guard automation?.isMergeabilityStuck ?? false else { return verdict }
      return .needsPerson(
        "GitHub has not found out for more than 10 minutes whether it merges",
        remedy: "look at it on GitHub; a new commit, or closing and opening it again, starts GitHub anew")
    case .passes, .unproven, .mends, .needsPerson: return verdict
    }
  }

  /// Whether the mission lets GitHub update the branch, so that its author need not.
  private func isUpdated(_ moment: inout Moment) -> Bool {
    guard policy.updateBranch else { return false }
    switch automation?.update ?? .untried {
    case .untried, .asked: return true
    case .refused: return false
    case .accepted(let at): return !moment.hasReached(at.adding(seconds: PullRequestAutomation.patience))
    }
  }
}

extension Mission {
  /// What the watches of a pull request look at.
  func watched(_ facts: PullRequestFacts) -> WatchedPullRequest {
    WatchedPullRequest(facts: facts, automation: automation(of: facts.reference), policy: header.policy)
  }
}
