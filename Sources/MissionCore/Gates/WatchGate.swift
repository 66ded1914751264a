extension Gate {
  /// Four watches on each pull request that is not over. What is known to be open or wrong comes before what is merely
  /// being asked about.
  static let watch: Gate = .init("watch", holdsFrom: [.merge, .completion]) { mission, item, judgement in
    item.pullRequests.flatMap { reference -> [Standing] in
      guard let facts = mission.pullRequests[reference] else {
        return [
          Standing(
            .watch, .unproven("pull request \(reference) is not known yet"), about: reference,
            word: WatchKind.checks.word)
        ]
      }
      guard !facts.state.isOver else { return [] }
      return mission.reading(of: facts, by: judgement).standings
    }
  }
}

extension Mission {
  /// What the watches say of a pull request: as it was judged for the turn, where it was.
  func reading(of facts: PullRequestFacts, by judgement: Judgement) -> Reading {
    judgement[facts.reference] ?? Reading(of: watched(facts), at: judgement.now)
  }
}
