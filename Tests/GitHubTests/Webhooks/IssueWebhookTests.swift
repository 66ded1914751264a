import GitHub
import MissionCore
import Testing

@Suite("Webhooks about issues")
struct IssueWebhookTests {
  typealias Fixture = WebhookFixture

  @Test(
    "an issue's facts are read",
    arguments: ["opened", "edited", "closed", "reopened", "labeled", "unlabeled", "assigned"])
  func issueFacts(action: String) throws {
    let event = try Fixture.decode("issues", Fixture.issue(), action: action)
    let facts = IssueFacts(
      reference: Fixture.issue1, title: "Spelling error", body: "Depends on #4", state: .open,
      labels: ["bug", "role:backend"], url: "https://github.com/octo-org/hello-world/issues/1", isPullRequest: false,
      blockedBy: nil, updatedAt: Fixture.moment)
    #expect(event.observations == [.issue(facts)])
  }

  @Test(
    "the reason why an issue was closed is kept, and an unknown one never means completed",
    arguments: [
      (#""open""#, #""reopened""#, IssueState.open), (#""closed""#, "null", .completed), (#""closed""#, "", .completed),
      (#""closed""#, #""completed""#, .completed), (#""closed""#, #""not_planned""#, .notPlanned),
      (#""closed""#, #""duplicate""#, .notPlanned), (#""closed""#, #""vanished""#, .unknown("vanished")),
      (#""melted""#, "null", .unknown("melted")),
    ])
  func issueStates(state: String, reason: String, expected: IssueState) throws {
    let event = try Fixture.decode(
      "issues", Fixture.issue(["state": state, "state_reason": reason]), action: "closed")
    guard case .issue(let facts) = event.observations.first else {
      Issue.record("no facts")
      return
    }
    #expect(facts.state == expected)
  }

  @Test(
    "a link between issues touches the blocked one, in whichever repository it is",
    arguments: [
      ("blocked_by_added", #""blocking_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/hello-world#4"),
      ("blocked_by_removed", #""blocking_issue_repo":null"#, "octo-org/hello-world#4"),
      ("blocking_added", #""blocked_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/other#4"),
      ("blocking_removed", #""blocked_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/other#4"),
    ])
  func links(action: String, place: String, touched: String) throws {
    let event = try Fixture.decode(
      "issue_dependencies",
      #""blocked_issue_id":4004,"blocked_issue":{"number":4},"blocking_issue":{"number":7},"# + place, action: action)
    #expect(event.observations == [.issueTouched(IssueReference(touched)!)])
    #expect(WebhookDecoder.isUsed(event: "issue_dependencies", action: action))
  }

  @Test(
    "a sub-issue that comes or goes touches it and its parent",
    arguments: [
      (
        "sub_issue_added", #""sub_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/other#4",
        "octo-org/hello-world#7"
      ),
      (
        "parent_issue_removed", #""parent_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/hello-world#4",
        "octo-org/other#7"
      ),
    ])
  func subIssues(action: String, place: String, part: String, whole: String) throws {
    let event = try Fixture.decode(
      "sub_issues", #""sub_issue":{"number":4},"parent_issue":{"number":7},"# + place, action: action)
    #expect(event.observations == [part, whole].map { .issueTouched(IssueReference($0)!) })
    #expect(WebhookDecoder.isUsed(event: "sub_issues", action: action))
  }

  @Test("a transferred issue is gone, and the reason names its new place")
  func transferred() throws {
    let changes = #","changes":{"new_issue":{"number":7},"new_repository":{"id":5,"full_name":"octo-org/other"}}"#
    let event = try Fixture.decode("issues", Fixture.issue() + changes, action: "transferred")
    #expect(event.observations == [.issueMoved(Fixture.issue1, to: IssueReference("octo-org/other#7")!)])
  }

  @Test("a transferred issue is gone even when nothing says where to")
  func transferredSomewhere() throws {
    let event = try Fixture.decode("issues", Fixture.issue(), action: "transferred")
    #expect(event.observations == [.issueGone(Fixture.issue1, reason: "transferred to another repository")])
  }

  @Test("a deleted issue is gone")
  func deleted() throws {
    let event = try Fixture.decode("issues", Fixture.issue(), action: "deleted")
    #expect(event.observations == [.issueGone(Fixture.issue1, reason: "deleted")])
  }
}
