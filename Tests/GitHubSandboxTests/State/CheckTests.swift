import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct CheckTests {
  @Test("a check run's life is also that of its suite and its workflow run")
  func life() throws {
    var shop = FurnishedState()
    let number = try shop.openPull()
    let head = try shop.pull(number).headSHA
    let created = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "ci"), by: shop.by("acme"))
    #expect(created.events.map(\.title) == ["workflow_run.requested", "check_run.created"])
    let started = try shop.state.updateCheckRun(
      created.value, in: FurnishedState.shop, CheckRunDraft(status: "in_progress"), by: shop.by("acme"))
    #expect(started.map(\.title) == ["workflow_run.in_progress"])
    let finished = try shop.state.updateCheckRun(
      created.value, in: FurnishedState.shop, CheckRunDraft(conclusion: "failure", title: "3 failed"),
      by: shop.by("acme"))
    #expect(finished.map(\.title) == ["check_run.completed", "check_suite.completed", "workflow_run.completed"])
    let run = try #require(finished.first).payload["check_run"]
    #expect(run["status"] == "completed")
    #expect(run["conclusion"] == "failure")
    #expect(run["output"]["title"] == "3 failed")
    #expect(run["app"]["id"] == 15_368)
    #expect(run["pull_requests"][0]["number"].integerValue == number)
    #expect(finished.last?.payload["workflow_run"]["conclusion"] == "failure")
  }

  @Test("a suite completes when its last run does, and a bot's app has a suite of its own")
  func suites() throws {
    var shop = FurnishedState()
    _ = try shop.openPull()
    let head = try shop.pull(1).headSHA
    let first = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "a"), by: shop.by("acme"))
    let second = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "b"), by: shop.by("acme"))
    let half = try shop.state.updateCheckRun(
      first.value, in: FurnishedState.shop, CheckRunDraft(conclusion: "success"), by: shop.by("acme"))
    #expect(!half.contains { $0.name == "check_suite" })
    let bugbot = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "Cursor Bugbot", conclusion: "neutral"),
      by: shop.by("cursor[bot]"))
    #expect(bugbot.events.map(\.title) == ["check_run.created", "check_run.completed", "check_suite.completed"])
    #expect(bugbot.events.first?.payload["check_run"]["app"]["slug"] == "cursor")
    let whole = try shop.state.updateCheckRun(
      second.value, in: FurnishedState.shop, CheckRunDraft(conclusion: "skipped"), by: shop.by("acme"))
    #expect(whole.first { $0.name == "check_suite" }?.payload["check_suite"]["conclusion"] == "success")
    #expect(try shop.state.rollUp(of: head, in: shop.repository) == "SUCCESS")
  }

  @Test("failed jobs run again as new runs that replace the old ones")
  func rerun() throws {
    var shop = FurnishedState()
    _ = try shop.openPull()
    let head = try shop.pull(1).headSHA
    let old = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: "failure"), by: shop.by("acme"))
    let workflow = try #require(try shop.repository.workflowRuns.first)
    let again = try shop.state.rerunFailedJobs(of: workflow.id, in: FurnishedState.shop, by: shop.by("ada"))
    #expect(again.prefix(2).map(\.title) == ["workflow_run.requested", "check_run.created"])
    #expect(again.first?.payload["workflow_run"]["run_attempt"] == 2)
    let latest = try shop.state.latestRuns(of: head, in: shop.repository)
    #expect(latest.map(\.status) == ["queued"])
    #expect(latest.allSatisfy { $0.id > old.value })
    #expect(try shop.state.rollUp(of: head, in: shop.repository) == "PENDING")
  }

  @Test(
    "a required check passes only if check runs and statuses of its name all pass",
    arguments: [
      (["success"], [], true), ([], ["success"], true), (["neutral"], [], true), (["success"], ["failure"], false),
      (["failure"], ["success"], false), ([], [], false), (["stale"], [], false), ([], ["pending"], false),
    ] as [([String], [String], Bool)])
  func required(runs: [String], statuses: [String], passes: Bool) throws {
    var shop = FurnishedState(protection: BranchProtection(requiredChecks: [.init(context: "ci")]))
    let number = try shop.openPull()
    let head = try shop.pull(number).headSHA
    for conclusion in runs {
      _ = try shop.state.createCheckRun(
        on: head, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: conclusion), by: shop.by("acme"))
    }
    for state in statuses {
      _ = try shop.state.setStatus(on: head, in: FurnishedState.shop, context: "ci", state: state, by: shop.by("acme"))
    }
    #expect((try shop.state.obstacle(to: shop.pull(number), in: shop.repository) == nil) == passes)
  }

  @Test("a required check of one app is not satisfied by another's")
  func requiredApp() throws {
    var shop = FurnishedState(protection: BranchProtection(requiredChecks: [.init(context: "ci", app: 15_368)]))
    let number = try shop.openPull()
    let head = try shop.pull(number).headSHA
    let draft = CheckRunDraft(name: "ci", conclusion: "success")
    _ = try shop.state.createCheckRun(on: head, in: FurnishedState.shop, draft, by: shop.by("cursor[bot]"))
    #expect(try shop.state.obstacle(to: shop.pull(number), in: shop.repository) != nil)
    _ = try shop.state.createCheckRun(on: head, in: FurnishedState.shop, draft, by: shop.by("acme"))
    #expect(try shop.state.obstacle(to: shop.pull(number), in: shop.repository) == nil)
  }

  @Test("a status names commit and branches, and only the newest of a context counts")
  func statuses() throws {
    var shop = FurnishedState()
    _ = try shop.openPull()
    let head = try shop.pull(1).headSHA
    let failed = try shop.state.setStatus(
      on: head, in: FurnishedState.shop, context: "ci/legacy", state: "failure", by: shop.by("acme"))
    #expect(failed.events.map(\.title) == ["status"])
    #expect(failed.events.first?.payload["branches"][0]["name"] == "feature")
    #expect(failed.events.first?.payload["commit"]["sha"].stringValue == head)
    _ = try shop.state.setStatus(
      on: head, in: FurnishedState.shop, context: "ci/legacy", state: "success", by: shop.by("acme"))
    #expect(try shop.state.latestStatuses(of: head, in: shop.repository).map(\.state) == ["success"])
    #expect(throws: APIRefusal.self) {
      try shop.state.setStatus(on: head, in: FurnishedState.shop, context: "x", state: "fine", by: shop.by("acme"))
    }
  }
}
