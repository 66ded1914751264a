import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct IssueTests {
  @Test("an opened issue is announced with its labels, and the payload carries issue, repository and sender")
  func opening() throws {
    var shop = FurnishedState()
    let opened = try shop.state.openIssue(
      IssueDraft("Design auth API", body: "Think.", labels: ["kind:design"]), in: FurnishedState.shop,
      by: shop.by("ada"))
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
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A", body: "old"), in: FurnishedState.shop, by: shop.by("ada"))
    let before = try shop.issue(1).updatedAt
    let events = try shop.state.editIssue(
      1, in: FurnishedState.shop, IssueChange(body: "Depends on #2"), by: shop.by("ada"))
    #expect(events.map(\.title) == ["issues.edited"])
    #expect(events.first?.payload["changes"]["body"]["from"] == "old")
    #expect(try shop.issue(1).updatedAt > before)
    let silent = try shop.state.editIssue(
      1, in: FurnishedState.shop, IssueChange(title: "A", body: "Depends on #2"), by: shop.by("ada"))
    #expect(silent.isEmpty)
  }

  @Test("closing keeps the reason, reopening says so", arguments: [nil, "completed", "not_planned"])
  func closing(reason: String?) throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    let closed = try shop.state.editIssue(
      1, in: FurnishedState.shop, IssueChange(state: .closed(reason: reason)), by: shop.by("bob"))
    #expect(closed.map(\.title) == ["issues.closed"])
    #expect(closed.first?.payload["issue"]["state_reason"].stringValue == reason ?? "completed")
    #expect(closed.first?.payload["issue"]["closed_by"]["login"] == "bob")
    let reopened = try shop.state.editIssue(1, in: FurnishedState.shop, IssueChange(state: .open), by: shop.by("bob"))
    #expect(reopened.map(\.title) == ["issues.reopened"])
    #expect(reopened.first?.payload["issue"]["state_reason"] == "reopened")
    #expect(reopened.first?.payload["issue"]["closed_at"].isNull == true)
  }

  @Test("a label that goes and one that comes are one event each")
  func relabeling() throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A", labels: ["x", "y"]), in: FurnishedState.shop, by: shop.by("ada"))
    let events = try shop.state.editIssue(
      1, in: FurnishedState.shop, IssueChange(labels: ["y", "z"]), by: shop.by("ada"))
    #expect(events.map(\.title) == ["issues.unlabeled", "issues.labeled"])
    #expect(events.map { $0.payload["label"]["name"].stringValue } == ["x", "z"])
  }

  @Test("a transferred issue leads to its new place, and both repositories hear of it")
  func transferring() throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    let moved = try shop.state.transferIssue(1, in: FurnishedState.shop, to: FurnishedState.site, by: shop.by("ada"))
    #expect(moved.events.map(\.title) == ["issues.transferred", "issues.opened"])
    #expect(moved.events.first?.payload["changes"]["new_repository"]["full_name"] == "acme/site")
    let site = try shop.state.repository(FurnishedState.site)
    #expect(throws: APIRefusal.moved(to: "http://127.0.0.1:9/repositories/\(site.id)/issues/1")) {
      try shop.issue(1)
    }
    #expect(try shop.state.issue(moved.value, in: site).title == "A")
  }

  @Test("a deleted issue is gone, not missing")
  func deleting() throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    let events = try shop.state.deleteIssue(1, in: FurnishedState.shop, by: shop.by("ada"))
    #expect(events.map(\.title) == ["issues.deleted"])
    #expect(throws: APIRefusal.gone("This issue was deleted")) { try shop.issue(1) }
    #expect(throws: APIRefusal.notFound) { try shop.issue(7) }
  }

  @Test("a blocked-by link shows in the summary until the blocker is closed")
  func blocking() throws {
    var shop = FurnishedState()
    let first = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada")).value
    let second = try shop.state.openIssue(IssueDraft("B"), in: FurnishedState.shop, by: shop.by("ada")).value
    let blocker = try shop.issue(first).id
    let events = try shop.state.addBlocker(blocker, to: second, in: FurnishedState.shop, by: shop.by("ada"))
    #expect(events.map(\.title) == ["issue_dependencies.blocked_by_added"])
    func summary() throws -> JSONValue {
      try shop.state.shape(shop.issue(second), in: shop.repository)["issue_dependencies_summary"]
    }
    #expect(try summary()["blocked_by"] == 1)
    _ = try shop.state.editIssue(
      first, in: FurnishedState.shop, IssueChange(state: .closed(reason: nil)), by: shop.by("ada"))
    #expect(try summary()["blocked_by"] == 0)
    #expect(try summary()["total_blocked_by"] == 1)
  }

  @Test("a comment's life: created, edited with its old text, deleted")
  func comments() throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    let created = try shop.state.comment(on: 1, in: FurnishedState.shop, "/signalbox pause", by: shop.by("bob"))
    #expect(created.events.map(\.title) == ["issue_comment.created"])
    #expect(created.events.first?.payload["issue"]["comments"] == 1)
    let edited = try shop.state.editComment(created.value, in: FurnishedState.shop, "never mind", by: shop.by("bob"))
    #expect(edited.first?.payload["changes"]["body"]["from"] == "/signalbox pause")
    let deleted = try shop.state.deleteComment(created.value, in: FurnishedState.shop, by: shop.by("bob"))
    #expect(deleted.map(\.title) == ["issue_comment.deleted"])
    #expect(try shop.issue(1).comments.isEmpty)
  }

  @Test("a renamed repository answers under its new name and leads there from the old one")
  func renaming() throws {
    var shop = FurnishedState()
    let id = try shop.repository.id
    let events = try shop.state.rename(
      FurnishedState.shop, to: #require(RepositoryName("acme/store")), by: shop.by("acme"))
    #expect(events.map(\.title) == ["repository.renamed"])
    #expect(events.first?.payload["changes"]["repository"]["name"]["from"] == "shop")
    #expect(throws: APIRefusal.moved(to: "http://127.0.0.1:9/repositories/\(id)")) { try shop.repository }
  }
}
