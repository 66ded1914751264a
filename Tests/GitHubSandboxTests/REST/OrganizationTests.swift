import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct OrganizationTests {
  @Test("an organisation's hook hears of all its repositories, and its log shows what was sent")
  func hook() throws {
    var api = FurnishedCore()
    #expect(api.send("GET", "/orgs/acme").status == 404)
    #expect(api.send("GET", "/orgs/acme/hooks").status == 404)
    _ = api.core.state.account(named: "acme", kind: .organization)
    let made = api.send(
      "POST", "/orgs/acme/hooks",
      ["config": ["url": "http://127.0.0.1:9/x", "content_type": "json", "secret": "s"], "events": ["issues"]])
    #expect(made.status == 201)
    let id = try #require(made.json["id"].integerValue)
    #expect(api.get("/orgs/acme/hooks").elements.map { $0["id"].integerValue } == [id])
    #expect(api.get("/orgs/acme/hooks/\(id)/config")["secret"] == "********")

    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "One"])
    _ = api.send("PATCH", "/repos/acme/shop/issues/1", ["title": "Two"], as: "ada")
    let sent = api.core.takeOutgoing()
    #expect(
      sent.map { event in event.headers.first { $0.name == "X-GitHub-Event" }?.value } == ["ping", "issues", "issues"])
    #expect(
      sent.allSatisfy { event in
        event.headers.contains { $0.name == "X-GitHub-Hook-Installation-Target-Type" && $0.value == "organization" }
      })
    for record in api.core.deliveries.records { api.core.settle(record.id, as: .failed(reason: "timed out")) }
    let log = api.get("/orgs/acme/hooks/\(id)/deliveries").elements
    #expect(log.map { $0["event"] } == ["issues", "issues", "ping"])
    let newest = try #require(log.first?["id"].integerValue)
    #expect(api.get("/orgs/acme/hooks/\(id)/deliveries/\(newest)")["request"]["payload"]["action"] == "edited")
    #expect(api.send("POST", "/orgs/acme/hooks/\(id)/deliveries/\(newest)/attempts").status == 202)
    #expect(api.core.takeOutgoing().count == 1)
  }

  @Test("who does not run an organisation is told of no hooks there")
  func hidden() throws {
    var api = FurnishedCore()
    _ = api.core.state.account(named: "acme", kind: .organization)
    #expect(api.send("GET", "/orgs/acme/hooks").status == 200)
    #expect(api.send("GET", "/orgs/acme/hooks", as: "bob").status == 404)
    #expect(api.send("GET", "/orgs/acme", as: "bob").status == 200)
  }
}
