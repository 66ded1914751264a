import GitHub
import MissionCore
import Testing

@Suite("Webhooks about checks")
struct CheckWebhookTests {
  typealias Fixture = WebhookFixture

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

  @Test("a check suite touches its commit and the pull requests it lists")
  func checkSuite() throws {
    let fields = """
      "check_suite":{"head_sha":"\(Fixture.head)","head_branch":"changes","conclusion":null,
      "pull_requests":[{"number":2,"base":{"repo":{"id":186853002}}}]}
      """
    let event = try Fixture.decode("check_suite", fields, action: "completed")
    #expect(
      event.observations == [
        .commitTouched(Fixture.repository, sha: Fixture.head), .pullRequestTouched(Fixture.pullRequest2),
      ])
  }

  @Test("a workflow run touches its commit, unless that is the base side's")
  func workflowRun() throws {
    func run(_ event: String) -> String {
      """
      "workflow_run":{"head_sha":"\(Fixture.head)","head_branch":"changes","event":"\(event)",
      "pull_requests":[{"number":2,"base":{"repo":{"id":186853002}}}]}
      """
    }
    let own = try Fixture.decode("workflow_run", run("pull_request"), action: "completed")
    #expect(
      own.observations == [
        .commitTouched(Fixture.repository, sha: Fixture.head), .pullRequestTouched(Fixture.pullRequest2),
      ])
    let target = try Fixture.decode("workflow_run", run("pull_request_target"), action: "completed")
    #expect(target.observations == [.pullRequestTouched(Fixture.pullRequest2)])
  }

  @Test(
    "a merge group touches its commit and the pull request its branch names",
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
    let touched = numbers.map {
      Observation.pullRequestTouched(PullRequestReference(repository: Fixture.repository, number: $0)!)
    }
    #expect(event.observations == [.commitTouched(Fixture.repository, sha: Fixture.head)] + touched)
  }
}
