import GitHub
import MissionCore
import System
import Testing

@Suite struct HookClientTests {
  private let server = HookServer()

  private static func repository() throws -> HookPlace { .repository(try #require(RepositoryName("octo/hello"))) }

  private static func desired(secret: String = "s3cret \"quoted\" ü") throws -> HookConfiguration {
    HookConfiguration(
      address: try HookAddress(base: "https://box.example.com"), secret: try Secret(secret), events: ["issues", "push"])
  }

  @Test(
    "A hook is made as desired, and found again as ours",
    arguments: [
      HookPlace.organization("octo"), RepositoryName("octo/hello").map { .repository($0) },
    ])
  func creates(place: HookPlace?) async throws {
    let place = try #require(place)
    defer { server.stop() }
    let client = HookClient(try server.client(), at: place)
    let desired = try Self.desired()
    let made = try await client.create(desired)
    #expect(made.reference.id == 9_007_199_254_740_993)
    let found = try await client.hooks().meant(for: desired.address)
    #expect(found == [made])
    #expect(HookChange.plan(desired: desired, found: found.first) == [])
    #expect(server.state.withLock { $0 }.hooks.first?.secret == "s3cret \"quoted\" ü")
    try await client.ping(made.reference)
    #expect(server.state.withLock { $0 }.pings == [9_007_199_254_740_993])
  }

  @Test("A change leaves alone what it does not name, above all the secret")
  func changesOnlyWhatIsNamed() async throws {
    defer { server.stop() }
    server.state.withLock {
      $0.hooks = [.init(id: 5, contentType: "form", insecure: "1", secret: "old", events: ["star"], isActive: false)]
    }
    let client = HookClient(try server.client(), at: try Self.repository())
    let desired = try Self.desired()
    let found = try #require(try await client.hooks().first)
    #expect(found.ignoresCertificate)
    let changes = HookChange.plan(desired: desired, found: found)
    #expect(changes.count == 4)
    #expect(try await client.change(found, by: changes) == [])
    let stored = try #require(server.state.withLock { $0 }.hooks.first)
    #expect(stored.secret == "old")
    #expect(stored.events == ["star", "issues", "push"])
    #expect(stored.isActive)
    #expect(HookChange.plan(desired: desired, found: try await client.hooks().first) == [])

    let renewed = HookChange.plan(desired: desired, found: found, replacesSecret: true)
    _ = try await client.change(found, by: renewed.filter { $0 == .setSecret(desired.secret, .replaced) })
    #expect(server.state.withLock { $0 }.hooks.first?.secret == "s3cret \"quoted\" ü")
    #expect(server.log.last == "PATCH /repos/octo/hello/hooks/5/config")
  }

  @Test("Of an App's hook the configuration is changed, and the rest is left to its owner")
  func changesAppHook() async throws {
    defer { server.stop() }
    server.state.withLock { $0.hooks = [.init(id: 1, contentType: "form", events: [])] }
    let client = HookClient(try server.client(), at: .app)
    let desired = try Self.desired()
    let found = try #require(try await client.hooks().first)
    #expect(found.events == ["push"])
    let left = try await client.change(found, by: HookChange.plan(desired: desired, found: found))
    #expect(left == [.subscribe(["issues"])])
    #expect(server.state.withLock { $0 }.hooks.first?.secret == "s3cret \"quoted\" ü")
    #expect(server.state.withLock { $0 }.hooks.first?.contentType == "json")
    await #expect(throws: HookError.notForApps) { try await client.ping(found.reference) }
    await #expect(throws: HookError.notForApps) { try await client.create(desired) }
  }

  @Test("GitHub's one 404 is told apart: no repository, no permission to see, none to change, no hook")
  func tellsApart() async throws {
    defer { server.stop() }
    let place = try Self.repository()
    let client = HookClient(try server.client(), at: place)
    let desired = try Self.desired()
    server.state.withLock {
      $0.hooks = [.init(id: 5, secret: "old")]
      $0.right = .none
    }
    await #expect(throws: HookError.placeNotFound(place)) { try await client.hooks() }
    server.state.withLock { $0.right = .see }
    await #expect(throws: HookError.permission(place, .hooks(of: place, .read))) { try await client.hooks() }
    await #expect(throws: HookError.permission(place, .hooks(of: place, .write))) { try await client.create(desired) }
    server.state.withLock { $0.right = .read }
    let hook = try #require(try await client.hooks().first)
    await #expect(throws: HookError.permission(place, .hooks(of: place, .write))) { try await client.create(desired) }
    await #expect(throws: HookError.permission(place, .hooks(of: place, .write))) {
      try await client.change(hook, by: [.activate])
    }
    server.state.withLock {
      $0.right = .write
      $0.hooks = []
    }
    await #expect(throws: HookError.gone(hook.reference)) { try await client.ping(hook.reference) }
    let remedy = HookError.permission(place, .hooks(of: place, .write)).remedy
    #expect(remedy.contains("Webhooks: read and write"))
    #expect(remedy.contains("admin:repo_hook"))
  }

  @Test("What GitHub refuses is said in its words")
  func saysRefusals() async throws {
    defer { server.stop() }
    let client = HookClient(try server.client(), at: try Self.repository())
    var desired = try Self.desired()
    desired.address = try HookAddress(base: "http://localhost:1")
    await #expect(throws: HookError.refused("Validation Failed; url is not reachable")) {
      try await client.create(desired)
    }
  }

  @Test("A secret that is no text is not sent, because GitHub would keep another one")
  func refusesOtherSecrets() async throws {
    defer { server.stop() }
    let client = HookClient(try server.client(), at: try Self.repository())
    var desired = try Self.desired()
    desired.secret = try Secret(bytes: [0xff, 0xfe])
    await #expect(throws: HookError.secretNotText) { try await client.create(desired) }
    let hook = Hook(reference: .app, url: "", events: [])
    await #expect(throws: HookError.secretNotText) {
      try await client.change(hook, by: [.setSecret(desired.secret, .missing)])
    }
    #expect(server.requests.isEmpty)
  }

  @Test(
    "A hook with strange or missing fields is shown with GitHub's defaults",
    arguments: [
      #"{"id":1}"#, #"{"id":1,"config":{},"events":null,"active":null}"#,
      #"{"id":1,"config":{"url":7,"insecure_ssl":[],"secret":null},"events":"all","active":"yes","last_response":3}"#,
    ])
  func toleratesStrangeHooks(hook: String) async throws {
    let server = ScriptedServer { _ in .reply(200, [], "[\(hook)]") }
    defer { server.stop() }
    let hooks = try await HookClient(try server.client(), at: .organization("octo")).hooks()
    let expected = Hook(
      reference: .organization("octo", hook: 1), url: "", contentType: "form", hasSecret: false, events: [])
    #expect(hooks == [expected])
  }

  @Test(
    "Hooks without a number, and other rubbish, are an error",
    arguments: ["[{}]", "{}", "", "[null]", #"[{"id":"1"}]"#])
  func refusesRubbish(body: String) async throws {
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    await #expect(throws: HookError.self) {
      try await HookClient(try server.client(), at: .organization("octo")).hooks()
    }
  }
}
