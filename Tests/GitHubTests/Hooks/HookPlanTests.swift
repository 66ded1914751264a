import GitHub
import MissionCore
import Testing

@Suite struct HookPlanTests {
  private static func desired(_ base: String = "https://box.example.com") throws -> HookConfiguration {
    HookConfiguration(address: try HookAddress(base: base), secret: try Secret("s3cret"), events: ["issues", "push"])
  }

  private static let reference = HookReference.app
  private static let perfect = Hook(
    reference: reference, url: "https://box.example.com/webhooks/github", events: ["issues", "push"])

  @Test("Where no hook delivers here, one is made")
  func creates() throws {
    let desired = try Self.desired()
    #expect(HookChange.plan(desired: desired, found: nil) == [.create(desired)])
  }

  @Test(
    "A hook that is as it should be is left alone, also one that sends more",
    arguments: [
      ["issues", "push"], ["push", "issues", "star"], ["*"],
    ])
  func leavesAlone(events: [String]) throws {
    var hook = Self.perfect
    hook.events = events
    #expect(HookChange.plan(desired: try Self.desired(), found: hook) == [])
  }

  @Test("Each difference is one change, and a change names no secret")
  func changes() throws {
    let desired = try Self.desired()
    let cases: [((inout Hook) -> Void, HookChange)] = [
      ({ $0.isActive = false }, .activate), ({ $0.events = ["star"] }, .subscribe(["issues", "push"])),
      ({ $0.events = ["push"] }, .subscribe(["issues"])),
      ({ $0.contentType = "form" }, .setContentType(.json, from: "form")),
      ({ $0.contentType = "" }, .setContentType(.json, from: "")),
      ({ $0.url = "http://BOX.example.com/webhooks/github/" }, .setAddress(desired.address)),
      ({ $0.hasSecret = false }, .setSecret(desired.secret, .missing)),
      ({ $0.ignoresCertificate = true }, .setCertificateCheck(ignored: false)),
    ]
    for (alter, change) in cases {
      var hook = Self.perfect
      alter(&hook)
      #expect(HookChange.plan(desired: desired, found: hook) == [change])
      #expect(!change.description.contains("s3cret"))
      #expect(!"\(change)".isEmpty)
    }
    #expect(
      HookChange.plan(desired: desired, found: Self.perfect, replacesSecret: true)
        == [.setSecret(desired.secret, .replaced)])
  }

  @Test("Several differences are told together")
  func tellsTogether() throws {
    let hook = Hook(
      reference: Self.reference, url: "https://box.example.com/webhooks/github", contentType: "form",
      ignoresCertificate: true, hasSecret: false, events: [], isActive: false)
    let changes = HookChange.plan(desired: try Self.desired(), found: hook)
    #expect(changes.count == 5)
    #expect(changes.first == .activate)
  }

  @Test(
    "Our address is the base with the path behind it",
    arguments: [
      ("https://box.example.com", "https://box.example.com/webhooks/github"),
      ("https://Box.Example.com:443/", "https://box.example.com/webhooks/github"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080/webhooks/github"),
      ("https://example.com/box/", "https://example.com/box/webhooks/github"),
      ("https://example.com/webhooks/github", "https://example.com/webhooks/github"),
      ("http://[::1]:8080", "http://[::1]:8080/webhooks/github"),
    ])
  func buildsAddress(base: String, url: String) throws {
    let address = try HookAddress(base: base)
    #expect(address.url == url)
    #expect(address.isMeant(by: url))
  }

  @Test(
    "A base that GitHub could not deliver to is refused",
    arguments: [
      "", "box.example.com", "ftp://box.example.com", "https://", "/webhooks/github", "https://me:pw@box.example.com",
      "https://box.example.com/?a=1", "https://box.example.com/#x", "https://box example.com",
    ])
  func refusesBase(base: String) {
    #expect(throws: HookAddress.Fault.self) { try HookAddress(base: base) }
  }

  @Test(
    "A hook is ours by host, port and path, however they are written",
    arguments: [
      ("https://box.example.com/webhooks/github", true), ("https://BOX.example.com:443/webhooks/github/", true),
      ("http://box.example.com/webhooks/github", true), ("https://me:pw@box.example.com/webhooks/github", true),
      ("https://box.example.com/webhooks/github?x=1", true), ("https://box.example.com:8443/webhooks/github", false),
      ("https://box.example.com.evil.example/webhooks/github", false),
      ("https://box.example.com/webhooks/Github", false),
      ("https://box.example.com/", false), ("https://other.example.com/webhooks/github", false), ("", false),
      ("https://box.example.com@evil.example/webhooks/github", false), ("::::", false),
    ])
  func recognises(url: String, isOurs: Bool) throws {
    #expect(try HookAddress(base: "https://box.example.com").isMeant(by: url) == isOurs)
  }

  @Test("Of several hooks that deliver here the active one is ours, then the oldest")
  func choosesOne() throws {
    let repository = try #require(RepositoryName("octo/hello"))
    func hook(_ id: Int64, _ url: String, isActive: Bool) -> Hook {
      Hook(reference: .repository(repository, hook: id), url: url, events: ["*"], isActive: isActive)
    }
    let ours = "https://box.example.com/webhooks/github"
    let hooks = [
      hook(9, ours, isActive: true), hook(3, ours, isActive: false), hook(1, "https://ci.example.com", isActive: true),
      hook(7, ours, isActive: true),
    ]
    let found = hooks.meant(for: try HookAddress(base: "https://box.example.com"))
    #expect(found.map(\.reference.id) == [7, 9, 3])
  }

  @Test(
    "A hook's key is read back as the same hook",
    arguments: [
      "repository/octo/hello/12", "organization/octo/9223372036854775807", "app",
    ])
  func readsReferences(text: String) throws {
    #expect(try #require(HookReference(text)).description == text)
  }

  @Test(
    "What is no hook's key is none",
    arguments: [
      "", "apps", "app/1", "repository/octo/hello", "repository/octo/hello/0", "repository/octo/../1",
      "organization//1",
      "organization/octo/-1", "repository/octo/hello/9223372036854775808",
    ])
  func refusesOtherReferences(text: String) {
    #expect(HookReference(text) == nil)
  }
}
