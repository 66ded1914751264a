import CommandLine
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

/// A hook as the `hook` commands tell it. Its URL is shown without user, password and query.
struct HookDocument: Encodable, Sendable, Equatable {
  /// GitHub's number; nil for an App's.
  let id: Int64?
  let url: String
  let active: Bool
  let contentType: String
  let events: [String]
  let hasSecret: Bool
  /// What is not as it should be.
  var problems: [String]

  private enum CodingKeys: String, CodingKey {
    case id, url, active, events, problems
    case contentType = "content_type"
    case hasSecret = "has_secret"
  }

  /// A hook, and what has to be done to it.
  init(_ hook: Hook, problems: [HookChange] = []) {
    id = hook.reference.id
    url = Self.plain(hook.url)
    active = hook.isActive
    contentType = hook.contentType.printable(limit: 40)
    events = hook.events.map { $0.printable(limit: 60) }
    hasSecret = hook.hasSecret
    self.problems = problems.map(\.description)
  }

  /// A URL without what may be secret in it.
  static func plain(_ url: String) -> String {
    guard var components = URLComponents(string: url) else { return "(not a URL)" }
    components.user = nil
    components.password = nil
    components.query = nil
    components.fragment = nil
    return (components.string ?? "(not a URL)").printable(limit: 300)
  }
}

/// One attempt of GitHub's to deliver something.
struct AttemptDocument: Encodable, Sendable, Equatable {
  let delivery: String
  let event: String
  let action: String?
  let at: String?
  let statusCode: Int?
  let status: String
  let acknowledged: Bool

  private enum CodingKeys: String, CodingKey {
    case delivery, event, action, at, status, acknowledged
    case statusCode = "status_code"
  }

  /// An entry of GitHub's log.
  init(_ attempt: HookDelivery) {
    delivery = attempt.guid
    event = attempt.event.printable(limit: 60)
    action = attempt.action?.printable(limit: 60)
    at = attempt.deliveredAt?.jsonText
    statusCode = attempt.statusCode
    status = attempt.status.printable(limit: 100)
    acknowledged = attempt.wasAcknowledged
  }
}
