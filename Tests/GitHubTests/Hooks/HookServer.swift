import Foundation
import GitHub
import MissionCore
import System

/// An in-test GitHub with hooks, for a token that may do as much as is said.
final class HookServer: Sendable {
  enum Right: Int, Sendable, Comparable {
    case none, see, read, write

    static func < (left: Right, right: Right) -> Bool { left.rawValue < right.rawValue }
  }

  /// A hook as the API has it, with the secret that it does not show.
  struct Stored: Sendable {
    var id: Int64
    var url = "https://box.example.com/webhooks/github"
    var contentType = "json"
    var insecure = "\"0\""
    var secret: String?
    var events = ["push"]
    var isActive = true

    var config: String {
      let stars = secret == nil ? "" : #","secret":"********""#
      return #"{"url":"\#(url)","content_type":"\#(contentType)","insecure_ssl":\#(insecure)\#(stars)}"#
    }

    var json: String {
      let events = events.map { "\"\($0)\"" }.joined(separator: ",")
      return """
        {"type":"Repository","id":\(id),"name":"web","active":\(isActive),"events":[\(events)],"config":\(config),
        "last_response":{"code":null,"status":"unused","message":null}}
        """
    }
  }

  struct State: Sendable {
    var right = Right.write
    var hooks: [Stored] = []
    var pings: [Int64] = []
    var appEvents = ["push"]
  }

  let state = Guarded(State())
  private let server: ScriptedServer

  init() {
    server = ScriptedServer { [state] request in
      var answer: ScriptedServer.Answer = .reply(404)
      state.withLock { answer = Self.answer(request, &$0) }
      return answer
    }
  }

  var requests: [ScriptedServer.Request] { server.requests }
  var log: [String] { requests.map { "\($0.method) \($0.path)" } }
  func client() throws -> GitHubClient { try server.client() }
  func stop() { server.stop() }

  private struct Body: Decodable {
    struct Config: Decodable {
      var url: String?
      var content_type: String?
      var insecure_ssl: String?
      var secret: String?
    }

    var name: String?
    var active: Bool?
    var events: [String]?
    var config: Config?
  }

  private static func answer(_ request: ScriptedServer.Request, _ state: inout State) -> ScriptedServer.Answer {
    let missing = ScriptedServer.Answer.reply(404, [], #"{"message":"Not Found"}"#)
    guard state.right > .none else { return missing }
    var segments = request.path.split(separator: "/").map(String.init)
    if segments == ["app"] {
      return .reply(200, [], "{\"id\":1,\"events\":\(state.appEvents),\"permissions\":{}}")
    }
    if segments.starts(with: ["app", "hook"]) {
      guard var hook = state.hooks.first else { return missing }
      if request.method == "PATCH" { apply(config: request.body, to: &hook) }
      state.hooks[0] = hook
      return .reply(200, [], hook.config)
    }
    segments.removeFirst(segments.first == "repos" ? 3 : 2)
    guard segments.first == "hooks" else { return .reply(200, [], #"{"id":1}"#) }
    guard state.right >= (request.method == "GET" ? .read : .write) else { return missing }
    let index = segments.count > 1 ? state.hooks.firstIndex { String($0.id) == segments[1] } : nil
    switch (request.method, segments.count, segments.last ?? "") {
    case ("GET", 1, _):
      return .reply(200, [], "[\(state.hooks.map(\.json).joined(separator: ","))]")
    case ("POST", 1, _):
      guard let body = try? JSONDecoder().decode(Body.self, from: Data(request.body)), body.name == "web",
        body.config?.url?.contains("localhost") == false
      else { return .reply(422, [], #"{"message":"Validation Failed","errors":[{"message":"url is not reachable"}]}"#) }
      var hook = Stored(id: 9_007_199_254_740_993)
      apply(body, to: &hook)
      state.hooks.append(hook)
      return .reply(201, [], hook.json)
    case ("GET", 2, _):
      return index.map { .reply(200, [], state.hooks[$0].json) } ?? missing
    case ("PATCH", 2, _):
      guard let index, let body = try? JSONDecoder().decode(Body.self, from: Data(request.body)) else { return missing }
      apply(body, to: &state.hooks[index])
      return .reply(200, [], state.hooks[index].json)
    case ("PATCH", 3, "config"):
      guard let index else { return missing }
      apply(config: request.body, to: &state.hooks[index])
      return .reply(200, [], state.hooks[index].config)
    case ("POST", 3, "pings"):
      guard let index else { return missing }
      state.pings.append(state.hooks[index].id)
      return .reply(204)
    default:
      return missing
    }
  }

  private static func apply(_ body: Body, to hook: inout Stored) {
    hook.isActive = body.active ?? hook.isActive
    hook.events = body.events ?? hook.events
    // As GitHub does it: a configuration in the hook replaces the whole, and a secret that is not in it is gone.
    guard let config = body.config else { return }
    hook.secret = nil
    apply(config, to: &hook)
  }

  private static func apply(config: [UInt8], to hook: inout Stored) {
    guard let config = try? JSONDecoder().decode(Body.Config.self, from: Data(config)) else { return }
    apply(config, to: &hook)
  }

  private static func apply(_ config: Body.Config, to hook: inout Stored) {
    hook.url = config.url ?? hook.url
    hook.contentType = config.content_type ?? hook.contentType
    hook.insecure = config.insecure_ssl.map { "\"\($0)\"" } ?? hook.insecure
    hook.secret = config.secret ?? hook.secret
  }
}
