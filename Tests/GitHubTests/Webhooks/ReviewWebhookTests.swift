import GitHub
import MissionCore
import Testing

@Suite("Webhooks about reviews and comments")
struct ReviewWebhookTests {
  typealias Fixture = WebhookFixture

  @Test(
    "a review is read with what its author may certainly do: members and collaborators may have read access only",
    arguments: [
      ("OWNER", true), ("MEMBER", false), ("COLLABORATOR", false), ("CONTRIBUTOR", false), ("NONE", false),
      ("SOMETHING_NEW", false),
    ])
  func review(association: String, canWrite: Bool) throws {
    let event = try Fixture.decode(
      "pull_request_review", Fixture.review(["author_association": #""\#(association)""#]), action: "submitted")
    let review = ReviewFact(
      id: "237895671", reviewer: Account(login: "codertocat", isBot: false), verdict: .changesRequested,
      commit: Fixture.head, canWrite: canWrite, body: "Please rename it.",
      url: "https://github.com/octo-org/hello-world/pull/2#pullrequestreview-237895671")
    #expect(
      event.observations == [
        .review(Fixture.pullRequest2, review, dismissed: false), .pullRequestTouched(Fixture.pullRequest2),
      ])
  }

  @Test("a dismissed review of a deleted account on a forgotten commit is read")
  func dismissedReview() throws {
    let changed = ["user": "null", "commit_id": "null", "body": "null", "state": #""dismissed""#]
    let event = try Fixture.decode("pull_request_review", Fixture.review(changed), action: "dismissed")
    guard case .review(_, let review, let dismissed) = event.observations.first else {
      Issue.record("no review")
      return
    }
    #expect(dismissed)
    #expect(review.verdict == .dismissed)
    #expect(review.reviewer.login == "ghost")
    #expect(review.commit == nil)
    #expect(review.body == "")
  }

  @Test("a comment on a line of a diff is read with its place", arguments: ["created", "edited"])
  func reviewComment(action: String) throws {
    let comment = Fixture.comment(["path": #""README.md""#, "line": "null", "original_line": "3"])
    let event = try Fixture.decode(
      "pull_request_review_comment", comment + "," + Fixture.pullRequest(), action: action)
    #expect(
      event.observations == [
        .comment(Fixture.pullRequest2, finding, path: "README.md", line: 3), .pullRequestTouched(Fixture.pullRequest2),
      ])
  }

  @Test("a comment in a pull request's conversation is read")
  func conversationComment() throws {
    let fields = #""issue":{"number":2,"pull_request":{"url":"x"}},"# + Fixture.comment()
    let event = try Fixture.decode("issue_comment", fields, action: "created")
    #expect(
      event.observations == [
        .comment(Fixture.pullRequest2, finding, path: nil, line: nil), .pullRequestTouched(Fixture.pullRequest2),
      ])
  }

  @Test("a comment on a plain issue that commands nothing makes the issue due: a fetch tells whose words count")
  func issueComment() throws {
    let fields = #""issue":{"number":1},"# + Fixture.comment()
    #expect(
      try Fixture.decode("issue_comment", fields, action: "created").observations == [.issueTouched(Fixture.issue1)])
  }

  @Test("a deleted comment only touches its pull request")
  func deletedComments() throws {
    let conversation = #""issue":{"number":2,"pull_request":{}},"# + Fixture.comment()
    #expect(
      try Fixture.decode("issue_comment", conversation, action: "deleted").observations
        == [.pullRequestTouched(Fixture.pullRequest2)])
    let diff = Fixture.comment() + "," + Fixture.pullRequest()
    #expect(
      try Fixture.decode("pull_request_review_comment", diff, action: "deleted").observations
        == [.pullRequestTouched(Fixture.pullRequest2)])
  }

  @Test("a resolved or reopened thread touches its pull request", arguments: ["resolved", "unresolved"])
  func thread(action: String) throws {
    let fields = #""thread":{"node_id":"x"},"# + Fixture.pullRequest()
    #expect(
      try Fixture.decode("pull_request_review_thread", fields, action: action).observations
        == [.pullRequestTouched(Fixture.pullRequest2)])
  }

  private var finding: CommentFact {
    CommentFact(
      id: "492700400", author: Account(login: "cursor[bot]", isBot: true), body: "A finding.",
      url: "https://github.com/octo-org/hello-world/pull/2#issuecomment-492700400", updatedAt: Fixture.moment)
  }
}
