import FoundationEssentials
import MissionCore

/// Reads GitHub's webhooks: the few fields that are used, and nothing else is trusted to be there.
///
/// A delivery has been verified before it comes here, yet most of what is in it was written by strangers: texts are
/// capped, addresses and names are checked, numbers have bounds. Whatever the JSON is, reading ends with a value or an
/// error.
package enum WebhookDecoder {
  /// Reads a delivery. Pairs of event and action that are not used (see `isUsed`) give an event without observations.
  ///
  /// Throws `.missing` or `.invalid` for a used event that lacks a field without which it says nothing.
  package static func decode(
    event: String, body: [UInt8], encoding: PayloadEncoding = .json
  ) throws(WebhookDecodingError) -> WebhookEvent {
    let document = try encoding.document(in: body)
    guard let content = contents[event] else {
      switch event {
      case "repository": return try repositoryEvent(document)
      case "installation", "installation_repositories": return try installationEvent(event, document)
      case "meta": return try metaEvent(document)
      default: break
      }
      return summary(of: try read(WebhookPayload<NoContent>.self, from: document), event: event, observations: [])
    }
    return try watchedEvent(event, content: content, document: document)
  }

  /// The body's `action` (nil where the event has none), and with it the certainty that the body is a JSON object: what
  /// the door needs to answer "ignored" before anything is stored.
  package static func action(
    in body: [UInt8], encoding: PayloadEncoding = .json
  ) throws(WebhookDecodingError) -> String? {
    try read(ActionOnly.self, from: try encoding.document(in: body)).action
  }

  /// Reads a `ping`: what the hook that was just installed is subscribed to.
  package static func ping(
    in body: [UInt8], encoding: PayloadEncoding = .json
  ) throws(WebhookDecodingError) -> HookFacts {
    try read(PingPayload.self, from: try encoding.document(in: body)).facts
  }
}

extension WebhookDecoder {
  /// Which content belongs to which event; an event that is not here has no observations.
  private static let contents: [String: any WebhookContent.Type] = [
    "issues": IssuesContent.self,
    "issue_comment": IssueCommentContent.self,
    "issue_dependencies": IssueDependenciesContent.self,
    "sub_issues": SubIssuesContent.self,
    "pull_request": PullRequestContent.self,
    "pull_request_review": ReviewContent.self,
    "pull_request_review_comment": ReviewCommentContent.self,
    "pull_request_review_thread": ReviewThreadContent.self,
    "check_run": CheckRunContent.self,
    "check_suite": CheckSuiteContent.self,
    "status": StatusContent.self,
    "workflow_run": WorkflowRunContent.self,
    "push": PushContent.self,
    "merge_group": MergeGroupContent.self,
  ]

  private static func watchedEvent<Content: WebhookContent>(
    _ event: String, content: Content.Type, document: [UInt8]
  ) throws(WebhookDecodingError) -> WebhookEvent {
    let delivery = try read(WebhookPayload<Content>.self, from: document, event: event)
    guard let content = delivery.content else { return summary(of: delivery, event: event, observations: []) }
    guard let repository = delivery.repository else { throw .missing("repository") }
    guard let fullName = repository.fullName else { throw .missing("repository.full_name") }
    guard let name = RepositoryName(fullName) else { throw .invalid("repository.full_name") }
    let observations = try content.observations(
      action: delivery.action ?? "", in: DeliveryRepository(name: name, id: repository.id?.value))
    return summary(of: delivery, event: event, observations: observations)
  }

  private static func repositoryEvent(_ document: [UInt8]) throws(WebhookDecodingError) -> WebhookEvent {
    let delivery = try read(WebhookPayload<RepositoryChanges>.self, from: document)
    var event = summary(of: delivery, event: "repository", observations: [])
    guard let name = event.repository else { return event }
    event.formerRepository = delivery.content?.formerName(of: name)
    switch event.action {
    case "renamed", "transferred":
      event.observations = [.repositoryNamed(name, id: event.repositoryID, formerly: event.formerRepository)]
    case "deleted": event.observations = [.repositoryStanding(name, .lost(reason: "was deleted"))]
    case "privatized": event.observations = [.repositoryStanding(name, .lost(reason: "was made private"))]
    case "archived": event.observations = [.repositoryStanding(name, .archived)]
    case "unarchived", "publicized": event.observations = [.repositoryStanding(name, .usable)]
    default: break
    }
    return event
  }

  private static func installationEvent(
    _ name: String, _ document: [UInt8]
  ) throws(WebhookDecodingError) -> WebhookEvent {
    let delivery = try read(WebhookPayload<InstallationPayload>.self, from: document, event: name)
    var event = summary(of: delivery, event: name, observations: [])
    event.reach = delivery.content?.reach(event: name, action: event.action)
    return event
  }

  private static func metaEvent(_ document: [UInt8]) throws(WebhookDecodingError) -> WebhookEvent {
    let delivery = try read(WebhookPayload<DeletedHookPayload>.self, from: document, event: "meta")
    var event = summary(of: delivery, event: "meta", observations: [])
    event.deletedHook = delivery.content?.hook(of: event.repository)
    return event
  }

  private static func summary<Content>(
    of delivery: WebhookPayload<Content>, event: String, observations: [Observation]
  ) -> WebhookEvent {
    var summary = WebhookEvent(
      event: event, action: delivery.action ?? "", repository: delivery.repository?.name,
      repositoryID: delivery.repository?.id?.value, formerRepository: nil,
      sender: delivery.sender.map { AccountPayload.account($0) }, installationID: delivery.installation?.id?.value,
      observations: observations)
    summary.label = delivery.label?.name?.capped(at: TextLimit.title)
    return summary
  }

  private static func read<Value: Decodable>(
    _ type: Value.Type, from document: [UInt8], event: String? = nil
  ) throws(WebhookDecodingError) -> Value {
    let decoder = JSONDecoder()
    decoder.userInfo[.webhookEvent] = event
    do {
      return try BoundedJSON.decode(Value.self, from: Data(document), with: decoder)
    } catch {
      let failure = WebhookDecodingError(error)
      guard let repaired = RepairedJSON.repaired(document) else { throw failure }
      do {
        return try BoundedJSON.decode(Value.self, from: Data(repaired), with: decoder)
      } catch {
        throw WebhookDecodingError(error)
      }
    }
  }

  private struct ActionOnly: Decodable {
    let action: String?
  }
}
