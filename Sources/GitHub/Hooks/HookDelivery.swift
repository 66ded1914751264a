package import MissionCore

/// One attempt of GitHub's to deliver an event, as its log lists it. Texts are GitHub's.
package struct HookDelivery: Sendable, Hashable {
  /// GitHub's number of the attempt; needs all of its 64 bits.
  package var id: Int64
  /// The event's GUID in lower case: the same for all attempts, and for all hooks that send the event.
  package var guid: String
  /// When the attempt was made.
  package var deliveredAt: Timestamp?
  /// Whether somebody asked for it after the first.
  package var isRedelivery: Bool
  /// GitHub's word for the result: `OK`, or anything else.
  package var status: String
  /// The status that we answered; nil or 0 when no answer came.
  package var statusCode: Int?
  /// The event's kind; empty where GitHub does not say.
  package var event: String
  /// The event's action, if it has one.
  package var action: String?
  /// GitHub's number of the repository.
  package var repositoryID: Int64?
  /// GitHub's number of the App's installation.
  package var installationID: Int64?
  /// When GitHub held the delivery back because of too many others.
  package var throttledAt: Timestamp?

  /// One with its parts.
  package init(
    id: Int64, guid: String, deliveredAt: Timestamp?, isRedelivery: Bool = false, status: String = "OK",
    statusCode: Int? = 202, event: String, action: String? = nil, repositoryID: Int64? = nil,
    installationID: Int64? = nil, throttledAt: Timestamp? = nil
  ) {
    self.id = id
    self.guid = guid.lowercased()
    self.deliveredAt = deliveredAt
    self.isRedelivery = isRedelivery
    self.status = status
    self.statusCode = statusCode
    self.event = event
    self.action = action
    self.repositoryID = repositoryID
    self.installationID = installationID
    self.throttledAt = throttledAt
  }

  /// Whether anything here uses the event. Where GitHub does not say what it is, it may.
  package var isUsed: Bool {
    if event.isEmpty { return true }
    if event == "ping" { return false }
    guard let action else { return WebhookDecoder.usedActions[event] != nil }
    return WebhookDecoder.isUsed(event: event, action: action)
  }

  /// Whether we answered that we have it.
  package var wasAcknowledged: Bool { statusCode.map { (200..<300).contains($0) } ?? (status == "OK") }
}
