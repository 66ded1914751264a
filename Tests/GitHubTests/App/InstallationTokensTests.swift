import GitHub
import MissionCore
import System
import TestSupport
import Testing

@Suite struct InstallationTokensTests {
  private let time = ManualClock()
  private static let hello = RepositoryName("octo/hello")

  private func text(_ token: Token) -> String {
    token.secret?.withBytes { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  @Test("A hundred who ask at once cost one search and one token", arguments: ["", "/api/v3"])
  func fliesOnce(path: String) async throws {
    let server = AppServer(path: path)
    defer { server.stop() }
    let access = try server.access(path: path, time: time)
    let repository = try #require(Self.hello)
    let tokens = try await withThrowingTaskGroup(of: Token.self) { group in
      for _ in 0..<100 { group.addTask { try await access.tokens.token(for: repository) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(tokens).count == 1)
    #expect(tokens.count == 100)
    #expect(
      server.log == ["GET \(path)/repos/octo/hello/installation", "POST \(path)/app/installations/7/access_tokens"])
    #expect(text(tokens[0]) == AppServer.tokenText(1))
    #expect(text(tokens[0]).utf8.count > 500)
  }

  @Test("A token goes out as it came, for REST, for GraphQL and for every repository of its installation")
  func sendsToken() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let client = try server.client(access, time: time)
    let (first, second) = (try #require(Self.hello), try #require(RepositoryName("Octo/world")))
    _ = try await client.read("/repos/\(first)/issues", as: Thing.self)
    _ = try await client.read("/repos/\(second)/issues", as: Thing.self)
    _ = try? await client.graphql("{x}", as: Thing.self, about: first)
    let authorizations = server.requests.filter { $0.path.hasSuffix("issues") || $0.path == "/graphql" }
      .map { $0.header("Authorization") }
    #expect(authorizations == Array(repeating: "Bearer \(AppServer.tokenText(1))", count: 3))
    #expect(server.mintCount == 1)
  }

  @Test("A token for a push is one of its own, for one repository's contents; what serves our calls is none of it")
  func pushes() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let hello = try #require(Self.hello)
    let own = try await access.tokens.token(for: hello)
    let given = try #require(try await access.tokens.pushToken(for: hello))
    #expect(given != own.secret)
    let asked = try #require(server.requests.last { $0.path.hasSuffix("access_tokens") })
    let body = String(decoding: asked.body, as: UTF8.self)
    #expect(body.contains(#""permissions":{"contents":"write"}"#) && body.contains(#""repositories":["hello"]"#))
    #expect(try await access.tokens.token(for: hello) == own)
    let personal = StaticToken(try Secret("ghp_x"))
    #expect(try await personal.pushToken(for: hello) == Secret("ghp_x"))
    #expect(try await NoToken().pushToken(for: hello) == nil)
  }

  @Test("Each owner's repositories have their own installation's token")
  func separatesOwners() async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.installations["acme"] = .init(id: 8, account: "acme") }
    let access = try server.access(time: time)
    let first = try await access.tokens.token(for: Self.hello)
    let second = try await access.tokens.token(for: RepositoryName("acme/rockets"))
    #expect(first != second)
    #expect(server.log.contains("POST /app/installations/8/access_tokens"))
  }

  @Test("A token serves to five minutes before its end, and then there is another")
  func renews() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let first = try await access.tokens.token(for: Self.hello)
    time.advance(by: .seconds(3_299))
    #expect(try await access.tokens.token(for: Self.hello) == first)
    time.advance(by: .seconds(1))
    server.state.withLock { $0.skewSeconds = 3_300 }
    #expect(try await access.tokens.token(for: Self.hello) != first)
    #expect(server.log.filter { $0.hasSuffix("installation") }.count == 1)
  }

  @Test("Its end is measured by GitHub's clock, not by ours")
  func measuresByServerClock() async throws {
    let server = AppServer()
    defer { server.stop() }
    // By our clock every token of this server would have ended two hours before it was made.
    server.state.withLock { $0.skewSeconds = -3 * 3_600 }
    let access = try server.access(time: time)
    let first = try await access.tokens.token(for: Self.hello)
    time.advance(by: .seconds(3_299))
    #expect(try await access.tokens.token(for: Self.hello) == first)
  }

  @Test("An end that cannot be true makes no storm", arguments: [-86_400, 0, 86_400 * 365])
  func boundsLifetimes(seconds: Int) async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.lifetimeSeconds = seconds }
    let access = try server.access(time: time)
    for _ in 0..<20 { _ = try await access.tokens.token(for: Self.hello) }
    #expect(server.mintCount == 1)
    time.advance(by: .seconds(3_600))
    _ = try await access.tokens.token(for: Self.hello)
    #expect(server.mintCount == 2)
  }

  @Test("A renewal that fails leaves the old token in use while it lasts, and is not tried at every call")
  func survivesOutage() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let first = try await access.tokens.token(for: Self.hello)
    server.state.withLock { $0.mintAnswer = .reply(502, [], "<html>") }
    time.advance(by: .seconds(3_301))
    for _ in 0..<10 { #expect(try await access.tokens.token(for: Self.hello) == first) }
    #expect(server.mintCount == 2)
    time.advance(by: .seconds(30))
    #expect(try await access.tokens.token(for: Self.hello) == first)
    #expect(server.mintCount == 3)
    time.advance(by: .seconds(260))
    await #expect(throws: GitHubError.server(status: 502)) { try await access.tokens.token(for: Self.hello) }
  }

  @Test("A refused token is replaced and the call made once more; if that is refused too, it is the end")
  func replacesRefused() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let client = try server.client(access, time: time)
    let repository = try #require(Self.hello)
    _ = try await client.read("/repos/\(repository)", as: Thing.self)
    server.state.withLock { $0.refused = [AppServer.tokenText(1)] }
    _ = try await client.read("/repos/\(repository)", as: Thing.self)
    #expect(server.mintCount == 2)

    server.state.withLock { $0.refused = Set((1...9).map(AppServer.tokenText)) }
    for _ in 0..<5 {
      await #expect(throws: GitHubError.unauthorized("Bad credentials")) {
        try await client.read("/repos/\(repository)", as: Thing.self)
      }
    }
    // Not one for each call: the second one was new a moment ago.
    #expect(server.mintCount == 2)
    time.advance(by: .seconds(60))
    _ = try? await client.read("/repos/\(repository)", as: Thing.self)
    #expect(server.mintCount == 3)
  }

  @Test("A call about no repository uses the home's token, or the only installation's")
  func servesCallsWithoutRepository() async throws {
    let server = AppServer()
    defer { server.stop() }
    let only = try await server.access(time: time).tokens.token(for: nil)
    #expect(!text(only).isEmpty)
    server.state.withLock { $0.installations["acme"] = .init(id: 8, account: "acme") }
    await #expect(throws: GitHubError.noToken(.ambiguous(installations: 2))) {
      try await server.access(time: time).tokens.token(for: nil)
    }
    let access = try server.access(home: RepositoryName("acme/rockets"), time: time)
    _ = try await access.tokens.token(for: nil)
    #expect(server.log.last == "POST /app/installations/8/access_tokens")
    server.state.withLock { $0.installations = [:] }
    await #expect(throws: GitHubError.noToken(.ambiguous(installations: 0))) {
      try await server.access(time: time).tokens.token(for: nil)
    }
  }

  @Test("Who is cancelled while a token is on its way leaves at once, and the others get it")
  func leavesWhenCancelled() async throws {
    let gate = Rendezvous(2)
    let server = ScriptedServer { request in
      if request.method == "GET" { return .reply(200, [], AppServer.Installed().json) }
      gate.arrive()
      return .reply(201, [], #"{"token":"ghs_late","expires_at":"2026-11-20T13:00:00Z"}"#)
    }
    defer { server.stop() }
    let access = AppAccess(
      try ThrowawayKey.rsa.app(), endpoints: try APIEndpoints(base: server.url),
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)), timekeeper: time)
    let patient = Task { try await access.tokens.token(for: Self.hello) }
    #expect(await server.received(2))
    let hasty = Task { try await access.tokens.token(for: Self.hello) }
    hasty.cancel()
    await #expect(throws: GitHubError.cancelled) { try await hasty.value }
    // Only now the server may answer.
    await onThread { gate.arrive() }
    #expect(text(try await patient.value) == "ghs_late")
    #expect(server.requests.count == 2)
  }

  @Test("The installation's facts are read anew whenever they are asked for")
  func readsFacts() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let installation = try await access.tokens.currentInstallation(for: Self.hello)
    #expect(installation.permissions == ["checks": "read"])
    #expect(installation.events == ["push"])
    _ = try await access.tokens.currentInstallation(for: Self.hello)
    #expect(server.requests.count == 2)
  }

  @Test("When nobody waits any more the work ends, and whoever comes next starts anew")
  func startsAnew() async throws {
    let isSilent = Guarded(true)
    let server = ScriptedServer { request in
      if isSilent.withLock({ $0 }) { return .silence }
      if request.method == "GET" { return .reply(200, [], AppServer.Installed().json) }
      return .reply(201, [], #"{"token":"ghs_second","expires_at":"2026-11-20T13:00:00Z"}"#)
    }
    defer { server.stop() }
    let access = AppAccess(
      try ThrowawayKey.rsa.app(), endpoints: try APIEndpoints(base: server.url),
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)), timekeeper: time)
    let only = Task { try await access.tokens.token(for: Self.hello) }
    #expect(await server.received(1))
    only.cancel()
    await #expect(throws: GitHubError.cancelled) { try await only.value }
    // The connection is given up, too, and not only the waiting for it.
    #expect(await server.wasLeft(1))
    isSilent.withLock { $0 = false }
    #expect(text(try await access.tokens.token(for: Self.hello)) == "ghs_second")
  }

  @Test("Pull requests of several owners are asked for by owner, each with the token of its installation")
  func asksByOwner() async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.installations["acme"] = .init(id: 8, account: "acme") }
    let access = try server.access(time: time)
    let client = try server.client(access, time: time)
    let references = ["octo/hello", "acme/rockets", "Octo/world"].compactMap { RepositoryName($0) }
      .compactMap { PullRequestReference(repository: $0, number: 1) }
    let fetcher = PullRequestFetcher(source: client.source(.eventDriven)) { ManualClock.start }
    #expect(await fetcher.snapshots(of: references).count == 3)

    let queries = server.requests.filter { $0.path == "/graphql" }
    let asked = queries.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(asked.map { $0.contains("acme") }.sorted { $0 && !$1 } == [true, false])
    #expect(asked.allSatisfy { !($0.contains("acme") && $0.lowercased().contains("\"octo\"")) })
    #expect(Set(queries.compactMap { $0.header("Authorization") }).count == 2)
  }
}
