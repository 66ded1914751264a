import MissionCore

/// A delivery's JSON: the fields common to all events and the content of this one, read from one parsed document.
struct WebhookPayload<Content: Decodable>: Decodable {
  let action: String?
  let repository: RepositoryPayload?
  let sender: AccountPayload?
  let installation: Installation?
  /// The label that was put on or taken off; nil where the delivery is about none.
  let label: LabelPayload?
  /// Nil when this action of the event is not used: then nothing more is demanded of the document.
  let content: Content?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    action = try container.decodeIfPresent(String.self, forKey: .action)
    repository = try container.decodeIfPresent(RepositoryPayload.self, forKey: .repository)
    sender = try container.decodeIfPresent(AccountPayload.self, forKey: .sender)
    installation = try container.decodeIfPresent(Installation.self, forKey: .installation)
    label = try? container.decodeIfPresent(LabelPayload.self, forKey: .label)
    let event = decoder.userInfo[.webhookEvent] as? String
    let isUnused = event.map { [action] in !WebhookDecoder.isUsed(event: $0, action: action) } ?? false
    content = isUnused ? nil : try Content(from: decoder)
  }

  struct Installation: Decodable {
    let id: WholeNumber?
  }

  private enum CodingKeys: String, CodingKey {
    case action, repository, sender, installation, label
  }
}

extension CodingUserInfoKey {
  /// The event whose delivery is read; without it the content is always read.
  static let webhookEvent = CodingUserInfoKey(rawValue: "event")!
}

/// The content of an event of which only the common fields are used.
struct NoContent: Decodable {
  init(from decoder: any Decoder) {}
}
