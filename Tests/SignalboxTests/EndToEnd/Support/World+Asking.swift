import FoundationEssentials
import GitHub
import GitHubSandbox
import MissionStore
import TestSupport
import Testing

@testable import Redis

/// An answer over HTTP.
struct HTTPAnswer: Sendable {
  let status: Int
  let headers: HTTPClient.Headers
  let body: [UInt8]

  var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension World {
  /// Sends a request anywhere.
  func send(
    _ method: HTTPClient.Method, _ url: String, _ body: [UInt8]? = nil, headers: HTTPClient.Headers = [:]
  ) async throws -> HTTPAnswer {
    var headers = headers
    if headers["User-Agent"] == nil { headers.append("User-Agent", "tests") }
    let response = try await client.send(
      .init(method, url, headers: headers, body: body.map { Data($0) }, timeout: .seconds(patience)))
    return HTTPAnswer(status: response.status, headers: response.headers, body: Array(response.body))
  }

  /// Asks the admin listener.
  func ask(_ path: String, of service: RunningService? = nil, headers: HTTPClient.Headers = [:]) async throws
    -> HTTPAnswer
  {
    try await send(.get, "http://127.0.0.1:\((service ?? self.service).admin)\(path)", headers: headers)
  }

  /// What people, agents and CI do on GitHub.
  @discardableResult
  func github(
    _ method: HTTPClient.Method, _ path: String, _ body: JSONValue? = nil, as actor: String? = nil
  ) async throws -> JSONValue {
    var headers: HTTPClient.Headers = [:]
    if let actor { headers.append("X-Sandbox-Actor", actor) }
    let answer = try await send(method, sandbox.url + path, body?.bytes, headers: headers)
    guard (200...299).contains(answer.status) else { throw GaveUp("\(method) \(path)", seen: answer.text) }
    return answer.json
  }

  /// The whole of a mission, as `mission status --json` gives it.
  func mission(_ id: String) async throws -> JSONValue {
    let answer = try await ask("/api/v1/missions/\(id)")
    guard answer.status == 200 else { throw GaveUp("mission \(id)", seen: answer.text) }
    return answer.json
  }

  /// Waits until a mission's document is as wanted, and returns it.
  @discardableResult
  func mission(
    _ id: String, until what: String, within seconds: Int = patience, _ condition: (JSONValue) throws -> Bool
  ) async throws -> JSONValue {
    var last: JSONValue = .null
    do {
      return try await eventually("mission to be: \(what)", within: seconds) { () -> JSONValue? in
        last = try await self.mission(id)
        // Not `nil`: for this type that is JSON's null.
        return try condition(last) ? last : Optional.none
      }
    } catch is GaveUp {
      throw GaveUp("mission to be: \(what)", seen: last.json)
    }
  }

  /// Posts a delivery as GitHub would, correctly signed.
  func deliver(
    _ body: [UInt8], event: String, guid: String = newGUID(), to service: RunningService? = nil, hook: String = "42"
  ) async throws -> HTTPAnswer {
    let port = (service ?? self.service).webhooks
    return try await send(
      .post, "http://127.0.0.1:\(port)/webhooks/github", body,
      headers: [
        "Content-Type": "application/json", "X-GitHub-Event": event, "X-GitHub-Delivery": guid,
        "X-GitHub-Hook-ID": hook, "User-Agent": "GitHub-Hookshot/tests",
        "X-Hub-Signature-256": WebhookSignature.sign(body, secret: try Secret(Self.secret)),
      ])
  }

  /// A connection to the Redis of the town.
  func redis(data: String = "data") throws -> RedisConnection {
    let address =
      try options.redis.map { try RedisAddress(parsing: $0) } ?? RedisAddress(socket: folder.file("\(data)/redis.sock"))
    return RedisConnection(
      to: address, options: .init(commandTimeout: .seconds(20), patience: .seconds(20)))
  }
}

/// A new delivery's name.
func newGUID() -> String {
  let digits = Array((0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined())
  let places = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
  return places.map { String(digits[$0]) }.joined(separator: "-")
}
