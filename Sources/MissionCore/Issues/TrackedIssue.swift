/// An issue a mission depends on: one of its objectives, or a dependency outside it.
package struct TrackedIssue: Hashable, Sendable, Codable {
  /// Which issue.
  package internal(set) var reference: IssueReference
  /// What GitHub last said; nil before the first answer.
  package internal(set) var facts: IssueFacts?
  /// Why it is gone, if it is.
  package internal(set) var gone: String?
  /// Where it was transferred to; it is followed there once it can be read there.
  package internal(set) var movedTo: IssueReference?
  /// Where it was before it was transferred: other issues' texts may still say so. Nil when it never was.
  package internal(set) var formerReferences: [IssueReference]?
  /// Why it could not be read the last time; nil after a good answer.
  package internal(set) var problem: String?
  /// Since when GitHub answers that it does not know it, though it did before; nil after any other word about it.
  package internal(set) var notFoundSince: Timestamp?
  /// How often in a row it could not be read.
  package internal(set) var consecutiveFailures = 0
  /// Whether its links are known to have changed since it was last fetched; nil where they are not.
  package internal(set) var isTouched: Bool?
  /// When to look next.
  package internal(set) var nextFetchAt: Timestamp

  private enum CodingKeys: String, CodingKey {
    case reference, facts, gone, movedTo, formerReferences, problem, notFoundSince, consecutiveFailures, nextFetchAt
    case isTouched = "isStirred"
  }

  init(reference: IssueReference, nextFetchAt: Timestamp) {
    self.reference = reference
    self.nextFetchAt = nextFetchAt
  }

  /// Whether GitHub has said anything yet, good or bad.
  var isAnswered: Bool { facts != nil || gone != nil }

  /// How fetching it goes, as one value. The stored layout spells its parts.
  var fetches: Attempts {
    get { Attempts(failures: consecutiveFailures, problem: problem, nextAt: nextFetchAt) }
    set { (consecutiveFailures, problem, nextFetchAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
  }
}
