import MissionCore

/// An account in REST answers and webhooks.
struct AccountPayload: Decodable {
  let login: String?
  let type: String?

  /// The account; the word for a deleted one is `ghost`.
  static func account(_ payload: AccountPayload?) -> Account {
    guard let login = payload?.login, !login.isEmpty else { return Account(login: "ghost", isBot: false) }
    return Account(login: login.capped(at: TextLimit.title), isBot: payload?.type == "Bot")
  }
}
