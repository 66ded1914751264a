/// An item that ends by merge ends when its work is where it belongs: its merge commit on the base branch, or, where it
/// was merged into another pull request's branch, that one's.
extension Gate {
  /// Each pull request that was merged has landed.
  static let landing: Gate = .init("landing", holdsFrom: [.completion]) { mission, item, judgement in
    item.pullRequests.filter { mission.pullRequests[$0]?.state == .merged }.map { reference in
      Standing(.landing, mission.landing(of: reference, at: judgement.now), about: reference, word: "the merge")
    }
  }
}

extension Mission {
  /// Whether all the work of an item's pull requests has landed: at least one, and none is open.
  func hasLanded(_ item: WorkItem, at now: Timestamp) -> Bool {
    // Whether it can be the item's work at all is still to be seen.
    guard item.namings.isEmpty, !item.pullRequests.isEmpty else { return false }
    var hasAny = false
    for facts in item.pullRequests.compactMap({ pullRequests[$0] }) {
      switch facts.state {
      case .merged:
        guard landing(of: facts.reference, at: now).isPassed else { return false }
        hasAny = true
      case .closed: hasAny = hasAny || facts.currentLanding?.standing == .landed
      case .open, .unknown: return false
      }
    }
    return hasAny
  }

  /// Whether a merged pull request's work is where it belongs.
  func landing(of reference: PullRequestReference, at now: Timestamp) -> Verdict {
    landing(of: reference, under: [], at: now)
  }

  private func landing(
    of reference: PullRequestReference, under children: [PullRequestReference], at now: Timestamp
  ) -> Verdict {
    let asked = "GitHub is being asked where pull request \(reference) was merged"
    guard let facts = pullRequests[reference], let snapshot = facts.snapshot, snapshot.state == .merged else {
      return .waits(asked)
    }
    if facts.isLandingAccepted == true { return .passes("merged") }
    // A circle of branches there is none; a longer stack than this is not followed.
    if let parent = facts.stackParent, children.count < 20, !children.contains(parent) {
      return landing(of: snapshot, with: parent, under: children + [reference], at: now)
    }
    guard let question = facts.landingQuestion else { return .passes("merged") }
    let commit = "the merge commit \(question.commit.prefix(12)) of pull request \(reference)"
    let branch = "'\(UntrustedText.line(question.branch, limit: 60))'"
    guard let landing = facts.currentLanding, landing.lookedAt != nil else {
      if let problem = facts.currentLanding?.looks.problem {
        let text = "GitHub could not be asked whether \(commit) is on \(branch): \(UntrustedText.line(problem))"
        guard facts.currentLanding?.looks.areInVain(at: now) ?? false else { return .waits(text) }
        return .needsPerson(
          text, remedy: "'signalbox doctor' checks the token and the way to GitHub; \(Self.acceptance)")
      }
      return .waits("GitHub is being asked whether \(commit) is on \(branch)")
    }
    switch landing.standing {
    case .landed: return .passes("on \(branch)")
    case .unknown: return .waits("GitHub is being asked whether \(commit) is on \(branch)")
    case .lost:
      return .needsPerson(
        "\(commit) is not on \(branch)" + (landing.landedAt == nil ? "" : " any more: it was lost by a force push"),
        remedy: "bring it back, or reopen the issue to have the work done anew; \(Self.acceptance)")
    case .reverted(let revert):
      return .needsPerson(
        "pull request \(reference) was merged and then reverted on \(branch) by commit \(revert.prefix(12))",
        remedy: "reopen the issue to have the work done anew, or bring it back; \(Self.acceptance)")
    }
  }

  private static var acceptance: String { "'mission note ID resume' accepts it as it is" }

  /// Whether what was merged into another pull request's branch lands with that one.
  private func landing(
    of child: PullRequestSnapshot, with parent: PullRequestReference, under children: [PullRequestReference],
    at now: Timestamp
  ) -> Verdict {
    let merged = "pull request \(child.reference) was merged into '\(UntrustedText.line(child.base, limit: 60))'"
    guard let facts = pullRequests[parent], let snapshot = facts.snapshot else {
      return .waits("\(merged); GitHub is being asked about \(parent), whose branch that is")
    }
    let remedy = "open a pull request that brings its commits to where they belong; \(Self.acceptance)"
    switch facts.state {
    case .open, .unknown: return .waits("\(merged) and lands with pull request \(parent), which is not merged")
    case .closed:
      if facts.currentLanding?.standing == .landed { return .passes("landed") }
      return .needsPerson("\(merged), whose pull request \(parent) was closed without merging", remedy: remedy)
    case .merged:
      if let parentEnd = snapshot.closedAt, let childEnd = child.closedAt, parentEnd < childEnd {
        return .needsPerson("\(merged) after its pull request \(parent) had been merged", remedy: remedy)
      }
      return landing(of: parent, under: children, at: now)
    }
  }
}
