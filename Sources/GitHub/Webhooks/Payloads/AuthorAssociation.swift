/// What somebody is to a repository (`author_association`, https://docs.github.com/en/graphql/reference/enums).
struct AuthorAssociation: Decodable {
  /// Whether it is the account the repository belongs to: the only one of these words that means write access.
  let isOwner: Bool
  /// Whether it is the owner, a member of the organization or an invited collaborator. A hint only: members and
  /// collaborators may have no more than read access.
  let hasSay: Bool

  init(from decoder: any Decoder) throws {
    let word = try decoder.singleValueContainer().decode(String.self).uppercased()
    isOwner = word == "OWNER"
    hasSay = ["OWNER", "MEMBER", "COLLABORATOR"].contains(word)
  }
}
