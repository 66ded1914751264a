extension Gate {
  /// Where merging completes an item, or the mission merges by itself, the item is done once its pull requests are
  /// merged.
  static let merge: Gate = .init("merge", holdsFrom: [.completion]) { mission, item, judgement in
    guard let problem = mission.mergeProblem(of: item, by: judgement) else { return [] }
    return [Standing(.merge, mission.mergeNeed(of: item, by: judgement) ?? .waits(problem), word: "the merge")]
  }
}
