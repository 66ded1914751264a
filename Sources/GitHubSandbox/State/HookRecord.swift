import GitHub
import MissionCore

/// A webhook of a repository, an organisation or an App.
package struct HookRecord: Sendable, Equatable {
  /// How the payload is wrapped; the raw values are GitHub's.
  package enum ContentType: String, Sendable {
    case json
    case form
  }

  var id: Int
  /// Where deliveries go.
  package var url: String
  var secret: Secret?
  /// How bodies are sent.
  package var contentType: ContentType
  var isActive: Bool
  /// The events it subscribes to; `*` for all.
  package var events: [String]
  var createdAt: Timestamp
  var updatedAt: Timestamp

  /// Whether it hears of an event. Every hook hears its `ping`.
  package func hears(_ event: String) -> Bool {
    isActive && (event == "ping" || events.contains("*") || events.contains(event))
  }

  /// Becomes what a draft says.
  mutating func take(_ draft: HookDraft, at now: Timestamp) {
    if let url = draft.url { self.url = url }
    if let secret = draft.secret { self.secret = secret }
    if let contentType = draft.contentType { self.contentType = contentType }
    if let isActive = draft.isActive { self.isActive = isActive }
    if let events = draft.events { self.events = events }
    updatedAt = now
  }
}
