import GitHub
import MissionCore
import Testing

@Suite("Webhooks about pull requests")
struct PullRequestWebhookTests {
  typealias Fixture = WebhookFixture

  @Test("a pull request is read although its fork is gone and it has no body", arguments: ["opened", "synchronize"])
  func pullRequest(action: String) throws {
    let event = try Fixture.decode("pull_request", Fixture.pullRequest(), action: action)
    let hint = PullRequestHint(
      reference: Fixture.pullRequest2, action: action, title: "Update the README",
      url: "https://github.com/octo-org/hello-world/pull/2", author: Account(login: "octocat", isBot: false),
      state: .open, isDraft: false, head: Fixture.head, headBranch: "changes", base: "main", closes: [],
      isTrusted: false,
      updatedAt: Fixture.moment)
    #expect(event.observations == [.pullRequest(hint)])
  }

  @Test(
    "open, closed and merged are told apart, and an unknown state is none of them",
    arguments: [
      (#""open""#, "false", PullRequestSnapshot.State.open), (#""closed""#, "false", .closed),
      (#""closed""#, "true", .merged), (#""closed""#, "null", .closed), (#""frozen""#, "false", .unknown("frozen")),
    ])
  func pullRequestStates(state: String, merged: String, expected: PullRequestSnapshot.State) throws {
    let event = try Fixture.decode(
      "pull_request", Fixture.pullRequest(["state": state, "merged": merged]), action: "closed")
    guard case .pullRequest(let hint) = event.observations.first else {
      Issue.record("no hint")
      return
    }
    #expect(hint.state == expected)
  }

  @Test(
    "a pull request is trusted if its owner made it, or one who is no stranger from a branch of the repository itself",
    arguments: [
      ("null", "NONE", false), ("null", "MEMBER", false), ("null", "OWNER", true),
      (#"{"id":186853002,"full_name":"renamed/since"}"#, "NONE", false),
      (#"{"id":186853002,"full_name":"renamed/since"}"#, "MEMBER", true),
      (#"{"id":5,"full_name":"octo-org/hello-world"}"#, "NONE", false),
      (#"{"full_name":"Octo-Org/Hello-World"}"#, "COLLABORATOR", true),
      (#"{"full_name":"Octo-Org/Hello-World"}"#, "CONTRIBUTOR", false),
      (#"{"full_name":"fork/hello-world"}"#, "", false),
      (#"{"id":5,"full_name":"fork/hello-world"}"#, "COLLABORATOR", false), ("{}", "FIRST_TIMER", false),
    ])
  func trust(headRepository: String, association: String, isTrusted: Bool) throws {
    let fields = Fixture.pullRequest([
      "head": #"{"ref":"changes","sha":"\#(Fixture.head)","repo":\#(headRepository)}"#,
      "author_association": #""\#(association)""#,
    ])
    let event = try Fixture.decode("pull_request", fields, action: "opened")
    guard case .pullRequest(let hint) = event.observations.first else {
      Issue.record("no hint")
      return
    }
    #expect(hint.isTrusted == isTrusted)
  }

  @Test(
    "an App's pull request of a branch of the repository itself is trusted, a stranger's one only says where it lies")
  func inside() throws {
    for (type, isTrusted) in [("Bot", true), ("User", false)] {
      let fields = Fixture.pullRequest([
        "user": #"{"login":"somebody","type":"\#(type)"}"#, "author_association": #""NONE""#,
        "head": #"{"ref":"changes","sha":"\#(Fixture.head)","repo":{"full_name":"octo-org/hello-world"}}"#,
      ])
      guard
        case .pullRequest(let hint) = try Fixture.decode("pull_request", fields, action: "opened").observations.first
      else {
        Issue.record("no hint")
        return
      }
      #expect(hint.isTrusted == isTrusted)
      #expect(hint.isInside)
    }
  }

  @Test(
    "a pull request closes what its body says, into the default branch only, and what a branch of ours was made for",
    arguments: [
      ("issue-6-rename", "null", ["octo-org/hello-world#4", "octo-org/other#5"]),
      ("signalbox/6-rename", "null", ["octo-org/hello-world#4", "octo-org/other#5", "octo-org/hello-world#6"]),
      (
        "x", #"{"id":1,"full_name":"octo-org/hello-world","default_branch":"main"}"#,
        [
          "octo-org/hello-world#4", "octo-org/other#5",
        ]
      ),
      ("x", #"{"id":1,"full_name":"octo-org/hello-world","default_branch":"trunk"}"#, []),
      (
        "signalbox/6", #"{"id":1,"full_name":"octo-org/hello-world","default_branch":"trunk"}"#,
        ["octo-org/hello-world#6"]
      ),
    ])
  func closes(branch: String, base: String, expected: [String]) throws {
    let fields = Fixture.pullRequest([
      "body": #""Closes #4, fixes octo-org/other#5""#,
      "head": #"{"ref":"\#(branch)","sha":"\#(Fixture.head)","repo":null}"#,
      "base": #"{"ref":"main","sha":"\#(Fixture.head)","repo":\#(base)}"#,
    ])
    let event = try Fixture.decode("pull_request", fields, action: "opened")
    guard case .pullRequest(let hint) = event.observations.first else {
      Issue.record("no hint")
      return
    }
    #expect(hint.closes.map(\.description) == expected)
  }

  @Test("a deleted account is the ghost")
  func ghost() throws {
    let event = try Fixture.decode("pull_request", Fixture.pullRequest(["user": "null"]), action: "opened")
    guard case .pullRequest(let hint) = event.observations.first else {
      Issue.record("no hint")
      return
    }
    #expect(hint.author == Account(login: "ghost", isBot: false))
  }
}
