import MissionCore

/// `push`: a branch or a tag moved, was created or deleted. Only branches are of interest.
struct PushContent: WebhookContent {
  let ref: String

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let prefix = "refs/heads/"
    guard ref.hasPrefix(prefix), ref.utf8.count > prefix.utf8.count else { return [] }
    return [.pushed(repository.name, branch: String(ref.dropFirst(prefix.count)).capped(at: TextLimit.title))]
  }
}
