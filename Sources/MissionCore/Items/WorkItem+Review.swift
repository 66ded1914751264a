extension WorkItem {
  /// Who let an item pass its review gate, and on which head.
  package struct Approval: Hashable, Sendable, Codable {
    /// The approver's name, for people.
    package var by: String
    /// The head it is good for.
    package var head: ReviewHead
  }

  /// The last word of a reviewer's task or an operator on the result. It is good for its own head only.
  package enum Review: Hashable, Sendable {
    /// Nobody has said anything that still stands.
    case open
    /// It may count.
    case approved(Approval)
    /// It may not, on this head; the cause quotes why.
    case rejected(Cause, head: ReviewHead)

    /// The head that was rejected; nil where none was.
    package var rejectedHead: ReviewHead? {
      if case .rejected(_, let head) = self { head } else { nil }
    }

    /// The approval; nil where there is none.
    package var approval: Approval? {
      if case .approved(let approval) = self { approval } else { nil }
    }
  }
}
