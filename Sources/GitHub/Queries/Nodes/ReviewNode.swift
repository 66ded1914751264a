import MissionCore

/// A review in GraphQL, from the list of those whose authors may write.
struct ReviewNode: Decodable {
  let id: String
  let fullDatabaseId: DatabaseID?
  let author: ActorNode?
  let state: String
  let commit: Commit?
  let body: String?
  let url: String?
  let submittedAt: WrittenTime?

  struct Commit: Decodable {
    let oid: CommitName
  }

  var fact: ReviewFact {
    ReviewFact(
      id: fullDatabaseId?.text ?? id, reviewer: ActorNode.account(author),
      verdict: ReviewFact.Verdict(state.capped(at: TextLimit.title)), commit: commit?.oid.sha, canWrite: true,
      body: (body ?? "").capped(at: TextLimit.body), url: url?.asPageAddress,
      submittedAt: submittedAt?.timestamp)
  }
}
