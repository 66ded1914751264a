import FoundationEssentials
import GitHub
import MissionCore
import System
import TestSupport
import Testing

@Suite struct GitHubClientTests {
  static let start = ManualClock.start

  @Test("A GET carries what GitHub wants and brings the decoded content")
  func gets() async throws {
    let server = ScriptedServer { _ in .reply(200, [("ETag", "\"v1\"")], #"{"id":7}"#) }
    defer { server.stop() }
    let result = try await server.client(path: "/api/v3").get(
      "/repos/o/r/issues", query: ["state": "all", "labels": "a b&c"], as: Thing.self)
    guard case .fresh(let document) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(document.value == Thing(id: 7))
    #expect(document.validator.etag == "\"v1\"")

    let request = try #require(server.requests.first)
    #expect(request.method == "GET")
    #expect(request.target == "/api/v3/repos/o/r/issues?state=all&labels=a%20b%26c")
    #expect(request.header("authorization") == "Bearer ghs_first")
    #expect(request.header("accept") == "application/vnd.github+json")
    #expect(request.header("x-github-api-version") == "2022-11-28")
    #expect(request.header("user-agent") == "signalbox")
    #expect(request.header("if-none-match") == nil)
  }

  @Test("A write carries its JSON and brings the answer")
  func sends() async throws {
    let server = ScriptedServer { _ in .reply(201, [], #"{"id":8}"#) }
    defer { server.stop() }
    let answer = try await server.client().send(.post, "/repos/o/r/issues/1/comments", json: ["body": "hi"])
    #expect(try answer.decode(Thing.self) == Thing(id: 8))
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.header("content-type") == "application/json")
    #expect(request.body == Array(#"{"body":"hi"}"#.utf8))
  }

  static let statuses: [(Int, [(String, String)], String, GitHubError)] = [
    (400, [], #"{"message":"Problems parsing JSON"}"#, .rejected(status: 400, "Problems parsing JSON")),
    (401, [], #"{"message":"Bad credentials"}"#, .unauthorized("Bad credentials")),
    (
      403, [], #"{"message":"Resource not accessible by integration"}"#,
      .forbidden("Resource not accessible by integration")
    ),
    (
      403, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Limit", "60"), ("X-RateLimit-Reset", "1795176090")], "{}",
      .primaryLimit(until: start.adding(seconds: 90))
    ),
    (
      429, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Limit", "60"), ("X-RateLimit-Reset", "1795176090")], "",
      .primaryLimit(until: start.adding(seconds: 90))
    ),
    (
      403, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Limit", "60"), ("X-RateLimit-Reset", "1795170000")], "{}",
      .primaryLimit(until: start.adding(seconds: 60))
    ),
    (403, [], #"{"message":"API rate limit exceeded for 127.0.0.1"}"#, .primaryLimit(until: start.adding(seconds: 60))),
    (403, [("Retry-After", "120")], "{}", .secondaryLimit(until: start.adding(seconds: 120))),
    (
      403, [("X-RateLimit-Remaining", "4000")], #"{"message":"You have exceeded a secondary rate limit."}"#,
      .secondaryLimit(until: start.adding(seconds: 60))
    ),
    (
      403, [], #"{"message":"You have triggered an abuse detection mechanism"}"#,
      .secondaryLimit(until: start.adding(seconds: 60))
    ),
    (429, [], "", .secondaryLimit(until: start.adding(seconds: 60))),
    (
      403, [("X-GitHub-SSO", "required; url=https://github.com/orgs/o/sso")], "{}",
      .singleSignOn("required; url=https://github.com/orgs/o/sso")
    ),
    (404, [], #"{"message":"Not Found"}"#, .notFound),
    (405, [], #"{"message":"Pull Request is not mergeable"}"#, .notAllowed("Pull Request is not mergeable")),
    (409, [], #"{"message":"Head branch was modified"}"#, .conflict("Head branch was modified")),
    (410, [], #"{"message":"This issue was deleted"}"#, .gone("This issue was deleted")),
    (
      422, [],
      #"{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing"},"no"]}"#,
      .unprocessable("Validation Failed; title missing; no")
    ),
    (451, [], "", .legal("")),
    (418, [], "<html>tea</html>", .rejected(status: 418, "")),
    (500, [], "<html>", .server(status: 500)),
    (502, [("Content-Type", "text/html")], "<html><h1>Unicorn!</h1></html>", .server(status: 502)),
    (304, [], "", .rejected(status: 304, "unchanged, though nothing was known")),
    (303, [("Location", "/x")], "", .rejected(status: 303, "")),
  ]

  @Test("Every status has its error", arguments: statuses.indices)
  func mapsStatuses(index: Int) async throws {
    let (status, headers, body, error) = Self.statuses[index]
    let server = ScriptedServer { _ in .reply(status, headers, body) }
    defer { server.stop() }
    let client = try server.client { $0.retries = .never }
    await #expect(throws: error) { try await client.read("/thing", as: Thing.self) }
  }

  @Test("A message of GitHub's is cut and cleaned before it is shown")
  func cleansMessages() async throws {
    let long = String(repeating: "x", count: 5_000)
    let server = ScriptedServer { _ in .reply(409, [], #"{"message":"a\u001b[31m\n\#(long)"}"#) }
    defer { server.stop() }
    let client = try server.client()
    do {
      _ = try await client.read("/thing", as: Thing.self)
      Issue.record("a conflict is no data")
    } catch GitHubError.conflict(let text) {
      #expect(text.hasPrefix("a [31m xxx"))
      #expect(text.utf8.count <= 300)
    } catch {
      Issue.record(error)
    }
  }

  @Test(
    "A success that is no JSON is an error, never data",
    arguments: ["", #"{"id":"#, "<html></html>", #"{"id":7} trailing"#, String(repeating: "[", count: 20_000)])
  func refusesOtherBodies(body: String) async throws {
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    let client = try server.client()
    do {
      _ = try await client.read("/thing", as: Thing.self)
      Issue.record("accepted \(body.prefix(20))")
    } catch GitHubError.notJSON {
    } catch {
      Issue.record(error)
    }
  }

  @Test("JSON of another shape says where it differs")
  func namesPlace() async throws {
    let server = ScriptedServer { _ in .reply(200, [], #"[{"id":1},{"id":"secret"}]"#) }
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.unexpectedShape("1.id")) { try await client.read("/things", as: [Thing].self) }
  }

  @Test("A redirect on the same host is followed with the token", arguments: [301, 302, 307, 308])
  func followsRedirects(status: Int) async throws {
    let server = ScriptedServer { request in
      request.path == "/old" ? .reply(status, [("Location", "/repositories/1?x=y")]) : .reply(200, [], #"{"id":1}"#)
    }
    defer { server.stop() }
    let client = try server.client()
    #expect(try await client.read("/old", as: Thing.self) == Thing(id: 1))
    #expect(server.requests.map(\.target) == ["/old", "/repositories/1?x=y"])
    #expect(server.requests.last?.header("authorization") == "Bearer ghs_first")
    let answer = try await client.send(.patch, "/old", json: ["a": 1])
    #expect(try answer.decode(Thing.self) == Thing(id: 1))
    #expect(server.requests.last?.method == "PATCH")
    #expect(server.requests.last?.body == Array(#"{"a":1}"#.utf8))
  }

  @Test("A redirect to another host is not followed: the token stays here")
  func refusesOtherHosts() async throws {
    let other = ScriptedServer { _ in .reply(200, [], #"{"id":1}"#) }
    let server = ScriptedServer { _ in .reply(302, [("Location", other.url + "/x")]) }
    defer {
      other.stop()
      server.stop()
    }
    let client = try server.client()
    await #expect(throws: GitHubError.link(.elsewhere)) { try await client.read("/x", as: Thing.self) }
    #expect(other.requests.isEmpty)
    #expect(other.connectionCount == 0)
  }

  @Test("Redirects in a circle end after five")
  func boundsRedirects() async throws {
    let server = ScriptedServer { _ in .reply(301, [("Location", "/again")]) }
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.link(.tooMany)) { try await client.read("/x", as: Thing.self) }
    #expect(server.requests.count == 6)
  }

  @Test("A redirect without a place is an error")
  func refusesEmptyRedirect() async throws {
    let server = ScriptedServer { _ in .reply(301) }
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.link(.missing)) { try await client.read("/x", as: Thing.self) }
  }

  @Test("All pages are read in their order")
  func readsPages() async throws {
    let server = ScriptedServer { request in
      let page = request.target.hasSuffix("page=3") ? 3 : request.target.hasSuffix("page=2") ? 2 : 1
      let next = page < 3 ? [("Link", "</things?page=\(page + 1)>; rel=\"next\"")] : []
      return .reply(200, next, "[{\"id\":\(page)}]")
    }
    defer { server.stop() }
    let client = try server.client()
    let all = try await client.pages("/things", as: [Thing].self)
    #expect(all.pages == [[Thing(id: 1)], [Thing(id: 2)], [Thing(id: 3)]])
    #expect(all.isComplete)
    let cut = try await client.pages("/things", as: [Thing].self, bound: 2)
    #expect(cut.pages.count == 2)
    #expect(!cut.isComplete)
  }

  @Test("Pages in a circle, and pages elsewhere, are errors and not a short listing")
  func refusesStrangePages() async throws {
    let circle = ScriptedServer { _ in .reply(200, [("Link", "</things>; rel=\"next\"")], "[]") }
    let lure = ScriptedServer { _ in .reply(200, [("Link", "<https://evil.example/>; rel=\"next\"")], "[]") }
    defer {
      circle.stop()
      lure.stop()
    }
    let client = try circle.client()
    await #expect(throws: GitHubError.link(.loop)) { try await client.pages("/things", as: [Thing].self) }
    let other = try lure.client()
    await #expect(throws: GitHubError.link(.elsewhere)) { try await other.pages("/things", as: [Thing].self) }
  }

  @Test("A page that fails fails the listing")
  func failsWithOnePage() async throws {
    let server = ScriptedServer { request in
      request.target == "/things"
        ? .reply(200, [("Link", "</things?page=2>; rel=\"next\"")], "[]") : .reply(404)
    }
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.notFound) { try await client.pages("/things", as: [Thing].self) }
  }

  @Test("A read is tried three times in all, with growing waits", arguments: [500, 502, 503, 504])
  func retriesReads(status: Int) async throws {
    let server = ScriptedServer { _ in .reply(status) }
    defer { server.stop() }
    let time = ManualClock()
    let client = try server.client(time: time)
    await #expect(throws: GitHubError.server(status: status)) { try await client.read("/x", as: Thing.self) }
    #expect(server.requests.count == 3)
    #expect(time.slept == [.milliseconds(500), .seconds(1)])
  }

  @Test("A read that succeeds the second time has succeeded")
  func recovers() async throws {
    let isFirst = Guarded(true)
    let server = ScriptedServer { _ in
      defer { isFirst.withLock { $0 = false } }
      return isFirst.withLock { $0 }
        ? .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"id") : .reply(200, [], #"{"id":1}"#)
    }
    defer { server.stop() }
    #expect(try await server.client().read("/x", as: Thing.self) == Thing(id: 1))
    #expect(server.requests.count == 2)
  }

  @Test("A write is never tried again", arguments: [500, 502, 503])
  func neverRetriesWrites(status: Int) async throws {
    let server = ScriptedServer { _ in .reply(status) }
    defer { server.stop() }
    let client = try server.client()
    await #expect(throws: GitHubError.server(status: status)) { try await client.send(.post, "/x", json: ["a": 1]) }
    #expect(server.requests.count == 1)
  }

  @Test("While everything fails, the number of calls falls to one each")
  func failuresEndRetries() async throws {
    let server = ScriptedServer { _ in .reply(500) }
    defer { server.stop() }
    let client = try server.client()
    for _ in 0..<20 {
      await #expect(throws: GitHubError.server(status: 500)) { try await client.read("/x", as: Thing.self) }
    }
    // Ten retries were in store, twenty calls were asked for.
    #expect(server.requests.count == 30)
  }

  @Test("After a limit nothing goes out until its time, and the refusal says when that is")
  func holdsBack() async throws {
    let server = ScriptedServer { _ in .reply(403, [("Retry-After", "100")], "{}") }
    defer { server.stop() }
    let time = ManualClock()
    let client = try server.client(time: time)
    for _ in 0..<5 {
      await #expect(throws: GitHubError.secondaryLimit(until: Self.start.adding(seconds: 100))) {
        try await client.read("/x", as: Thing.self)
      }
    }
    #expect(server.requests.count == 1)
    time.advance(by: .seconds(100))
    await #expect(throws: GitHubError.secondaryLimit(until: Self.start.adding(seconds: 200))) {
      try await client.read("/x", as: Thing.self)
    }
    #expect(server.requests.count == 2)
  }

  @Test("A refused token is renewed once, and the call repeated with the new one")
  func renewsToken() async throws {
    let server = ScriptedServer { request in
      request.header("authorization") == "Bearer new" ? .reply(200, [], #"{"id":1}"#) : .reply(401)
    }
    defer { server.stop() }
    let tokens = try RotatingTokens(["old", "new"])
    #expect(try await server.client(tokens: tokens).read("/x", as: Thing.self) == Thing(id: 1))
    #expect(server.requests.count == 2)

    let hopeless = try RotatingTokens(["a", "b", "c"])
    let client = try server.client(tokens: hopeless)
    await #expect(throws: GitHubError.unauthorized("")) { try await client.read("/x", as: Thing.self) }
    #expect(server.requests.count == 4)
  }

  @Test("A server that never answers, one that refuses, and a cancelled task are told apart")
  func transportFailures() async throws {
    let server = ScriptedServer { _ in .silence }
    defer { server.stop() }
    let client = try server.client { configuration in
      configuration.timeout = .milliseconds(100)
      configuration.retries = .never
    }
    await #expect(throws: GitHubError.transport(.timedOut)) { try await client.read("/x", as: Thing.self) }

    let patient = try server.client()
    let task = Task { try await patient.read("/x", as: Thing.self) }
    #expect(await server.received(2))
    task.cancel()
    await #expect(throws: GitHubError.cancelled) { try await task.value }
    #expect(patient.governor.snapshot.inFlight == 0)
    #expect(patient.governor.snapshot.counters.failed == 0)
  }

  @Test("An answer over the limit is an error")
  func boundsAnswers() async throws {
    let server = ScriptedServer { _ in .endless(UInt8(ascii: "[")) }
    defer { server.stop() }
    let client = try server.client { $0.responseLimit = 1_000_000 }
    await #expect(throws: GitHubError.transport(.responseTooLarge(limit: 1_000_000))) {
      try await client.read("/x", as: Thing.self)
    }
    #expect(server.requests.count == 1)
  }
}
