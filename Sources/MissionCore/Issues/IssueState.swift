/// Whether an issue is open, or how it was closed (`state` and `state_reason`,
/// https://docs.github.com/en/rest/issues/issues).
package enum IssueState: Hashable, Sendable, Codable {
  /// Open, or opened again.
  case open
  /// Closed as completed; also closed without a reason, as GitHub means "completed" by that. A pull request: merged.
  case completed
  /// Closed as not planned or as a duplicate. A pull request: closed without being merged.
  case notPlanned
  /// A state this version does not know; never taken for completed.
  case unknown(String)
}
