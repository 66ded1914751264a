import MissionCore

/// A reaction in GraphQL. Who reacted is no `Actor` there, so neither a type nor a sure login tells a bot.
struct ReactionNode: Decodable {
  let content: String
  let createdAt: WrittenTime
  let user: User?

  struct User: Decodable {
    let login: String?
    let databaseId: WholeNumber?
  }

  /// The reaction, if a bot that speaks by them put it there.
  var fact: ReactionFact? {
    guard let login = user?.login, ReviewBot.reacts(login: login, id: user?.databaseId?.value) else { return nil }
    return ReactionFact(
      account: Account(login: login.capped(at: TextLimit.title), isBot: true),
      content: content.lowercased().capped(at: TextLimit.title), createdAt: createdAt.timestamp)
  }
}
