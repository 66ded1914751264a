import MissionCore

/// A comment of a conversation or of a diff, in webhooks.
struct CommentPayload: Decodable {
  let id: WholeNumber
  let user: AccountPayload?
  let body: String?
  let pageURL: String?
  let updatedAt: WrittenTime
  let path: String?
  let line: WholeNumber?
  let originalLine: WholeNumber?

  /// What it says.
  var fact: CommentFact {
    CommentFact(
      id: String(id.value), author: AccountPayload.account(user), body: (body ?? "").capped(at: TextLimit.body),
      url: pageURL?.asPageAddress, updatedAt: updatedAt.timestamp)
  }

  private enum CodingKeys: String, CodingKey {
    case id, user, body, path, line
    case pageURL = "html_url"
    case updatedAt = "updated_at"
    case originalLine = "original_line"
  }
}
