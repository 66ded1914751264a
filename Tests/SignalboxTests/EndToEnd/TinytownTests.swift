import GitHub
import GitHubSandbox
import MissionStore
import Redis
import TestSupport
import Testing

/// A town that Tinytown's own tools have made, whose agents they run: those report by writing the records.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TinytownTests {
  @Test("agents of Tinytown's own tools carry a mission to its end, and what those tools schedule beside it goes")
  func completes() async throws {
    try await inTown { world, tools in
      try await world.openIssue("Design auth API")
      try await world.openIssue("Implement auth endpoints", "Depends on #1")
      let id = try await world.startMission(["-i", "1", "-i", "2", "--watch-interval", "3600"])

      // The loop takes the message out of the mailbox and writes that it works; nobody asks for a task here.
      let design = try await tools.assigned(Tinytown.designer, in: id)
      let designed = tools.places(design, Tinytown.designer, result: "docs/auth.md is written")
      try await tools.play("take", designed)
      try await world.mission(id, until: "running") { $0["work_items"][0]["status"] == "running" }
      try await tools.play("complete", designed)
      try await tools.play("schedule", designed)

      // Nothing of what the tools took for the mission's state stays.
      let work = try await tools.assigned(Tinytown.backend, in: id)
      for isAgain in [false, true] {
        // Once it may be found together with the report, the second time nothing but their event tells of it.
        if isAgain { try await tools.play("schedule", designed) }
        try await eventually("what the tools scheduled is gone") {
          let watches = try await world.command("HLEN", "tt:default:mission:\(id):watch").integer
          let active = try await world.command("SMEMBERS", "tt:default:mission:active").strings()
          let strange = try await world.command("HGET", "tt:default:task:\(Tinytown.strangeTask)", "state").text
          let letters = try await world.command("LLEN", "tt:default:inbox:\(Tinytown.backend.id)").integer
          return watches == 0 && active == [id] && strange == "cancelled" && letters == 1
        }
      }

      try await tools.play("take", tools.places(work, Tinytown.backend, result: ""))
      try await world.mission(id, until: "running") { $0["work_items"][1]["status"] == "running" }
      let pull = try await world.openPull("Auth endpoints", branch: "auth", body: "Closes #2")
      try await world.check(pull.head, "success")
      let built = tools.places(
        work, Tinytown.backend, result: "Opened https://github.com/acme/shop/pull/\(pull.number)")
      try await tools.play("complete", built)
      let review = try await tools.assigned(Tinytown.reviewer, in: id)
      // The completion alone ends in no event: the tick has found it. Written again, it counts once.
      try await tools.play("complete", tools.places(review, Tinytown.reviewer, result: "looks fine to me"))
      try await world.mission(id, until: "the review failed") { mission in
        mission["tasks"].elements.contains { $0["id"] == review["id"] && $0["state"] == "failed" }
      }
      #expect(try await world.mission(id)["work_items"][1]["status"] == "blocked")
      let again = try await tools.assigned(Tinytown.reviewer, in: id)
      try await tools.play("complete", tools.places(again, Tinytown.reviewer, result: "approved: clear and small"))
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["work_items"].elements.map { $0["status"] } == ["done", "done"])
      #expect(end["tasks"].elements.count { $0["state"] == "completed" } == 3)
      #expect(end["events"].elements.count { ($0.stringValue ?? "").contains("completed by backend") } == 1)
      let counted = try await world.command("HGET", "tt:default:agent:\(Tinytown.backend.id)", "tasks_completed")
      #expect(counted.integer == 4)
    }
  }

  @Test("a message that a task failed, and a completion without a pull request, are failures with their reasons")
  func fails() async throws {
    try await inTown { world, tools in
      try await world.openIssue("Implement auth endpoints")
      let id = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      let first = try await tools.assigned(Tinytown.backend, in: id)
      try await tools.play("letter", tools.places(first, Tinytown.backend, result: "out of ink"))
      try await world.mission(id, until: "the reason is told") {
        $0["work_items"][0]["why"].stringValue?.contains("out of ink") ?? false
      }
      // After its pause it goes to another that fits.
      let second = try await tools.assigned(Tinytown.designer, in: id)
      try await tools.play("complete", tools.places(second, Tinytown.designer, result: "Completed"))
      try await world.mission(id, until: "the reason is told") {
        $0["work_items"][0]["why"].stringValue?.contains("names no pull request") ?? false
      }
      #expect(try await world.mission(id)["work_items"][0]["status"] == "ready")
    }
  }

  @Test("an agent that those tools make while we serve is found on the tick, and given the work that waits for one")
  func laterAgent() async throws {
    let redis = try await ExternalRedis()
    try await World.run {
      $0.redis = redis.url
    } _: { world in
      try await world.openIssue("Design auth API")
      let id = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      #expect(try await world.mission(id)["work_items"][0]["status"] == "ready")
      // They tell nobody of it: what they write is the record alone.
      let tools = Tinytown(world: world)
      try await tools.play("town")
      // Their records come one after another: whoever is found first may get it.
      let agents = [Tinytown.backend, Tinytown.reviewer, Tinytown.designer]
      let (task, agent) = try await eventually("a task for one of them") {
        let task = try await world.mission(id)["tasks"].elements.first { $0["state"] == "assigned" }
        return task.flatMap { task in
          agents.first { task["assigned_to"].stringValue == $0.id }.map { (task, $0) }
        }
      }
      try await tools.play("take", tools.places(task, agent, result: ""))
      try await world.mission(id, until: "running") { $0["work_items"][0]["status"] == "running" }
    }
    await redis.kill()
  }

  /// A service of ours on a Redis in which those tools have made a town.
  private func inTown(_ body: (World, Tinytown) async throws -> Void) async throws {
    let redis = try await ExternalRedis()
    try await World.run {
      $0.redis = redis.url
      $0.serves = false
    } _: { world in
      let tools = Tinytown(world: world)
      try await tools.play("town")
      try await world.serve()
      try await body(world, tools)
    }
    await redis.kill()
  }
}
