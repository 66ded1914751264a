import GitHub
import MissionCore
import System
import TestSupport
import Testing

@Suite struct AppTokensTests {
  private let server = AppServer()
  private let time = ManualClock()

  private func ask(_ access: AppAccess) async throws {
    _ = try await access.client.read("/app/installations", as: [Installation].self)
  }

  @Test("One assertion serves until a minute before its end")
  func reusesAssertions() async throws {
    defer { server.stop() }
    let access = try server.access(time: time)
    try await ask(access)
    time.advance(by: .seconds(419))
    try await ask(access)
    time.advance(by: .seconds(1))
    try await ask(access)
    let bearers = server.requests.map { $0.header("Authorization") }
    #expect(bearers[0] == bearers[1])
    #expect(bearers[1] != bearers[2])
  }

  @Test(
    "A wrong clock is corrected once, by the date of GitHub's refusal", arguments: [-3_600, 3_600, 40 * 365 * 86_400])
  func correctsClock(skew: Int) async throws {
    defer { server.stop() }
    server.state.withLock {
      $0.skewSeconds = skew
      $0.checksTime = true
    }
    let access = try server.access(time: time)
    try await ask(access)
    #expect(server.requests.count == 2)
    // From then on the first try is right.
    time.advance(by: .seconds(420))
    server.state.withLock { $0.skewSeconds += 420 }
    try await ask(access)
    #expect(server.requests.count == 3)
    let measured = try #require(access.clock.skew)
    #expect(abs(measured.components.seconds - Int64(skew)) <= 1)
  }

  @Test("A refusal that the clock does not explain is final after one try")
  func givesUp() async throws {
    defer { server.stop() }
    // The server knows another key.
    let other = try AppIdentity(id: "1", key: AppKey(pem: Secret(ThrowawayKey(.rsa(bits: 2048)).pem(.pkcs8))))
    let access = AppAccess(
      other, endpoints: try APIEndpoints(base: server.url),
      transport: HTTPClient(configuration: .init(usesEnvironmentProxy: false)), timekeeper: time)
    await #expect(throws: GitHubError.unauthorized("A JSON web token could not be decoded")) {
      try await access.client.read("/app", as: Thing.self)
    }
    #expect(server.requests.count == 1)
    let repository = try #require(RepositoryName("octo/hello"))
    await #expect(throws: GitHubError.noToken(.appRefused("A JSON web token could not be decoded"))) {
      try await access.tokens.token(for: repository)
    }
  }
}
