extension Mission {
  /// Where merging completes an item, or the mission merges by itself, the item is done once its pull requests are merged.
  func mergeGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    guard let problem = mergeProblem(of: item, by: judgement) else { return [] }
    return [Standing(.merge, mergeNeed(of: item, by: judgement) ?? .waits(problem))]
  }
}
