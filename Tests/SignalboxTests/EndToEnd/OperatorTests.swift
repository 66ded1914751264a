import GitHub
import GitHubSandbox
import MissionStore
import Redis
import TestSupport
import Testing

/// What an operator does to a mission, and what GitHub's issues do to it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct OperatorTests {
  @Test("a stopped mission hands out nothing until it is resumed; one stopped by force has failed for good")
  func stop() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      let id = try await world.startMission(["-i", "1", "--no-reviewer"])
      try await world.tell("mission", "stop", id)
      let stopped = try await world.mission(id)
      #expect(stopped["mission"]["state"] == "blocked")
      #expect(stopped["mission"]["blocked_reason"].stringValue?.contains("topped") == true)
      try await world.register("backend")
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"].isNull)
      #expect(try await world.tell("mission", "why", id)["items"][0]["why"].stringValue?.contains("paused") == true)
      try await world.tell("mission", "resume", id)
      let task = try await world.take("backend")

      try await world.tell("mission", "stop", id, "--force")
      let failed = try await world.mission(id)
      #expect(failed["mission"]["state"] == "failed")
      #expect(failed["tasks"].elements.map { $0["state"] } == ["cancelled"])
      #expect(try await world.run("mission", "resume", id).code == 65)
      #expect(try await world.run("task", "done", task.id, "--result", "late").code == 65)
      #expect(try await world.command("SCARD", "tt:default:mission:active").integer == 0)
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"].isNull)
    }
  }

  @Test("a review that nobody can give asks for help, which vanishes when the operator approves")
  func approve() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      let id = try await world.startMission(["-i", "1"])
      // Nobody is there yet: that is the first thing help is asked for.
      let alone = try await world.tell("help-requests")["help_requests"]
      #expect(alone.elements.count == 1)
      #expect(alone[0]["mission_id"].stringValue == id)
      #expect(alone[0]["remedy"].stringValue?.contains("agent register") == true)
      let box = "tt:default:inbox:00000000-0000-0000-0000-000000000001"
      #expect(try await world.command("LLEN", box).integer == 1)
      try await world.register("backend")
      let task = try await world.take("backend")
      #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
      #expect(try await world.run("mission", "approve", id, "#1").code == 65)
      try await world.tell("task", "done", task.id, "--no-pull-request", "--result", "it is done")
      try await eventually("help to be asked for") {
        let help = try await world.tell("help-requests")["help_requests"]
        return help[0]["reason"].stringValue?.contains("no reviewer is registered") == true
      }
      #expect(try await world.mission(id)["mission"]["state"] == "blocked")
      try await world.tell("mission", "approve", id, "#1")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(try await world.command("LLEN", box).integer == 0)
    }
  }

  @Test("an issue outside the mission holds what depends on it until it is closed as completed")
  func outsideDependency() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth", "Depends on #2")
      try await world.openIssue("Choose a library")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"].isNull)
      let why = try await world.tell("mission", "why", id, "#1")
      #expect(why["items"][0]["why"].stringValue?.contains("acme/shop#2") == true)
      #expect(try await world.mission(id)["mission"]["state"] == "blocked")
      try await world.github(
        .patch, "/repos/acme/shop/issues/2", ["state": "closed", "state_reason": "completed"])
      let task = try await world.take("backend")
      try await world.tell("task", "done", task.id, "--no-pull-request", "--result", "done")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test(
    "one blocker on GitHub swapped for another moves the plan: by the webhooks, or by looking where they are lost",
    arguments: [false, true])
  func swappedBlocker(areLost: Bool) async throws {
    try await World.run { options in
      options.drop = areLost ? 1 : 0
    } _: { world in
      for title in ["Implement auth", "Choose a library", "Choose a store"] { try await world.openIssue(title) }
      var ids: [Int: GitHubSandbox.JSONValue] = [:]
      for number in 2...3 {
        ids[number] = try await world.github(.get, "/repos/acme/shop/issues/\(number)")["id"]
      }
      let path = "/repos/acme/shop/issues/1/dependencies/blocked_by"
      try await world.github(.post, path, ["issue_id": try #require(ids[2])])
      let interval = areLost ? "5" : "3600"
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", interval])
      let why: @Sendable (String) async throws -> Bool = { text in
        try await world.tell("mission", "why", id, "#1")["items"][0]["why"].stringValue?.contains(text) == true
      }
      try await eventually("the first blocker to be waited for") { try await why("acme/shop#2") }
      try await world.github(.delete, "\(path)/\(try #require(ids[2]?.integerValue))")
      try await world.github(.post, path, ["issue_id": try #require(ids[3])])
      try await eventually("the other blocker to be waited for") { try await why("acme/shop#3") }
    }
  }

  @Test(
    "an issue closed as not planned cancels its item, holds what depends on it, and asks; resume goes on without it")
  func notPlanned() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.openIssue("Implement sessions", "After #1")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "-i", "2", "--no-reviewer", "--watch-interval", "3600"])
      let task = try await world.take("backend")
      try await world.github(
        .patch, "/repos/acme/shop/issues/1", ["state": "closed", "state_reason": "not_planned"])
      let held = try await world.mission(id, until: "held") { mission in
        mission["work_items"].elements.contains { $0["held_reason"].stringValue != nil }
      }
      let items = held["work_items"].elements
      #expect(items.map { $0["status"] } == ["done", "blocked"])
      #expect(items[0]["resolution"] == "cancelled")
      #expect(try await world.run("task", "done", task.id, "--result", "late").code == 65)
      #expect(try await world.tell("help-requests")["help_requests"].elements.count == 1)
      try await world.tell("mission", "resume", id)
      let next = try await world.take("backend")
      try await world.tell("task", "done", next.id, "--no-pull-request", "--result", "done")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("an issue that is closed completes its item, and one that is opened again brings it back")
  func closedAndReopened() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.openIssue("Implement sessions")
      let id = try await world.startMission(["-i", "1", "-i", "2", "--no-reviewer", "--watch-interval", "3600"])
      try await world.github(
        .patch, "/repos/acme/shop/issues/1", ["state": "closed", "state_reason": "completed"])
      try await world.mission(id, until: "one done") { mission in
        mission["work_items"].elements.contains { $0["status"] == "done" && $0["source_ref"] == "acme/shop#1/#1" }
      }
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "open"])
      try await world.mission(id, until: "none done") { mission in
        mission["work_items"].elements.allSatisfy { $0["status"] == "ready" }
      }
    }
  }

  @Test("an issue that is opened again brings its finished item back, also when that webhook is lost")
  func reopenedUnheard() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      try await world.openIssue("Implement auth")
      try await world.openIssue("Implement sessions")
      let id = try await world.startMission(["-i", "1", "-i", "2", "--no-reviewer", "--watch-interval", "5"])
      try await world.github(
        .patch, "/repos/acme/shop/issues/1", ["state": "closed", "state_reason": "completed"])
      try await world.mission(id, until: "one done") { mission in
        mission["work_items"].elements.contains { $0["status"] == "done" }
      }
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "open"])
      try await world.mission(id, until: "none done") { mission in
        mission["work_items"].elements.allSatisfy { $0["status"] == "ready" }
      }
    }
  }

  @Test(
    "a cycle is named with all its members and exit code 65; once an issue is mended the mission is planned by itself")
  func cycle() async throws {
    try await World.run { world in
      try await world.openIssue("Implement one", "Depends on #2")
      try await world.openIssue("Implement two", "Blocked by: #1")
      let outcome = try await world.run("mission", "start", "-i", "1", "-i", "2", "--keep", "--json")
      #expect(outcome.code == 65)
      let message = outcome.error["message"].stringValue ?? ""
      #expect(message.contains("acme/shop#1") && message.contains("acme/shop#2") && message.contains("cycle"))
      let mission = try await world.ask("/api/v1/missions").json["missions"][0]
      #expect(mission["mission"]["state"] == "planning")
      let id = try #require(mission["mission"]["id"].stringValue)
      #expect(try await world.run("mission", "status").output.contains("cycle"))
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["body": "Depends on nobody"])
      let planned = try await world.mission(id, until: "planned") { $0["work_items"].elements.count == 2 }
      #expect(planned["work_items"].elements.map { $0["status"] } == ["ready", "pending"])
    }
  }

  @Test("a manifest's overrides and policy count; its faults are all named with their lines, and nothing is started")
  func manifest() async throws {
    try await World.run { world in
      try await world.openIssue("Implement one", "Depends on #2")
      try await world.openIssue("Implement two")
      try await world.openIssue("Never mind")
      try world.folder.write(
        """
        [policy]
        max_parallel_items = 0
        colour = "red"
        [[overrides]]
        issue = "x/y"
        kind = "sing"
        """, to: "broken.toml")
      let broken = try await world.run("mission", "start", "-i", "1", "--manifest", "broken.toml")
      #expect(broken.code == 65)
      for word in ["max_parallel_items", "colour", "issue", "sing"] { #expect(broken.errors.contains(word)) }
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      #expect(try await world.run("mission", "start", "-i", "1", "--manifest", "none.toml").code == 66)

      try world.folder.write(
        """
        [policy]
        max_parallel_items = 1
        reviewer_required = false
        [[overrides]]
        issue = 1
        depends_on = []
        kind = "test"
        owner_role = "tester"
        priority = -5
        [[overrides]]
        issue = 3
        skip = true
        """, to: "mission.toml")
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--manifest", "mission.toml"])
      let items = try await world.mission(id)["work_items"].elements
      let first = try #require(items.first { $0["source_ref"] == "acme/shop#1/#1" })
      #expect(first["depends_on"] == [])
      #expect(first["kind"] == "test")
      #expect(first["owner_role"] == "tester")
      #expect(first["priority"] == -5)
      #expect(items.filter { $0["status"] == "ready" }.count == 2)
      try await world.register("tester", "backend")
      _ = try await world.take("tester")
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"].isNull)
      let why = try await world.tell("mission", "why", id, "#2")
      let sentence = why["items"][0]["why"].stringValue ?? ""
      #expect(sentence.contains("max_parallel_items"))
    }
  }
}
