import Foundation
import GitHub
import MissionCore
import System
import TestSupport

/// An in-test GitHub with one App: it finds installations and hands out tokens, as its script says.
final class AppServer: Sendable {
  struct Installed: Sendable {
    var id = 7
    var account = "octo"
    var isSuspended = false
    var json: String {
      """
      {"id":\(id),"account":{"login":"\(account)"},"app_id":1,"permissions":{"checks":"read"},"events":["push"],
      "suspended_at":\(isSuspended ? "\"2026-11-01T00:00:00Z\"" : "null")}
      """
    }
  }

  struct State: Sendable {
    /// By owner.
    var installations: [String: Installed] = ["octo": Installed()]
    /// What an access token's request gets instead, if anything.
    var mintAnswer: ScriptedServer.Answer?
    /// What the search for an installation gets instead, if anything.
    var findAnswer: ScriptedServer.Answer?
    /// Tokens that are refused; the others pass.
    var refused: Set<String> = []
    var minted = 0
    var lifetimeSeconds = 3_600
    /// Seconds that GitHub's clock is ahead of the time of tests.
    var skewSeconds = 0
    /// How far GitHub lets an assertion's `iat` lie in its future.
    var checksTime = false
  }

  let state = Guarded(State())
  private let server: ScriptedServer

  init(path: String = "") {
    server = ScriptedServer { [state] request in
      var answer: ScriptedServer.Answer = .silence
      state.withLock { answer = Self.answer(request, below: path, &$0) }
      return answer
    }
  }

  var url: String { server.url }
  var requests: [ScriptedServer.Request] { server.requests }
  func received(_ count: Int) async -> Bool { await server.received(count) }
  func stop() { server.stop() }

  /// The requests as `METHOD path`.
  var log: [String] { requests.map { "\($0.method) \($0.path)" } }
  var mintCount: Int { log.filter { $0.hasSuffix("/access_tokens") }.count }

  /// The App's access to this server. It neither waits for real nor honours a proxy.
  func access(
    path: String = "", home: RepositoryName? = nil, time: ManualClock = ManualClock()
  ) throws -> AppAccess {
    var configuration = GitHubClient.Configuration()
    configuration.chance = { 1 }
    configuration.retries = .never
    return AppAccess(
      try ThrowawayKey.rsa.app(), endpoints: try APIEndpoints(base: url + path),
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)), home: home, timekeeper: time,
      configuration: configuration)
  }

  /// A client that uses the App's installation tokens.
  func client(_ access: AppAccess, path: String = "", time: ManualClock = ManualClock()) throws
    -> GitHubClient
  {
    var configuration = GitHubClient.Configuration()
    configuration.retries = .never
    return GitHubClient(
      endpoints: try APIEndpoints(base: url + path), tokens: access.tokens,
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)),
      governor: RateGovernor(timekeeper: time), timekeeper: time, configuration: configuration)
  }

  /// A token as GitHub makes them since 2026: long, with dots and underscores.
  static func tokenText(_ number: Int) -> String {
    "ghs_1234_eyJhbGciOi.\(String(repeating: "aB9_-.", count: 83))\(number)"
  }

  private static func answer(
    _ request: ScriptedServer.Request, below path: String, _ state: inout State
  ) -> ScriptedServer.Answer {
    guard request.path.hasPrefix(path) else { return .reply(404) }
    let bearer = request.header("Authorization")?.dropFirst("Bearer ".count) ?? ""
    let segments = request.path.dropFirst(path.utf8.count).split(separator: "/").map(String.init)
    let now = ManualClock.start.adding(seconds: state.skewSeconds)
    let headers = [("Date", Self.date(now))]

    let isForApp = segments.first == "app" || segments.last == "installation"
    if isForApp {
      guard let assertion = try? Assertion(String(bearer)),
        ThrowawayKey.rsa.verifies(assertion.signature, of: assertion.signed)
      else { return .reply(401, headers, #"{"message":"A JSON web token could not be decoded"}"#) }
      let seconds = now.milliseconds / 1000
      if state.checksTime,
        assertion.claims.iat > seconds || assertion.claims.exp > seconds + 600
          || assertion.claims.exp <= seconds
      {
        return .reply(401, headers, #"{"message":"'Expiration time' claim ('exp') is too far in the future"}"#)
      }
    } else if state.refused.contains(String(bearer)) || bearer.isEmpty {
      return .reply(401, headers, #"{"message":"Bad credentials"}"#)
    }

    switch (request.method, segments.count, segments.last) {
    case ("GET", 4, "installation"):
      if let answer = state.findAnswer { return answer }
      guard let installed = state.installations[segments[1].lowercased()] else {
        return .reply(404, headers, #"{"message":"Not Found"}"#)
      }
      return .reply(200, headers, installed.json)
    case ("GET", 2, "installations"):
      let all = state.installations.sorted { $0.key < $1.key }.map(\.value.json)
      return .reply(200, headers, "[\(all.joined(separator: ","))]")
    case ("POST", 4, "access_tokens"):
      if let answer = state.mintAnswer { return answer }
      guard state.installations.values.contains(where: { String($0.id) == segments[2] }) else {
        return .reply(404, headers, #"{"message":"Not Found"}"#)
      }
      state.minted += 1
      let end = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000 + Double(state.lifetimeSeconds))
      return .reply(
        201, headers,
        #"{"token":"\#(tokenText(state.minted))","expires_at":"\#(end.formatted(.iso8601))","permissions":{}}"#)
    default:
      return .reply(200, headers, #"{"id":1}"#)
    }
  }

  private static func date(_ time: Timestamp) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000))
  }
}
