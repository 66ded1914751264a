import FoundationEssentials
import GitHub
import MissionCore
import TestSupport
import Testing

@Suite struct GitHubClientGraphQLTests {
  struct Repositories: Decodable, Sendable, Equatable {
    var first: Thing?
    var second: Thing?
  }

  private func server(_ body: String, status: Int = 200, _ headers: [(String, String)] = []) -> ScriptedServer {
    ScriptedServer { _ in .reply(status, headers, body) }
  }

  @Test("A query and its variables go to the endpoint, and the data comes back")
  func asks() async throws {
    let server = server(#"{"data":{"first":{"id":1},"second":{"id":2}}}"#)
    defer { server.stop() }
    let answer = try await server.client(path: "/api/v3").graphql(
      "query($n:Int!){x(n:$n)}", variables: ["n": 5], as: Repositories.self)
    #expect(answer == .complete(Repositories(first: Thing(id: 1), second: Thing(id: 2))))
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/api/graphql")
    struct Sent: Decodable, Equatable {
      var query: String
      var variables: [String: Int]
    }
    let sent = try JSONDecoder().decode(Sent.self, from: Data(request.body))
    #expect(sent == Sent(query: "query($n:Int!){x(n:$n)}", variables: ["n": 5]))
  }

  static let notFound =
    #"{"data":{"first":{"id":1},"second":null},"errors":[{"type":"NOT_FOUND","path":["second",0],"message":"gone"}]}"#
  static let fault = GitHub.GraphQLFault(type: "NOT_FOUND", message: "gone", path: ["second", "0"])

  @Test("Data with errors is partial and says where; for a mutation it is an error")
  func partial() async throws {
    let server = server(Self.notFound)
    defer { server.stop() }
    let client = try server.client()
    #expect(
      try await client.graphql("{x}", as: Repositories.self)
        == .partial(Repositories(first: Thing(id: 1), second: nil), [Self.fault]))
    await #expect(throws: GitHubError.graphQL([Self.fault])) {
      try await client.mutate("mutation{x}", as: Repositories.self)
    }
  }

  struct Strict: Decodable, Sendable, Equatable {
    var second: Thing
  }

  @Test("Errors without usable data are errors")
  func withoutData() async throws {
    let bodies = [
      #"{"data":null,"errors":[{"type":"NOT_FOUND","path":["second",0],"message":"gone"}]}"#,
      #"{"errors":[{"type":"NOT_FOUND","path":["second",0],"message":"gone"}]}"#, Self.notFound,
    ]
    for body in bodies {
      let server = server(body)
      let client = try server.client()
      await #expect(throws: GitHubError.graphQL([Self.fault])) { try await client.graphql("{x}", as: Strict.self) }
      server.stop()
    }
  }

  @Test(
    "An answer without data and without errors is no answer",
    arguments: [(#"{}"#, GitHubError.unexpectedShape("data")), (#"{"data":null}"#, .unexpectedShape("data"))])
  func empty(body: String, error: GitHubError) async throws {
    let server = server(body)
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: error) { try await client.graphql("{x}", as: Strict.self) }
  }

  @Test("Truncated JSON is no answer")
  func truncated() async throws {
    let server = server(#"{"data":{"first":{"id":1},"#)
    defer { server.stop() }
    let client = try server.client()
    do {
      _ = try await client.graphql("{x}", as: Repositories.self)
      Issue.record("half an answer was taken for a whole one")
    } catch GitHubError.notJSON {
    } catch {
      Issue.record(error)
    }
  }

  @Test("The primary limit with status 200 is a limit, until the window's end")
  func limitedWith200() async throws {
    let headers = [
      ("X-RateLimit-Limit", "5000"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1795176300"),
      ("X-RateLimit-Resource", "graphql"),
    ]
    let server = server(#"{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"#, headers)
    defer { server.stop() }
    let client = try server.client()
    for _ in 0..<3 {
      await #expect(throws: GitHubError.primaryLimit(until: ManualClock.start.adding(seconds: 300))) {
        try await client.graphql("{x}", as: Repositories.self)
      }
    }
    #expect(server.requests.count == 1)
  }

  @Test("A secondary limit with status 200 is a limit")
  func secondaryWith200() async throws {
    let server = server(#"{"errors":[{"message":"You have exceeded a secondary rate limit. Please wait."}]}"#)
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.secondaryLimit(until: ManualClock.start.adding(seconds: 60))) {
      try await client.graphql("{x}", as: Repositories.self)
    }
  }

  @Test("A query too heavy for GitHub is not repeated as it is", arguments: [502, 504])
  func heavy(status: Int) async throws {
    let server = server("<html>", status: status)
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.server(status: status)) {
      try await client.graphql("{x}", as: Repositories.self)
    }
    #expect(server.requests.count == 1)
  }

  @Test("A query is repeated after another failure, a mutation never", arguments: [500, 503])
  func repeats(status: Int) async throws {
    let server = server("", status: status)
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.server(status: status)) {
      try await client.graphql("{x}", as: Repositories.self)
    }
    #expect(server.requests.count == 3)
    await #expect(throws: GitHubError.server(status: status)) {
      try await client.mutate("mutation{x}", as: Repositories.self)
    }
    #expect(server.requests.count == 4)
  }

  @Test("As a source the client brings bodies as they are and failures in the fetchers' words")
  func source() async throws {
    let server = ScriptedServer { request in
      switch request.path {
      case "/graphql": .reply(200, [], Self.notFound)
      case "/tagged": request.header("if-none-match") == "\"1\"" ? .reply(304) : .reply(200, [("ETag", "\"1\"")], "[]")
      case "/repos/o/r/commits/f00/pulls": .reply(422)
      case "/gone": .reply(410)
      case "/heavy": .reply(504)
      case "/limited": .reply(429, [("Retry-After", "77")])
      default: .reply(404)
      }
    }
    defer { server.stop() }
    let source = try server.client { $0.retries = .never }.source(.eventDriven)
    let body = try await source.answer(to: GraphQLQuery(text: "{x}", variables: ["a": .null]))
    #expect(body == Data(Self.notFound.utf8))
    #expect(
      try await source.resource("/tagged", query: ["b": "2", "a": "1"], etag: nil)
        == .fresh(body: Data("[]".utf8), etag: "\"1\""))
    #expect(server.requests.last?.target == "/tagged?a=1&b=2")
    #expect(try await source.resource("/tagged", query: [:], etag: "\"1\"") == .unchanged)
    let failures: [(String, SourceFailure)] = [
      ("/nothing", .notFound), ("/repos/o/r/commits/f00/pulls", .notFound), ("/gone", .gone),
      ("/heavy", .tooHeavy("GitHub could not answer in time")),
      ("/limited", .unavailable("GitHub asked to slow down", retryAt: ManualClock.start.adding(seconds: 77))),
    ]
    for (path, failure) in failures {
      await #expect(throws: failure) { try await source.resource(path, query: [:], etag: nil) }
    }
  }
}
