import MissionCore

/// An account in GraphQL.
struct ActorNode: Decodable {
  let login: String?
  let typeName: String?

  /// The account; the word for a deleted one, which GraphQL gives as null, is `ghost`.
  static func account(_ node: ActorNode?) -> Account {
    guard let login = node?.login, !login.isEmpty else { return Account(login: "ghost", isBot: false) }
    return Account(login: login.capped(at: TextLimit.title), isBot: node?.typeName == "Bot")
  }

  private enum CodingKeys: String, CodingKey {
    case login
    case typeName = "__typename"
  }
}
