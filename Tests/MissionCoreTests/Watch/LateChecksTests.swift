import Testing

@testable import MissionCore

/// Where nothing is required, the first checks that pass need not be all there is.
@Suite struct LateChecksTests {
  private let cla = check("cla", source: .status, startedAt: Timestamp(milliseconds: 1))

  private func stage(settle: Int = 5, _ change: (inout Policy) -> Void = { _ in }) -> Play {
    var play = Play([design(1)], agents: ["designer"]) {
      $0.settleSeconds = settle
      change(&$0)
    }
    play.finishes("designer", Pull(42).page)
    return play
  }

  private func due(_ play: Play) throws -> Timestamp {
    try #require(play.mission.dueWork[.pullRequest(Pull(42).reference)])
  }

  @Test("A quick check that passes before the others are queued is not all there is")
  func quick() throws {
    var play = stage()
    let pull = Pull(42) { $0.checks = [cla] }
    play.fetches(pull)
    let came = play.now
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.why(1).contains("30s after the head came"))
    #expect(try due(play) == came.adding(seconds: 30))
    play.now = try due(play)
    play.fetches(pull.with { $0.checks.append(check("ci", .pending)) })
    #expect(!play.item(1).isDone)
    play.now = play.now.adding(seconds: 40)
    play.fetches(pull.with { $0.checks.append(check("ci", endedAt: play.now.adding(seconds: -5))) })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test(
    "The wait is six times the settling time and half a minute at most",
    arguments: [(0, 0), (1, 6), (5, 30), (600, 30)])
  func lengths(settle: Int, wait: Int) {
    var play = stage(settle: settle)
    let pull = Pull(42) { $0.checks = [cla] }
    play.fetches(pull)
    let came = play.now
    if wait > 0 {
      play.now = came.adding(milliseconds: Int64(wait) * 1000 - 100)
      play.fetches(pull)
      #expect(!play.item(1).isDone)
    }
    play.now = came.adding(seconds: wait)
    play.fetches(pull)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("Where checks are required, those that are present suffice", arguments: [true, false])
  func required(isByRule: Bool) {
    var play = stage()
    play.fetches(
      Pull(42) {
        $0.checks = [check("ci", isRequired: !isByRule)]
        $0.required = isByRule ? [.init(name: "ci", appID: nil)] : []
      })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A new head waits for all who reported on the one before, until the grace ends", arguments: [true, false])
  func reporters(isHeard: Bool) throws {
    var play = stage()
    let first = Pull(42) { $0.checks = [cla, check("ci", .failure("failure")), check("scan", app: "scanner")] }
    play.fetches(first)
    play.waits(seconds: 1000)
    play.fetches(first)
    let next = Pull(42, head: "a2") { $0.checks = [cla, check("build")] }
    if isHeard { play.hears("synchronize", next) }
    play.fetches(next)
    let came = play.now
    play.now = try due(play)
    play.fetches(next)
    #expect(play.why(1).contains("scanner, which reported on an earlier head, has not reported on this one"))
    var other = play
    other.fetches(next.with { $0.checks.append(check("scan", app: "scanner")) })
    #expect(other.watch(1, .checks)?.status == .done)
    play.now = came.adding(seconds: 299)
    play.fetches(next)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(try due(play) <= came.adding(seconds: 300))
    play.now = came.adding(seconds: 300)
    play.fetches(next)
    #expect(play.watch(1, .checks)?.status == .done)
  }

  @Test("A head that was there for moments does not hide who reported before it")
  func shortHead() {
    var play = stage(settle: 0)
    play.fetches(Pull(42) { $0.checks = [cla, check("ci", .pending)] })
    play.fetches(Pull(42, head: "a2") { $0.checks = [cla] })
    play.fetches(Pull(42, head: "a3") { $0.checks = [cla] })
    #expect(play.watch(1, .checks)?.status == .active)
    play.fetches(Pull(42, head: "a3") { $0.checks = [cla, check("ci")] })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("Who no longer reports is waited for on one head")
  func gone() {
    var play = stage(settle: 0)
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending), check("scan", app: "scanner")] })
    for head in ["a2", "a3"] {
      let pull = Pull(42, head: head) { $0.checks = [check("ci", .failure("failure"))] }
      play.fetches(pull)
      play.now = play.now.adding(seconds: 400)
      play.fetches(pull)
    }
    play.fetches(Pull(42, head: "a4"))
    #expect(play.state(1) == .done(.gatesPassed))
  }
}

/// What is quick and passes is not all: a workflow of the head's own tree may take a minute to begin.
@Suite struct HeadWorkflowTests {
  private let quick = Pull(42) { $0.checks = [check("preview", app: "vercel", appID: 8329)] }

  private func submitted(_ names: [String]?, answered: Bool = true) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.noChecksGraceSeconds = 300 }
    play.workflows = nil
    play.handsIn("designer", quick)
    guard answered else { return play }
    play.observes(.workflows(quick.reference, HeadWorkflows(head: "a1", names: names)))
    return play
  }

  @Test("While it is asked which workflows the head holds, nothing is green")
  func asked() {
    let play = submitted(nil, answered: false)
    #expect(play.mission.dueWork[.workflows(quick.reference)] != nil)
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("which workflows its head holds"))
  }

  @Test("A workflow that must still begin is waited for, within a bound, and no longer", arguments: [["ci.yml"], nil])
  func awaited(names: [String]?) {
    var play = submitted(names)
    #expect(play.mission.dueWork[.workflows(quick.reference)] == nil)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.why(1).contains("300s"))
    play.waits(seconds: 120)
    play.fetches(quick)
    #expect(!play.item(1).isDone)
    play.waits(seconds: 300)
    play.fetches(quick)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("Once it has begun, it decides; a head without one is not waited for")
  func begun() {
    var play = submitted(["ci.yml"])
    play.fetches(quick.with { $0.checks.append(check("ci", .failure("failure"))) })
    #expect(play.fixes(1).count == 1)
    #expect(submitted([]).state(1) == .done(.gatesPassed))
  }

  @Test(
    "What begins a workflow is read from its file",
    arguments: [
      ("on: push", true), ("on: [push, workflow_dispatch]", true), ("on: pull_request # ci", true),
      ("name: CI\non:\n  pull_request:\n    branches: [main]\njobs: {}", true),
      ("on:\n  push:\n    branches:\n      - main\n", false), ("on:\n  push:\n    tags: ['v*']\n", false),
      ("on:\n  - push\n  - schedule", true), ("\"on\":\n  pull_request_target:\n", true),
      ("on:\n  push:\n    paths: [src/**]\n", true), ("on: workflow_dispatch", false),
      ("on:\n  schedule:\n    - cron: '0 0 * * *'\n", false),
      ("on:\n  workflow_call:\n    inputs:\n      push: {}\n", false),
      ("jobs:\n  push:\n    runs-on: x", false), ("", false),
      ("on:\n  push:\n    branches:\n      - '**'\n", true), ("on:\n  push:\n    branches: ['*']\n", true),
      ("on:\n  push:\n    branches-ignore: [main]\n", true), ("on:\n  push:\n    branches: ['release/**']\n", false),
      ("on: # ours\n  # each\n  push: # x\n", true), ("on:\n  workflow_run:\n    workflows: [push]\n", false),
      ("on: {push: {}, merge_group: {}}", true), ("on:\n  issue_comment:\njobs:\n  push:\n    x: y\n", false),
    ])
  func triggers(text: String, begins: Bool) {
    #expect(WorkflowFile(name: "ci.yml", text: text).beginsOnHead == begins)
  }
}
