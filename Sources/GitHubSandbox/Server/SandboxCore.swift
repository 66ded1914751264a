package import GitHub
package import MissionCore

/// The sandbox without its sockets: state, faults and logs, and the answer to every request. A value; whoever holds it
/// sees to it that one request comes after the other.
package struct SandboxCore: Sendable {
  /// What is to be done with an answer.
  package enum Handling: Sendable {
    case answer(APIResponse)
    case late(APIResponse, milliseconds: Int)
    case never
  }

  /// What there is on this GitHub.
  package var state: SandboxState
  /// What was sent to hooks, and what became of it.
  package var deliveries = DeliveryLog()
  /// Which deliveries get lost, doubled and overtaken.
  package var schedule = DeliverySchedule()
  /// What goes wrong with the next calls.
  package var faults: [CallFault] = []
  /// What is left to each caller.
  package var limits = RateLimits()
  /// What it was asked.
  package var counts = RequestCounts()
  /// The only token that is let in; every one where there is none.
  package var token: Secret?
  /// Whether the log of deliveries shows no payloads any more.
  package var forgetsPayloads = false
  /// What precedes every path of the REST API; empty at github.com.
  package let prefix: String
  /// What can be asked in GraphQL.
  var schema = GraphQLSchema.gitHub
  /// The App there is, if any.
  package var app: SandboxApp?
  /// Deliveries that have not been handed to the courier yet.
  var outgoing: [OutgoingDelivery] = []

  init(links: Links, prefix: String = "") {
    state = SandboxState(links: links)
    self.prefix = prefix
  }

  /// Takes the deliveries that are to be sent, in order.
  package mutating func takeOutgoing() -> [OutgoingDelivery] {
    defer { outgoing = [] }
    return outgoing
  }

  /// Serves a request.
  package mutating func handle(_ request: APIRequest, at now: Timestamp) -> Handling {
    guard let request = withoutPrefix(request) else { return .answer(Self.failure(404, [:], nil)) }
    if request.segments.first == "_sandbox" { return .answer(answer(request, at: now)) }
    guard let kind = takeFault(for: request) else { return .answer(answer(request, at: now)) }
    switch kind {
    case .status(let status, let headers, let body):
      counts.count("fault", status: status)
      return .answer(Self.failure(status, headers, body))
    case .garbage:
      counts.count("fault", status: 200)
      return .answer(
        APIResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array("<html>Unicorn!</html>".utf8)))
    case .truncated:
      var response = answer(request, at: now)
      response.body = Array(response.body.prefix(response.body.count / 2))
      return .answer(response)
    case .slow(let milliseconds): return .late(answer(request, at: now), milliseconds: milliseconds)
    case .never:
      counts.count("fault", status: 0)
      return .never
    }
  }

  /// The request as github.com would get it; nil where nothing is served.
  private func withoutPrefix(_ request: APIRequest) -> APIRequest? {
    guard !prefix.isEmpty else { return request }
    var request = request
    if request.path == "/api/graphql" {
      request.path = "/graphql"
    } else if request.path.hasPrefix("\(prefix)/"), request.path != "\(prefix)/graphql" {
      request.path.removeFirst(prefix.utf8.count)
    } else {
      return nil
    }
    return request
  }

  private mutating func takeFault(for request: APIRequest) -> CallFault.Kind? {
    let index = faults.firstIndex { fault in
      fault.count > 0 && (fault.path.map { request.path.hasPrefix($0) } ?? true)
    }
    guard let index else { return nil }
    faults[index].count -= 1
    defer { faults.removeAll { $0.count <= 0 } }
    return faults[index].kind
  }

  private static func failure(_ status: Int, _ headers: [String: String], _ body: String?) -> APIResponse {
    let content = body ?? (["message": "Sandbox fault", "status": "\(status)"] as JSONValue).json
    let kind = content.hasPrefix("<") ? "text/html" : "application/json; charset=utf-8"
    return APIResponse(
      status: status,
      headers: [("Content-Type", kind)] + headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) },
      body: Array(content.utf8))
  }
}
