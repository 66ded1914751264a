import MissionCore

/// A comment of a conversation or of a diff, in webhooks.
struct CommentPayload: Decodable {
  let id: WholeNumber
  let user: AccountPayload?
  let body: String?
  let pageURL: String?
  let createdAt: WrittenTime?
  let updatedAt: WrittenTime
  let association: AuthorAssociation?
  let app: Presence?
  /// The address of what it stands under (`issue_url`); only lists need it.
  let place: String?
  let path: String?
  let line: WholeNumber?
  let originalLine: WholeNumber?

  /// What it says.
  var fact: CommentFact {
    CommentFact(
      id: String(id.value), author: AccountPayload.account(user), body: (body ?? "").capped(at: TextLimit.body),
      url: pageURL?.asPageAddress, updatedAt: updatedAt.timestamp)
  }

  /// Whether a mission of ours wrote it. Whoever copies the invisible mark only makes their own comment unheard.
  var isOurs: Bool { (body ?? "").hasPrefix(StatusComment.markerStart) }

  /// Whether a mission of ours answered in a review thread by it; likewise.
  var isAnswer: Bool { (body ?? "").contains(ReviewThreadFact.answerMark) }

  /// What it commands; nil when there is nothing in it for us.
  func command(under target: IssueReference, _ sighting: CommandComment.Sighting) -> CommandComment? {
    let commands = CommentCommand.commands(in: (body ?? "").capped(at: TextLimit.body))
    guard !commands.isEmpty || sighting.takesBack else { return nil }
    return CommandComment(
      target: target, id: id.value, author: AccountPayload.account(user), hasSay: association?.hasSay ?? false,
      isByApp: app != nil, commands: commands, sighting: sighting,
      createdAt: createdAt?.timestamp ?? updatedAt.timestamp, updatedAt: updatedAt.timestamp)
  }

  private enum CodingKeys: String, CodingKey {
    case id, user, body, path, line
    case pageURL = "html_url"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case association = "author_association"
    case app = "performed_via_github_app"
    case place = "issue_url"
    case originalLine = "original_line"
  }
}

extension CommandComment.Sighting {
  /// Whether it may take back what an earlier sighting brought.
  fileprivate var takesBack: Bool {
    switch self {
    case .edited(let before): !before.isEmpty
    case .created, .deleted, .listed: false
    }
  }
}
