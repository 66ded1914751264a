import MissionCore

extension DeliveryRecord {
  /// A delivery as the log lists it.
  var shape: JSONValue {
    [
      "id": .integer(id), "guid": .string(guid), "delivered_at": .string(deliveredAt.gitHubText),
      "redelivery": .boolean(isRedelivery), "duration": .number(seconds), "status": .string(statusText),
      "status_code": .integer(statusCode), "event": .string(event), "action": .text(action), "installation_id": nil,
      "repository_id": .integer(repository), "throttled_at": nil,
    ]
  }

  /// A delivery with what was sent and what came back.
  var fullShape: JSONValue {
    let headers = requestHeaders.map { JSONValue.Member(name: $0.name, value: .string($0.value)) }
    return shape.adding([
      "url": "",
      "request": ["headers": .object(headers), "payload": (try? JSONReader.read(payload)) ?? .null],
      "response": ["headers": [:], "payload": .text(responseBody)],
    ])
  }

  /// A delivery as the sandbox's own list shows it: with the hook, and with what really happened.
  var controlShape: JSONValue {
    let fate =
      switch outcome {
      case .pending: "pending"
      case .answered: "answered"
      case .failed: "failed"
      case .dropped: "dropped"
      }
    return shape.adding(["hook_id": .integer(hook), "outcome": .string(fate), "response": .text(responseBody)])
  }

  private var responseBody: String? { if case .answered(_, let body, _) = outcome { body } else { nil } }
}
