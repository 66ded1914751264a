import MissionCore

/// A comment in GraphQL.
struct CommentNode: Decodable {
  let id: String
  let fullDatabaseId: DatabaseID?
  let author: ActorNode?
  let body: String?
  let url: String?
  let updatedAt: WrittenTime
  /// Asked for in review threads only.
  let authorAssociation: AuthorAssociation?

  var fact: CommentFact {
    CommentFact(
      id: fullDatabaseId?.text ?? id, author: ActorNode.account(author),
      body: (body ?? "").capped(at: TextLimit.body), url: url?.asPageAddress, updatedAt: updatedAt.timestamp,
      hasSay: authorAssociation?.hasSay)
  }
}
