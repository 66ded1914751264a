extension Mission {
  /// Four watches on each pull request that is not over. What is known to be open or wrong comes before what is merely
  /// being asked about.
  func watchGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    item.pullRequests.flatMap { reference -> [Standing] in
      guard let facts = pullRequests[reference] else {
        return [Standing(.watch(.checks, reference), .unproven("pull request \(reference) is not known yet"))]
      }
      guard !facts.state.isOver else { return [] }
      return reading(of: facts, by: judgement).standings
    }
  }

  /// What the watches say of a pull request: as it was judged for the turn, where it was.
  func reading(of facts: PullRequestFacts, by judgement: Judgement) -> Reading {
    judgement[facts.reference] ?? Reading(of: watched(facts), at: judgement.now)
  }
}
