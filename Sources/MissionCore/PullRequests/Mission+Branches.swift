extension Mission {
  /// Lets GitHub bring the base's commits into a branch that is behind where it must not be. Never while somebody works
  /// on the branch: the commit would stand in their way. Nor while somebody's request stands: a head that nobody worked
  /// on would look like the answer to it.
  mutating func updateBranch(_ reference: PullRequestReference, for item: WorkItem, _ turn: inout Turn) {
    guard header.policy.updateBranch, case .submitted(reporting: nil) = item.state,
      let snapshot = pullRequests[reference]?.currentSnapshot, snapshot.mergeState == "behind",
      snapshot.mergeability == .mergeable, !snapshot.isDraft,
      automation(of: reference)?.update ?? .untried == .untried,
      !openTasksOf(item.id).contains(where: \.isFix), !isAskedForChange(reference, of: item, by: turn.judgement)
    else { return }
    want(.updateBranch(reference, head: snapshot.head), for: item.id, &turn)
    note(on: reference) { $0.noteUpdate(.asked) }
  }

  /// Whether the head that was just replaced is one whose branch GitHub was to update for us: then the new one is most
  /// likely our doing.
  func hasUpdated(_ reference: PullRequestReference) -> Bool {
    guard let automation = outbox.automations[reference], case .accepted = automation.update else { return false }
    return automation.head == pullRequests[reference]?.pastHeads.last
  }

  private func isAskedForChange(_ reference: PullRequestReference, of item: WorkItem, by judgement: Judgement) -> Bool {
    guard item.review.rejectedHead == nil, let facts = pullRequests[reference] else { return true }
    let reading = reading(of: facts, by: judgement)
    return [WatchKind.bots, .reviews].contains { kind in
      if case .acts = reading[kind] { true } else { false }
    }
  }
}
