import FoundationEssentials
import GitHub
import MissionCore
import Synchronization
import Testing

@Suite("What a mission says on GitHub is written once and then edited")
struct ReportingTests {
  private static let issue = IssueReference("octo-org/hello-world#5")!
  private static let mission = Identifier<Mission>(high: 1, low: 2)

  @Test("without a comment yet one is written, and its number told")
  func first() async throws {
    try await Conversation.run { conversation in
      let outcome = await conversation.actor.perform(Self.report("Hello"))
      #expect(outcome == .written(1001))
      #expect(conversation.comments.map(\.body) == ["<!-- signalbox:mission:\(Self.mission) -->\nHello"])
    }
  }

  @Test("a comment whose number is known is edited in place, whatever else is in the conversation")
  func known() async throws {
    try await Conversation.run { conversation in
      _ = await conversation.actor.perform(Self.report("Hello"))
      #expect(await conversation.actor.perform(Self.report("Again", comment: 1001)) == .written(1001))
      #expect(conversation.comments.count == 1)
      #expect(conversation.comments[0].body.hasSuffix("\nAgain"))
    }
  }

  @Test("after a crash between writing and knowing, the comment is found again and not doubled")
  func crash() async throws {
    try await Conversation.run { conversation in
      for text in ["Hello", "Hello", "Again"] {
        #expect(await conversation.actor.perform(Self.report(text)) == .written(1001))
      }
      #expect(conversation.comments.count == 1)
      #expect(conversation.comments[0].body.hasSuffix("\nAgain"))
    }
  }

  @Test("somebody else's comment with the same mark is not ours, nor is another mission's")
  func forged() async throws {
    try await Conversation.run { conversation in
      conversation.add("<!-- signalbox:mission:\(Self.mission) -->\nforged", by: "mallory")
      conversation.add("see <!-- signalbox:mission:\(Self.mission) -->", by: "signalbox[bot]")
      conversation.add("<!-- signalbox:mission:other -->\nother", by: "signalbox[bot]")
      #expect(await conversation.actor.perform(Self.report("Hello")) == .written(1004))
      #expect(conversation.comments.count == 4)
      #expect(conversation.comments[0].body.hasSuffix("forged"))
    }
  }

  @Test("a comment that somebody deleted is written anew")
  func deleted() async throws {
    try await Conversation.run { conversation in
      #expect(await conversation.actor.perform(Self.report("Hello", comment: 999)) == .written(1001))
    }
  }

  @Test("a token without a user is named by GraphQL, and asked for once")
  func installation() async throws {
    try await Conversation.run { conversation in
      _ = await conversation.actor.perform(Self.report("Hello"))
      _ = await conversation.actor.perform(Self.report("Again"))
      #expect(conversation.requests.filter { $0 == "GET /user" }.count == 1)
      #expect(conversation.requests.filter { $0 == "POST /graphql" }.count == 1)
    }
  }

  @Test("a check run is found again by our identity, and edited")
  func check() async throws {
    try await Conversation.run { conversation in
      #expect(await conversation.actor.perform(Self.check()) == .written(2001))
      #expect(await conversation.actor.perform(Self.check()) == .written(2001))
      #expect(await conversation.actor.perform(Self.check(run: 2001)) == .written(2001))
      #expect(conversation.requests.filter { $0.hasSuffix("/check-runs") && $0.hasPrefix("POST") }.count == 1)
    }
  }

  @Test("where not all check runs could be read none is written: ours may be among the rest")
  func endlessChecks() async throws {
    let server = ScriptedServer { request in
      request.method == "GET"
        ? .reply(
          200, [("Link", "<\(request.target)&more>; rel=\"next\"")],
          #"{"total_count":1,"check_runs":[{"id":1,"external_id":"x"}]}"#)
        : .reply(201, [], #"{"id":2001}"#)
    }
    defer { server.stop() }
    let client = try server.client()
    let actor = GitHubActor(client: client, account: OwnAccount(client: client))
    guard case .refused = await actor.perform(Self.check()) else {
      Issue.record("written")
      return
    }
    #expect(server.requests.allSatisfy { $0.method == "GET" })
  }

  @Test("a check run that may not be written is refused, not tried for ever")
  func forbiddenCheck() async throws {
    let server = ScriptedServer { request in
      request.method == "GET"
        ? .reply(200, [], #"{"total_count":0,"check_runs":[]}"#)
        : .reply(403, [], #"{"message":"Resource not accessible by personal access token"}"#)
    }
    defer { server.stop() }
    let client = try server.client()
    let actor = GitHubActor(client: client, account: OwnAccount(client: client))
    #expect(await actor.perform(Self.check()) == .refused("Resource not accessible by personal access token"))
  }

  @Test(
    "only who may write commands; who is not known may not; we ourselves may not",
    arguments: [
      ("ada", #"{"permission":"admin"}"#, 200, CommandRight.writer), ("ada", #"{"permission":"write"}"#, 200, .writer),
      ("ada", #"{"permission":"read"}"#, 200, .none), ("ada", #"{"permission":"none"}"#, 200, .none),
      ("ada", #"{"permission":"owner of all"}"#, 200, .none), ("ada", "{}", 404, .none),
      ("Signalbox", #"{"permission":"admin"}"#, 200, .ourselves),
    ])
  func right(login: String, body: String, status: Int, right: CommandRight) async throws {
    let server = ScriptedServer { request in
      request.path == "/user" ? .reply(200, [], #"{"login":"signalbox"}"#) : .reply(status, [], body)
    }
    defer { server.stop() }
    let client = try server.client()
    let reader = CommandRightReader(client: client, account: OwnAccount(client: client))
    #expect(await reader.right(of: login, in: Self.issue.repository) == .success(right))
  }

  @Test(
    "no answer is a right",
    arguments: [("{", 200), ("{}", 200), ("[]", 200), (#"{"message":"no"}"#, 403), ("<html>", 502), ("", 401)])
  func noRight(body: String, status: Int) async throws {
    let server = ScriptedServer { request in
      request.path == "/user" ? .reply(200, [], #"{"login":"signalbox"}"#) : .reply(status, [], body)
    }
    defer { server.stop() }
    let client = try server.client { $0.retries = .never }
    let reader = CommandRightReader(client: client, account: OwnAccount(client: client))
    guard case .failure(.unavailable) = await reader.right(of: "ada", in: Self.issue.repository) else {
      Issue.record("taken for an answer")
      return
    }
  }

  private static func report(_ text: String, comment: Int? = nil) -> Action {
    .report(
      StatusComment(
        mission: mission, target: issue, comment: comment, since: Timestamp(milliseconds: 1_800_000_000_000),
        text: text))
  }

  private static func check(run: Int? = nil) -> Action {
    .check(
      StatusCheck(
        mission: mission, pullRequest: issue.asPullRequest, head: WebhookFixture.head, run: run, isPassing: false,
        title: "waits", text: "Hello"))
  }
}

/// A conversation on a GitHub that knows our token as an App's installation.
private final class Conversation: Sendable {
  struct Comment {
    var id: Int
    var author: String
    var body: String
  }

  private struct State {
    var comments: [Comment] = []
    var check: String?
  }

  private let state = Mutex(State())
  private let server: Mutex<ScriptedServer?> = Mutex(nil)
  let actor: GitHubActor

  static func run(_ body: (Conversation) async throws -> Void) async throws {
    let box = Mutex<Conversation?>(nil)
    let server = ScriptedServer { request in box.withLock { $0 }?.answer(request) ?? .hangUp }
    defer { server.stop() }
    let client = try server.client()
    let conversation = Conversation(client, server)
    box.withLock { $0 = conversation }
    try await body(conversation)
    box.withLock { $0 = nil }
  }

  private init(_ client: GitHubClient, _ server: ScriptedServer) {
    actor = GitHubActor(client: client, account: OwnAccount(client: client))
    self.server.withLock { $0 = server }
  }

  var comments: [Comment] { state.withLock { $0.comments } }
  var requests: [String] { server.withLock { $0 }?.requests.map { "\($0.method) \($0.path)" } ?? [] }

  func add(_ body: String, by author: String) {
    state.withLock { $0.comments.append(Comment(id: 1001 + $0.comments.count, author: author, body: body)) }
  }

  private func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Answer {
    let home = "/repos/octo-org/hello-world"
    switch (request.method, request.path) {
    case ("GET", "/user"): return .reply(403, [], #"{"message":"Resource not accessible by integration"}"#)
    case ("POST", "/graphql"): return .reply(200, [], #"{"data":{"viewer":{"login":"signalbox[bot]"}}}"#)
    case ("GET", "\(home)/issues/5/comments"):
      return .reply(200, [], "[\(comments.map(Self.shape).joined(separator: ","))]")
    case ("POST", "\(home)/issues/5/comments"):
      add(Self.text("body", in: request.body), by: "signalbox[bot]")
      return .reply(201, [], comments.last.map(Self.shape) ?? "")
    case ("PATCH", let path) where path.hasPrefix("\(home)/issues/comments/"):
      let id = path.split(separator: "/").last.flatMap { Int($0) }
      return state.withLock { state in
        guard let index = state.comments.firstIndex(where: { $0.id == id }) else { return .reply(404, [], "{}") }
        state.comments[index].body = Self.text("body", in: request.body)
        return .reply(200, [], Self.shape(state.comments[index]))
      }
    case ("GET", "\(home)/commits/\(WebhookFixture.head)/check-runs"):
      let run = state.withLock { $0.check }.map { #"{"id":2001,"external_id":"\#($0)"}"# } ?? ""
      return .reply(200, [], #"{"total_count":1,"check_runs":[\#(run)]}"#)
    case ("POST", "\(home)/check-runs"):
      state.withLock { $0.check = Self.text("external_id", in: request.body) }
      return .reply(201, [], #"{"id":2001}"#)
    case ("PATCH", "\(home)/check-runs/2001"): return .reply(200, [], #"{"id":2001}"#)
    default: return .reply(404, [], "{}")
    }
  }

  private static func shape(_ comment: Comment) -> String {
    let body = comment.body.replacing("\n", with: "\\n")
    return """
      {"id":\(comment.id),"user":{"login":"\(comment.author)","type":"User"},"body":"\(body)",
      "updated_at":"2027-01-15T08:00:00Z"}
      """
  }

  /// A member of a JSON object of texts.
  private static func text(_ name: String, in body: [UInt8]) -> String {
    let object = try? JSONDecoder().decode([String: Lenient].self, from: Data(body))
    return object?[name]?.text ?? ""
  }

  private struct Lenient: Decodable {
    let text: String?

    init(from decoder: any Decoder) { text = try? decoder.singleValueContainer().decode(String.self) }
  }
}
