extension CheckFact {
  /// Whether the other fact is about the same check.
  func isSameCheck(as other: CheckFact) -> Bool { identity == other.identity }

  /// Whether this says less than the other about the same check: an earlier run, or the same run before it ended. Runs
  /// that cannot be compared are not older.
  func isOlder(than other: CheckFact) -> Bool {
    if let startedAt, let otherStart = other.startedAt, startedAt != otherStart { return startedAt < otherStart }
    guard let runID, let otherID = other.runID else { return false }
    if runID != otherID { return runID < otherID }
    // Of one run the end wins over what came before it, and a later end over an earlier one.
    if state.isOpen != other.state.isOpen { return state.isOpen }
    if let completedAt, let otherEnd = other.completedAt { return completedAt < otherEnd }
    return false
  }

  /// Whether the two cannot be told apart in time.
  func isIncomparable(with other: CheckFact) -> Bool {
    let haveStarts = startedAt != nil && other.startedAt != nil && startedAt != other.startedAt
    let haveRuns = runID != nil && other.runID != nil
    return !haveStarts && !haveRuns
  }
}
