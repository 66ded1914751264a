import GitHub
import MissionCore
import Testing

@Suite("Webhooks about installations, hooks and repositories")
struct PlaceWebhookTests {
  typealias Fixture = WebhookFixture

  @Test("an event of an installation has no repository")
  func installation() throws {
    let body = #"{"action":"deleted","installation":{"id":2},"sender":{"login":"octocat","type":"User"}}"#
    let event = try WebhookDecoder.decode(event: "installation", body: Array(body.utf8))
    #expect(event.repository == nil)
    #expect(event.installationID == 2)
    #expect(event.reach == nil)
  }

  @Test(
    "an installation that ends or comes back says which account is out of reach, or within it",
    arguments: [
      ("deleted", AppReach.lost(account: "Octo-Org", .uninstalled)),
      ("suspend", .lost(account: "Octo-Org", .suspended)), ("unsuspend", .back(account: "Octo-Org")),
      ("created", .back(account: "Octo-Org")), ("new_permissions_accepted", nil), ("melted", nil),
    ])
  func reach(action: String, expected: AppReach?) throws {
    let body = #"{"action":"\#(action)","installation":{"id":2,"account":{"login":"Octo-Org"}}}"#
    let event = try WebhookDecoder.decode(event: "installation", body: Array(body.utf8))
    #expect(event.reach == expected)
    let here = try #require(RepositoryName("octo-org/hello"))
    let elsewhere = try #require(RepositoryName("other/hello"))
    let names = (expected?.observations(about: [here, elsewhere]) ?? []).flatMap(\.interests)
    #expect(names == (expected == nil ? [] : [.place(here)]))
  }

  @Test("an installation's other repositories are named, those that are none left out")
  func reachChanged() throws {
    let body = #"""
      {"action":"removed","installation":{"id":2},"repositories_added":[{"full_name":"a/b"},{"full_name":7},{}],
      "repositories_removed":[{"full_name":"a/c"},{"full_name":"no slash"}]}
      """#
    let event = try WebhookDecoder.decode(event: "installation_repositories", body: Array(body.utf8))
    #expect(event.reach == .changed(added: [RepositoryName("a/b")!], removed: [RepositoryName("a/c")!]))
  }

  @Test(
    "a deleted hook says which one it was",
    arguments: [
      (#""hook_id":7,"repository":{"full_name":"a/b"}"#, "repository/a/b/7"),
      (#""hook_id":7,"organization":{"login":"A"}"#, "organization/a/7"),
      (#""hook_id":-7,"repository":{"full_name":"a/b"}"#, nil), (#""hook_id":7"#, nil), (#""x":7"#, nil),
      (#""hook_id":7,"organization":{"login":"../x"}"#, nil),
    ])
  func deletedHook(members: String, expected: String?) throws {
    let event = try WebhookDecoder.decode(event: "meta", body: Array("{\"action\":\"deleted\",\(members)}".utf8))
    #expect(event.deletedHook?.description == expected)
    #expect(event.observations.isEmpty)
  }

  @Test(
    "a renamed or transferred repository says what it was called",
    arguments: [
      (#""repository":{"name":{"from":"old-world"}}"#, "octo-org/old-world"),
      (#""owner":{"from":{"user":{"login":"octocat"}}}"#, "octocat/hello-world"),
      (#""owner":{"from":{"organization":{"login":"octo-inc"}}}"#, "octo-inc/hello-world"),
      (#""description":{"from":"x"}"#, nil), (#""repository":{"name":{"from":"../x"}}"#, nil),
    ])
  func movedRepository(changes: String, former: String?) throws {
    let event = try Fixture.decode("repository", #""changes":{\#(changes)}"#, action: "renamed")
    let name = former.flatMap { RepositoryName($0) }
    #expect(event.formerRepository == name)
    #expect(event.observations == [.repositoryNamed(Fixture.repository, id: 186_853_002, formerly: name)])
  }

  @Test(
    "a repository that goes away or comes back says how",
    arguments: [
      ("deleted", RepositoryFacts.Standing.lost(reason: "was deleted")),
      ("privatized", .lost(reason: "was made private")), ("archived", .archived), ("unarchived", .usable),
      ("publicized", .usable),
    ])
  func repositoryStanding(action: String, standing: RepositoryFacts.Standing) throws {
    let event = try Fixture.decode("repository", #""changes":{}"#, action: action)
    #expect(event.observations == [.repositoryStanding(Fixture.repository, standing)])
    #expect(WebhookDecoder.isUsed(event: "repository", action: action))
  }
}
