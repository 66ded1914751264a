/// What came of an action.
package enum ActionOutcome: Hashable, Sendable, Codable {
  /// It is done, now or before.
  case done(String)
  /// It is written, and this is GitHub's number of the comment, check run or pull request that holds it.
  case written(Int)
  /// GitHub says no: what it rests on is not so (any more). Doing it again does not help; looking again may.
  case refused(String)
  /// It could not be tried or may not have arrived; try again, at this time at the earliest where one is known.
  case failed(String, retryAt: Timestamp?)
}
