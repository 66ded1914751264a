import GitHub
import MissionCore
import System
import TestSupport
import Testing

/// What an App does where its installation is not as it should be, or GitHub answers strangely.
@Suite struct InstallationFaultTests {
  private let time = ManualClock()
  private static let hello = RepositoryName("octo/hello")

  private func text(_ token: Token) -> String {
    token.secret?.withBytes { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  @Test("An App that is not installed is said to be so, with the remedy, and is not asked about at every call")
  func saysNotInstalled() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let repository = try #require(RepositoryName("acme/rockets"))
    for _ in 0..<5 {
      await #expect(throws: GitHubError.noToken(.notInstalled(repository))) {
        try await access.tokens.token(for: repository)
      }
    }
    #expect(server.requests.count == 1)
    #expect(TokenFault.notInstalled(repository).remedy.contains("acme/rockets"))

    // Installed in between: known after a minute, or at once when an event says so.
    server.state.withLock { $0.installations["acme"] = .init(id: 8, account: "acme") }
    access.tokens.forgetInstallations()
    _ = try await access.tokens.token(for: repository)
  }

  @Test("A suspended installation is said to be suspended, wherever GitHub says it")
  func saysSuspended() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    _ = try await access.tokens.token(for: Self.hello)
    server.state.withLock {
      $0.mintAnswer = .reply(403, [], #"{"message":"This installation has been suspended"}"#)
    }
    time.advance(by: .seconds(3_600))
    for _ in 0..<3 {
      await #expect(throws: GitHubError.noToken(.suspended(account: "octo"))) {
        try await access.tokens.token(for: Self.hello)
      }
    }
    #expect(server.mintCount == 2)
    server.state.withLock {
      $0.mintAnswer = nil
      $0.installations["octo"]?.isSuspended = true
    }
    time.advance(by: .seconds(60))
    await #expect(throws: GitHubError.noToken(.suspended(account: "octo"))) {
      try await access.tokens.token(for: Self.hello)
    }
    #expect(server.mintCount == 2)
  }

  @Test("An installation that was removed and made again is found under its new number")
  func findsAgain() async throws {
    let server = AppServer()
    defer { server.stop() }
    let access = try server.access(time: time)
    let first = try await access.tokens.token(for: Self.hello)
    server.state.withLock { $0.installations["octo"] = .init(id: 9) }
    time.advance(by: .seconds(3_600))
    #expect(try await access.tokens.token(for: Self.hello) != first)
    #expect(server.log.last == "POST /app/installations/9/access_tokens")

    server.state.withLock { $0.installations = [:] }
    time.advance(by: .seconds(3_600))
    let repository = try #require(Self.hello)
    await #expect(throws: GitHubError.noToken(.notInstalled(repository))) {
      try await access.tokens.token(for: repository)
    }
  }

  @Test(
    "A strange answer is an error and no crash",
    arguments: [
      "", "[]", "{}", #"{"token":""}"#, #"{"token":7}"#, #"{"token":null,"expires_at":"never"}"#, "<html>",
    ])
  func survivesStrangeTokens(body: String) async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.mintAnswer = .reply(201, [], body) }
    let access = try server.access(time: time)
    await #expect(throws: GitHubError.self) { try await access.tokens.token(for: Self.hello) }
  }

  @Test(
    "A strange installation is an error and no crash",
    arguments: [
      "", "[]", "{}", #"{"id":"7"}"#, #"{"id":9223372036854775808}"#, "null",
    ])
  func survivesStrangeInstallations(body: String) async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.findAnswer = .reply(200, [], body) }
    let access = try server.access(time: time)
    await #expect(throws: GitHubError.self) { try await access.tokens.token(for: Self.hello) }
  }

  @Test(
    "A token whose end cannot be read serves the documented hour",
    arguments: [
      #""expires_at":"soon""#, #""expires_at":null"#, #""other":1"#,
    ])
  func toleratesMissingEnd(field: String) async throws {
    let server = AppServer()
    defer { server.stop() }
    server.state.withLock { $0.mintAnswer = .reply(201, [], "{\"token\":\"ghs_x\",\(field)}") }
    let access = try server.access(time: time)
    _ = try await access.tokens.token(for: Self.hello)
    time.advance(by: .seconds(3_299))
    _ = try await access.tokens.token(for: Self.hello)
    #expect(server.mintCount == 1)
    time.advance(by: .seconds(1))
    _ = try await access.tokens.token(for: Self.hello)
    #expect(server.mintCount == 2)
  }
}
