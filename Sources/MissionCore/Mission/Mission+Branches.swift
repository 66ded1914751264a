extension Mission {
  /// Whether the mission lets GitHub update the branch, so that its author need not.
  func isUpdated(_ facts: PullRequestFacts, at now: Timestamp) -> Bool {
    guard header.policy.updateBranch else { return false }
    switch conduct(of: facts.reference)?.update ?? .untried {
    case .untried, .asked: return true
    case .refused: return false
    case .accepted(let at): return now < at.adding(seconds: PullRequestConduct.patience)
    }
  }

  /// Lets GitHub bring the base's commits into a branch that is behind where it must not be. Never while somebody works
  /// on the branch: the commit would stand in their way.
  mutating func updateBranch(_ reference: PullRequestReference, for item: WorkItem, _ turn: inout Turn) {
    guard header.policy.updateBranch, case .submitted(reporting: nil) = item.state,
      let snapshot = pullRequests[reference]?.currentSnapshot, snapshot.mergeState == "behind",
      snapshot.mergeability == .mergeable, !snapshot.isDraft,
      conduct(of: reference)?.update ?? .untried == .untried,
      !openTasksOf(item.id).contains(where: \.isFix)
    else { return }
    want(.updateBranch(reference, head: snapshot.head), for: item.id, &turn)
    note(on: reference) { $0.update = .asked }
  }
}
