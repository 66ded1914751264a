import FoundationEssentials
import GitHub
import GitHubSandbox
import MissionCore
import MissionStore
import TestSupport
import Testing

/// Who may speak for a mission: what strangers, other repositories and other agents try in vain.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TrustTests {
  private static let stranger = RepositoryName("stranger/other")!

  /// A pull request of the stranger's, in the stranger's repository; its number.
  private func openElsewhere(_ world: World, _ body: String) async throws -> Int {
    let branch = "trick-\(UInt32.random(in: 0...UInt32.max))"
    _ = try await world.github(.post, "/_sandbox/repos/stranger/other/push", ["branch": .string(branch)])
    let pull = try await world.github(
      .post, "/repos/stranger/other/pulls",
      ["title": "Trick", "head": .string(branch), "base": "main", "body": .string(body)], as: "stranger")
    return try #require(pull["number"].integerValue)
  }

  @Test(
    "a pull request of a repository that is none of the mission's carries nothing, whoever names it, and commands nothing"
  )
  func otherRepository() async throws {
    try await World.run { options in
      options.neighbours = [Self.stranger]
    } _: { world in
      try await world.openIssue("Implement auth endpoints")
      try await world.register("backend")
      let mission = try await world.startMission(["-i", "1"])
      let number = try await openElsewhere(world, "Closes acme/shop#1")
      try await world.github(
        .post, "/repos/stranger/other/issues/\(number)/comments", ["body": "/signalbox pause"], as: "stranger")
      let task = try await world.take("backend")
      // Its events have all come by now: what is told later is answered later.
      try await world.settle()
      let page = "https://github.com/stranger/other/pull/\(number)"
      let named = try await world.run("task", "done", task.id, "--pull-request", page)
      #expect(named.code == 65, "\(named.errors)")
      #expect(named.errors.contains("none of the mission's"))
      let told = try await world.run("task", "done", task.id, "--result", "I read \(page) to learn how")
      #expect(told.code == 65, "\(told.errors)")
      let state = try await world.mission(mission)
      #expect(state["work_items"][0]["status"] == "running")
      #expect(state["work_items"][0]["pull_requests"].elements.isEmpty)
      #expect(state["mission"]["state"] == "running")
    }
  }

  @Test("what was merged long before the work was handed out is nobody's result, however it is named")
  func mergedBefore() async throws {
    try await World.run { world in
      let old = try await world.openPull("An old part", branch: "old", body: "")
      try await world.github(.put, "/repos/acme/shop/pulls/\(old.number)/merge", [:])
      let merged = try await world.github(.get, "/repos/acme/shop/pulls/\(old.number)")
      let mergedAt = try #require(merged["merged_at"].stringValue.flatMap { Timestamp(rfc3339: $0) })
      // GitHub's times have whole seconds: what is closer than one may have happened at once.
      try await eventually("the merge to be long ago") {
        Date.now.timeIntervalSince1970 * 1000 > Double(mergedAt.milliseconds) + 2_000
      }
      let issue = try await world.openIssue("Implement auth endpoints")
      try await world.register("backend")
      let mission = try await world.startMission(["-i", "\(issue)"])
      let task = try await world.take("backend")
      let named = try await world.run("task", "done", task.id, "--pull-request", "#\(old.number)")
      #expect(named.code == 65, "\(named.errors)")
      let page = "https://github.com/acme/shop/pull/\(old.number)"
      _ = try await world.run("task", "done", task.id, "--result", "I read \(page) to learn how")
      let state = try await world.mission(mission, until: "without the old pull request") { document in
        document["work_items"][0]["pull_requests"].elements.isEmpty
      }
      #expect(state["work_items"][0]["status"] != "done")
    }
  }

  @Test(
    "a signalbox.toml that lies in an agent's checkout sends no token and asks no other Redis; what it would is named")
  func hostileCheckout() async throws {
    let evil = try Sandbox(SandboxConfiguration())
    try await World.run { world in
      try await world.openIssue("Implement auth endpoints")
      let mission = try await world.startMission(["-i", "1"])
      let script = """
        mkdir checkout; cd checkout
        printf 'github_api = "\(evil.url)"\nredis = "redis://127.0.0.1:1/0"\n' > signalbox.toml
        signalbox mission list; signalbox doctor || true
        """
      let outcome = try await world.shell(script, settings: ["SIGNALBOX_GITHUB_TOKEN": "ghp_of_the_operator"])
      #expect(outcome.output.contains(mission.prefix(8)))
      #expect(outcome.errors.contains("github_api") && outcome.errors.contains("redis"))
      let asked = evil.withCore { $0.counts.byEndpoint }
      #expect(asked.isEmpty)
    }
    await evil.stop()
  }

  @Test("who did not take a task cannot report on it, and the author cannot review itself")
  func identity() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth endpoints")
      try await world.register("backend", "reviewer")
      let mission = try await world.startMission(["-i", "1"])
      let given = try await world.tell("task", "next", "--agent", "backend", "--wait", "30")
      let work = try #require(given["task"]["id"].stringValue)
      let claim = try #require(given["claim"].stringValue)
      let forged = try await world.run(
        "task", "done", work, "--result", "done", "--no-pull-request", "--claim", "forged")
      #expect(forged.code == 77, "\(forged.errors)")
      try await world.tell("task", "done", work, "--result", "done", "--no-pull-request", "--claim", claim)
      let review = try await world.tell("task", "next", "--agent", "reviewer", "--wait", "30")
      let task = try #require(review["task"]["id"].stringValue)
      let own = try await world.run("task", "done", task, "--verdict", "approve", "--claim", claim)
      #expect(own.code == 77, "\(own.errors)")
      #expect(try await world.mission(mission)["work_items"][0]["status"] == "blocked")
      let right = try #require(review["claim"].stringValue)
      try await world.tell("task", "done", task, "--verdict", "approve", "--claim", right)
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("an agent gives no mission up and skips no item: that is the operator's")
  func operatorsAlone() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth endpoints")
      let mission = try await world.startMission(["-i", "1"])
      let agent = ["SIGNALBOX_AGENT": "backend"]
      for words in [["stop", mission, "--force", "--yes"], ["note", mission, "skip #1"]] {
        let refused = try await world.run(["mission"] + words, settings: agent)
        #expect(refused.code == 77, "\(words): \(refused.errors)")
      }
      #expect(try await world.run(["mission", "note", mission, "the API is down"], settings: agent).code == 0)
      #expect(try await world.mission(mission)["work_items"][0]["status"] == "ready")
      try await world.tell("mission", "note", mission, "skip #1")
    }
  }
}
