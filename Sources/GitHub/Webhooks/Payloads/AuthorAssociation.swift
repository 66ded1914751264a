/// What somebody is to a repository (`author_association`, https://docs.github.com/en/graphql/reference/enums).
struct AuthorAssociation: Decodable {
  /// Whether it is the owner, a member of the organization or an invited collaborator. A hint only: a collaborator may
  /// have no more than read access.
  let hasSay: Bool

  init(from decoder: any Decoder) throws {
    switch try decoder.singleValueContainer().decode(String.self).uppercased() {
    case "OWNER", "MEMBER", "COLLABORATOR": hasSay = true
    default: hasSay = false
    }
  }
}
