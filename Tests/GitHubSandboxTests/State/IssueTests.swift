import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct IssueTests {
  @Test("an opened issue is announced with its labels, and the payload carries issue, repository and sender")
  func opening() throws {
    var world = World()
    let opened = try world.state.openIssue(
      IssueDraft("Design auth API", body: "Think.", labels: ["kind:design"]), in: World.shop, by: world.by("ada"))
    #expect(opened.value == 1)
    #expect(opened.events.map(\.title) == ["issues.opened", "issues.labeled"])
    let payload = try #require(opened.events.first).payload
    #expect(payload["action"] == "opened")
    #expect(payload["issue"]["title"] == "Design auth API")
    #expect(payload["issue"]["labels"][0]["name"] == "kind:design")
    #expect(payload["issue"]["author_association"] == "COLLABORATOR")
    #expect(!payload["issue"].has("pull_request"))
    #expect(payload["repository"]["full_name"] == "acme/shop")
    #expect(payload["sender"]["login"] == "ada")
    #expect(opened.events.last?.payload["label"]["name"] == "kind:design")
  }

  @Test("an edit names what was before and moves updated_at; an edit that changes nothing is silent")
  func editing() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A", body: "old"), in: World.shop, by: world.by("ada"))
    let before = try world.issue(1).updatedAt
    let events = try world.state.editIssue(
      1, in: World.shop, IssueChange(body: "Depends on #2"), by: world.by("ada"))
    #expect(events.map(\.title) == ["issues.edited"])
    #expect(events.first?.payload["changes"]["body"]["from"] == "old")
    #expect(try world.issue(1).updatedAt > before)
    let silent = try world.state.editIssue(
      1, in: World.shop, IssueChange(title: "A", body: "Depends on #2"), by: world.by("ada"))
    #expect(silent.isEmpty)
  }

  @Test("closing keeps the reason, reopening says so", arguments: [nil, "completed", "not_planned"])
  func closing(reason: String?) throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    let closed = try world.state.editIssue(
      1, in: World.shop, IssueChange(state: .closed(reason: reason)), by: world.by("bob"))
    #expect(closed.map(\.title) == ["issues.closed"])
    #expect(closed.first?.payload["issue"]["state_reason"].stringValue == reason ?? "completed")
    #expect(closed.first?.payload["issue"]["closed_by"]["login"] == "bob")
    let reopened = try world.state.editIssue(1, in: World.shop, IssueChange(state: .open), by: world.by("bob"))
    #expect(reopened.map(\.title) == ["issues.reopened"])
    #expect(reopened.first?.payload["issue"]["state_reason"] == "reopened")
    #expect(reopened.first?.payload["issue"]["closed_at"].isNull == true)
  }

  @Test("a label that goes and one that comes are one event each")
  func relabeling() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A", labels: ["x", "y"]), in: World.shop, by: world.by("ada"))
    let events = try world.state.editIssue(1, in: World.shop, IssueChange(labels: ["y", "z"]), by: world.by("ada"))
    #expect(events.map(\.title) == ["issues.unlabeled", "issues.labeled"])
    #expect(events.map { $0.payload["label"]["name"].stringValue } == ["x", "z"])
  }

  @Test("a transferred issue leads to its new place, and both repositories hear of it")
  func transferring() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    let moved = try world.state.transferIssue(1, in: World.shop, to: World.site, by: world.by("ada"))
    #expect(moved.events.map(\.title) == ["issues.transferred", "issues.opened"])
    #expect(moved.events.first?.payload["changes"]["new_repository"]["full_name"] == "acme/site")
    let site = try world.state.repository(World.site)
    #expect(throws: APIRefusal.moved(to: "http://127.0.0.1:9/repositories/\(site.id)/issues/1")) {
      try world.issue(1)
    }
    #expect(try world.state.issue(moved.value, in: site).title == "A")
  }

  @Test("a deleted issue is gone, not missing")
  func deleting() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    let events = try world.state.deleteIssue(1, in: World.shop, by: world.by("ada"))
    #expect(events.map(\.title) == ["issues.deleted"])
    #expect(throws: APIRefusal.gone("This issue was deleted")) { try world.issue(1) }
    #expect(throws: APIRefusal.notFound) { try world.issue(7) }
  }

  @Test("a blocked-by link shows in the summary until the blocker is closed")
  func blocking() throws {
    var world = World()
    let first = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada")).value
    let second = try world.state.openIssue(IssueDraft("B"), in: World.shop, by: world.by("ada")).value
    let blocker = try world.issue(first).id
    let events = try world.state.addBlocker(blocker, to: second, in: World.shop, by: world.by("ada"))
    #expect(events.map(\.title) == ["issue_dependencies.blocked_by_added"])
    func summary() throws -> JSONValue {
      try world.state.shape(world.issue(second), in: world.repository)["issue_dependencies_summary"]
    }
    #expect(try summary()["blocked_by"] == 1)
    _ = try world.state.editIssue(
      first, in: World.shop, IssueChange(state: .closed(reason: nil)), by: world.by("ada"))
    #expect(try summary()["blocked_by"] == 0)
    #expect(try summary()["total_blocked_by"] == 1)
  }

  @Test("a comment's life: created, edited with its old text, deleted")
  func comments() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    let created = try world.state.comment(on: 1, in: World.shop, "/signalbox pause", by: world.by("bob"))
    #expect(created.events.map(\.title) == ["issue_comment.created"])
    #expect(created.events.first?.payload["issue"]["comments"] == 1)
    let edited = try world.state.editComment(created.value, in: World.shop, "never mind", by: world.by("bob"))
    #expect(edited.first?.payload["changes"]["body"]["from"] == "/signalbox pause")
    let deleted = try world.state.deleteComment(created.value, in: World.shop, by: world.by("bob"))
    #expect(deleted.map(\.title) == ["issue_comment.deleted"])
    #expect(try world.issue(1).comments.isEmpty)
  }

  @Test("a renamed repository answers under its new name and leads there from the old one")
  func renaming() throws {
    var world = World()
    let id = try world.repository.id
    let events = try world.state.rename(World.shop, to: #require(RepositoryName("acme/store")), by: world.by("acme"))
    #expect(events.map(\.title) == ["repository.renamed"])
    #expect(events.first?.payload["changes"]["repository"]["name"]["from"] == "shop")
    #expect(throws: APIRefusal.moved(to: "http://127.0.0.1:9/repositories/\(id)")) { try world.repository }
  }
}
