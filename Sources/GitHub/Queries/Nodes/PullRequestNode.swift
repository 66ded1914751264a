import MissionCore

/// A pull request in GraphQL: its own fields and the first pages of its listings.
struct PullRequestNode: Decodable {
  let facts: Facts
  let listings: ListingsNode

  init(from decoder: any Decoder) throws {
    facts = try Facts(from: decoder)
    listings = try ListingsNode(from: decoder)
  }

  struct Facts: Decodable {
    let title: String?
    let url: String?
    let author: ActorNode?
    let state: String
    let merged: Bool?
    let isDraft: Bool
    let headRefOid: CommitName
    let headRefName: String
    let baseRefName: String
    let mergeable: String
    let mergeStateStatus: String
    let body: String?
    let createdAt: WrittenTime?
    let closedAt: WrittenTime?
    let updatedAt: WrittenTime
    let mergeCommit: MergeCommit?
    let reviewDecision: String?
    let closingIssuesReferences: Connection<ClosedIssue>?
    let isMergeQueueEnabled: Bool?
    let isInMergeQueue: Bool?
    let mergeQueueEntry: Attempt<QueueEntry>?

    /// Where it stands with the merge queue; nil when the answer does not say.
    var mergeQueue: PullRequestSnapshot.MergeQueuePlace? {
      if isInMergeQueue == true {
        return .entered((mergeQueueEntry?.value?.state ?? "").lowercased().capped(at: TextLimit.title))
      }
      guard isInMergeQueue == false, let isMergeQueueEnabled else { return nil }
      return isMergeQueueEnabled ? .outside : .noQueue
    }
  }

  struct MergeCommit: Decodable {
    let oid: CommitName
  }

  struct QueueEntry: Decodable {
    let state: String?
  }

  struct ClosedIssue: Decodable {
    let number: WholeNumber
    let repository: Repository

    struct Repository: Decodable {
      let nameWithOwner: String
    }

    var reference: IssueReference? {
      RepositoryName(repository.nameWithOwner).flatMap { IssueReference(repository: $0, number: number.value) }
    }
  }
}

extension PullRequestSnapshot.Mergeability {
  /// Reads GraphQL's `MergeableState`.
  init(word: String) {
    switch word {
    case "MERGEABLE": self = .mergeable
    case "CONFLICTING": self = .conflicting
    default: self = .unknown
    }
  }
}
