import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct CheckTests {
  @Test("a check run's life is also that of its suite and its workflow run")
  func life() throws {
    var world = World()
    let number = try world.openPull()
    let head = try world.pull(number).headSHA
    let created = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "ci"), by: world.by("acme"))
    #expect(created.events.map(\.title) == ["workflow_run.requested", "check_run.created"])
    let started = try world.state.updateCheckRun(
      created.value, in: World.shop, CheckRunDraft(status: "in_progress"), by: world.by("acme"))
    #expect(started.map(\.title) == ["workflow_run.in_progress"])
    let finished = try world.state.updateCheckRun(
      created.value, in: World.shop, CheckRunDraft(conclusion: "failure", title: "3 failed"), by: world.by("acme"))
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
    var world = World()
    _ = try world.openPull()
    let head = try world.pull(1).headSHA
    let first = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "a"), by: world.by("acme"))
    let second = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "b"), by: world.by("acme"))
    let half = try world.state.updateCheckRun(
      first.value, in: World.shop, CheckRunDraft(conclusion: "success"), by: world.by("acme"))
    #expect(!half.contains { $0.name == "check_suite" })
    let bugbot = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "Cursor Bugbot", conclusion: "neutral"),
      by: world.by("cursor[bot]"))
    #expect(bugbot.events.map(\.title) == ["check_run.created", "check_run.completed", "check_suite.completed"])
    #expect(bugbot.events.first?.payload["check_run"]["app"]["slug"] == "cursor")
    let whole = try world.state.updateCheckRun(
      second.value, in: World.shop, CheckRunDraft(conclusion: "skipped"), by: world.by("acme"))
    #expect(whole.first { $0.name == "check_suite" }?.payload["check_suite"]["conclusion"] == "success")
    #expect(try world.state.rollUp(of: head, in: world.repository) == "SUCCESS")
  }

  @Test("failed jobs run again as new runs that replace the old ones")
  func rerun() throws {
    var world = World()
    _ = try world.openPull()
    let head = try world.pull(1).headSHA
    let old = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "ci", conclusion: "failure"), by: world.by("acme"))
    let workflow = try #require(try world.repository.workflowRuns.first)
    let again = try world.state.rerunFailedJobs(of: workflow.id, in: World.shop, by: world.by("ada"))
    #expect(again.prefix(2).map(\.title) == ["workflow_run.requested", "check_run.created"])
    #expect(again.first?.payload["workflow_run"]["run_attempt"] == 2)
    let latest = try world.state.latestRuns(of: head, in: world.repository)
    #expect(latest.map(\.status) == ["queued"])
    #expect(latest.allSatisfy { $0.id > old.value })
    #expect(try world.state.rollUp(of: head, in: world.repository) == "PENDING")
  }

  @Test(
    "a required check passes only if check runs and statuses of its name all pass",
    arguments: [
      (["success"], [], true), ([], ["success"], true), (["neutral"], [], true), (["success"], ["failure"], false),
      (["failure"], ["success"], false), ([], [], false), (["stale"], [], false), ([], ["pending"], false),
    ] as [([String], [String], Bool)])
  func required(runs: [String], statuses: [String], passes: Bool) throws {
    var world = World(protection: BranchProtection(requiredChecks: [.init(context: "ci")]))
    let number = try world.openPull()
    let head = try world.pull(number).headSHA
    for conclusion in runs {
      _ = try world.state.createCheckRun(
        on: head, in: World.shop, CheckRunDraft(name: "ci", conclusion: conclusion), by: world.by("acme"))
    }
    for state in statuses {
      _ = try world.state.setStatus(on: head, in: World.shop, context: "ci", state: state, by: world.by("acme"))
    }
    #expect((try world.state.obstacle(to: world.pull(number), in: world.repository) == nil) == passes)
  }

  @Test("a required check of one app is not satisfied by another's")
  func requiredApp() throws {
    var world = World(protection: BranchProtection(requiredChecks: [.init(context: "ci", app: 15_368)]))
    let number = try world.openPull()
    let head = try world.pull(number).headSHA
    let draft = CheckRunDraft(name: "ci", conclusion: "success")
    _ = try world.state.createCheckRun(on: head, in: World.shop, draft, by: world.by("cursor[bot]"))
    #expect(try world.state.obstacle(to: world.pull(number), in: world.repository) != nil)
    _ = try world.state.createCheckRun(on: head, in: World.shop, draft, by: world.by("acme"))
    #expect(try world.state.obstacle(to: world.pull(number), in: world.repository) == nil)
  }

  @Test("a status names commit and branches, and only the newest of a context counts")
  func statuses() throws {
    var world = World()
    _ = try world.openPull()
    let head = try world.pull(1).headSHA
    let failed = try world.state.setStatus(
      on: head, in: World.shop, context: "ci/legacy", state: "failure", by: world.by("acme"))
    #expect(failed.events.map(\.title) == ["status"])
    #expect(failed.events.first?.payload["branches"][0]["name"] == "feature")
    #expect(failed.events.first?.payload["commit"]["sha"].stringValue == head)
    _ = try world.state.setStatus(
      on: head, in: World.shop, context: "ci/legacy", state: "success", by: world.by("acme"))
    #expect(try world.state.latestStatuses(of: head, in: world.repository).map(\.state) == ["success"])
    #expect(throws: APIRefusal.self) {
      try world.state.setStatus(on: head, in: World.shop, context: "x", state: "fine", by: world.by("acme"))
    }
  }
}
