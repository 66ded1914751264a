import GitHub
import MissionCore
import Testing

@Suite("Webhooks become observations")
struct WebhookDecoderTests {
  typealias Fixture = WebhookFixture

  @Test("the common fields of a delivery are read")
  func commonFields() throws {
    let event = try Fixture.decode("issues", Fixture.issue(), action: "opened")
    #expect(event.event == "issues")
    #expect(event.action == "opened")
    #expect(event.repository == Fixture.repository)
    #expect(event.repositoryID == 186_853_002)
    #expect(event.sender == Account(login: "hubot", isBot: true))
    #expect(event.installationID == 957_387)
    #expect(event.formerRepository == nil)
  }

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
    "a link between issues stirs the blocked one, in whichever repository it is",
    arguments: [
      ("blocked_by_added", #""blocking_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/hello-world#4"),
      ("blocked_by_removed", #""blocking_issue_repo":null"#, "octo-org/hello-world#4"),
      ("blocking_added", #""blocked_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/other#4"),
      ("blocking_removed", #""blocked_issue_repo":{"full_name":"octo-org/other"}"#, "octo-org/other#4"),
    ])
  func links(action: String, place: String, stirred: String) throws {
    let event = try Fixture.decode(
      "issue_dependencies",
      #""blocked_issue_id":4004,"blocked_issue":{"number":4},"blocking_issue":{"number":7},"# + place, action: action)
    #expect(event.observations == [.issueStirred(IssueReference(stirred)!)])
    #expect(WebhookDecoder.isUsed(event: "issue_dependencies", action: action))
  }

  @Test(
    "a sub-issue that comes or goes stirs it and its parent",
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
    #expect(event.observations == [part, whole].map { .issueStirred(IssueReference($0)!) })
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
    "a pull request is trusted if it comes from the repository itself or from its owner: others may have read access only",
    arguments: [
      ("null", "NONE", false), ("null", "MEMBER", false), ("null", "OWNER", true),
      (#"{"id":186853002,"full_name":"renamed/since"}"#, "NONE", true),
      (#"{"id":5,"full_name":"octo-org/hello-world"}"#, "NONE", false),
      (#"{"full_name":"Octo-Org/Hello-World"}"#, "CONTRIBUTOR", true),
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

  @Test("a check run is a fact about its commit")
  func checkRun() throws {
    let event = try Fixture.decode("check_run", Fixture.checkRun(), action: "completed")
    let check = CheckFact(
      source: .checkRun, name: "lint", app: "octocoders-linter", appID: 29310, state: .failure("failure"),
      url: "https://ci.example/1", summary: "2 problems\nLine too long.", startedAt: Fixture.moment, runID: 128_620_228,
      completedAt: Fixture.moment.adding(seconds: 9))
    let hint = CheckHint(
      repository: Fixture.repository, sha: Fixture.head, pullRequests: [Fixture.pullRequest2], check: check)
    #expect(event.observations == [.check(hint)])
  }

  @Test(
    "only pull requests of the delivery's repository are taken from a check",
    arguments: [
      ("[]", [Int]()), ("null", []), ("", []),
      (#"[{"number":2,"base":{"repo":{"id":5}}},{"number":3,"base":{"repo":{"id":186853002}}}]"#, [3]),
      (#"[{"number":4,"base":{"repo":{"url":"https://api.github.com/repos/Octo-Org/hello-world"}}}]"#, [4]),
      (#"[{"number":4,"base":{"repo":{"url":"https://api.github.com/repos/evil/octo-org/hello-world2"}}}]"#, []),
      (#"[{"number":5,"base":{"repo":null}},{"number":6},{"number":-1,"base":{"repo":{"id":186853002}}}]"#, []),
      (
        #"[{"number":2,"base":{"repo":{"id":186853002}}},{"number":2,"base":{"repo":{"id":186853002}}}]"#,
        [2]
      ),
    ])
  func listedPullRequests(list: String, expected: [Int]) throws {
    let event = try Fixture.decode("check_run", Fixture.checkRun(["pull_requests": list]), action: "completed")
    guard case .check(let hint) = event.observations.first else {
      Issue.record("no check")
      return
    }
    #expect(hint.pullRequests.map(\.number) == expected)
  }

  @Test(
    "a check that is completed without a known conclusion is unknown, and one that is not completed is pending",
    arguments: [
      (#""completed""#, "null", CheckState.unknown("")), (#""completed""#, #""brilliant""#, .unknown("brilliant")),
      (#""queued""#, #""success""#, .pending), (#""completed""#, #""neutral""#, .neutral),
      (#""thinking""#, "null", .unknown("thinking")),
    ])
  func checkStates(status: String, conclusion: String, expected: CheckState) throws {
    let event = try Fixture.decode(
      "check_run", Fixture.checkRun(["status": status, "conclusion": conclusion]), action: "completed")
    guard case .check(let hint) = event.observations.first else {
      Issue.record("no check")
      return
    }
    #expect(hint.check.state == expected)
  }

  @Test("a commit status is a fact about its commit")
  func status() throws {
    let fields = """
      "id":6805126730,"sha":"\(Fixture.head)","context":"build","state":"error","description":"It broke",
      "target_url":"https://ci.example/2","created_at":"2019-05-15T15:20:33+00:00","commit":{"author":null}
      """
    let event = try Fixture.decode("status", fields)
    let check = CheckFact(
      source: .status, name: "build", state: .failure("error"), url: "https://ci.example/2", summary: "It broke",
      startedAt: Fixture.moment, runID: 6_805_126_730)
    #expect(event.action == "")
    #expect(
      event.observations == [
        .check(CheckHint(repository: Fixture.repository, sha: Fixture.head, pullRequests: [], check: check))
      ])
  }

  @Test("a check suite stirs its commit and the pull requests it lists")
  func checkSuite() throws {
    let fields = """
      "check_suite":{"head_sha":"\(Fixture.head)","head_branch":"changes","conclusion":null,
      "pull_requests":[{"number":2,"base":{"repo":{"id":186853002}}}]}
      """
    let event = try Fixture.decode("check_suite", fields, action: "completed")
    #expect(
      event.observations == [.commitStirred(Fixture.repository, sha: Fixture.head), .stir(Fixture.pullRequest2)])
  }

  @Test("a workflow run stirs its commit, unless that is the base side's")
  func workflowRun() throws {
    func run(_ event: String) -> String {
      """
      "workflow_run":{"head_sha":"\(Fixture.head)","head_branch":"changes","event":"\(event)",
      "pull_requests":[{"number":2,"base":{"repo":{"id":186853002}}}]}
      """
    }
    let own = try Fixture.decode("workflow_run", run("pull_request"), action: "completed")
    #expect(own.observations == [.commitStirred(Fixture.repository, sha: Fixture.head), .stir(Fixture.pullRequest2)])
    let target = try Fixture.decode("workflow_run", run("pull_request_target"), action: "completed")
    #expect(target.observations == [.stir(Fixture.pullRequest2)])
  }

  @Test(
    "a merge group stirs its commit and the pull request its branch names",
    arguments: [
      ("refs/heads/gh-readonly-queue/main/pr-104-929f", [104]),
      ("refs/heads/gh-readonly-queue/release/1.x/pr-104-929f", [104]), ("gh-readonly-queue/main/pr-104-929f", [104]),
      ("refs/heads/main/pr-104-929f", []), ("refs/heads/gh-readonly-queue/main/pr-x-929f", []),
      ("refs/heads/gh-readonly-queue/main/pr-99999999999999999999-929f", []),
      ("refs/heads/gh-readonly-queue/", [Int]()),
    ])
  func mergeGroup(branch: String, numbers: [Int]) throws {
    let fields = #""merge_group":{"head_sha":"\#(Fixture.head)","head_ref":"\#(branch)"}"#
    let event = try Fixture.decode("merge_group", fields, action: "checks_requested")
    let stirs = numbers.map {
      Observation.stir(PullRequestReference(repository: Fixture.repository, number: $0)!)
    }
    #expect(event.observations == [.commitStirred(Fixture.repository, sha: Fixture.head)] + stirs)
  }

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
      event.observations == [.review(Fixture.pullRequest2, review, dismissed: false), .stir(Fixture.pullRequest2)])
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
        .comment(Fixture.pullRequest2, finding, path: "README.md", line: 3), .stir(Fixture.pullRequest2),
      ])
  }

  @Test("a comment in a pull request's conversation is read")
  func conversationComment() throws {
    let fields = #""issue":{"number":2,"pull_request":{"url":"x"}},"# + Fixture.comment()
    let event = try Fixture.decode("issue_comment", fields, action: "created")
    #expect(
      event.observations == [
        .comment(Fixture.pullRequest2, finding, path: nil, line: nil), .stir(Fixture.pullRequest2),
      ])
  }

  @Test("a comment on a plain issue that commands nothing says nothing")
  func issueComment() throws {
    let fields = #""issue":{"number":1},"# + Fixture.comment()
    #expect(try Fixture.decode("issue_comment", fields, action: "created").observations == [])
  }

  @Test("a deleted comment only stirs its pull request")
  func deletedComments() throws {
    let conversation = #""issue":{"number":2,"pull_request":{}},"# + Fixture.comment()
    #expect(
      try Fixture.decode("issue_comment", conversation, action: "deleted").observations
        == [.stir(Fixture.pullRequest2)])
    let diff = Fixture.comment() + "," + Fixture.pullRequest()
    #expect(
      try Fixture.decode("pull_request_review_comment", diff, action: "deleted").observations
        == [.stir(Fixture.pullRequest2)])
  }

  @Test("a resolved or reopened thread stirs its pull request", arguments: ["resolved", "unresolved"])
  func thread(action: String) throws {
    let fields = #""thread":{"node_id":"x"},"# + Fixture.pullRequest()
    #expect(
      try Fixture.decode("pull_request_review_thread", fields, action: action).observations
        == [.stir(Fixture.pullRequest2)])
  }

  @Test(
    "a push to a branch is read, a deleted one too; tags are not",
    arguments: [
      ("refs/heads/main", "main"), ("refs/heads/feature/a b", "feature/a b"), ("refs/tags/v1", nil),
      ("refs/heads/", nil), ("main", nil),
    ])
  func push(ref: String, branch: String?) throws {
    let event = try Fixture.decode("push", #""ref":"\#(ref)","deleted":true,"head_commit":null"#)
    #expect(event.observations == branch.map { [.pushed(Fixture.repository, branch: $0)] } ?? [])
  }

  @Test("events that nothing uses are read without observations", arguments: ["ping", "star", "fork", "", "💥"])
  func otherEvents(event: String) throws {
    let read = try Fixture.decode(event, #""zen":"Keep it simple.""#, action: "created")
    #expect(read.observations == [])
    #expect(read.repository == Fixture.repository)
  }

  @Test("an action that nothing uses demands nothing of its delivery")
  func unusedAction() throws {
    let event = try Fixture.decode("issues", #""issue":{"number":"not one"}"#, action: "pinned")
    #expect(event.observations == [])
    #expect(event.action == "pinned")
  }

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

  private var finding: CommentFact {
    CommentFact(
      id: "492700400", author: Account(login: "cursor[bot]", isBot: true), body: "A finding.",
      url: "https://github.com/octo-org/hello-world/pull/2#issuecomment-492700400", updatedAt: Fixture.moment)
  }
}
