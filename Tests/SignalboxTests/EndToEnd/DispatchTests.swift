import GitHub
import GitHubSandbox
import Glibc
import Testing

/// `mission dispatch`: the loop for hosts that GitHub cannot reach.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DispatchTests {
  @Test("a dispatcher without a webhook listener carries a mission by polling")
  func polling() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      let started = try world.start(["mission", "dispatch"])
      try await eventually("the dispatcher to work") { (try? await world.leaseHolder()) != nil }
      #expect(!world.folder.read(started.log).contains("listener is ready"))
      try await world.openIssue("Implement auth")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "5"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Auth", branch: "auth", body: "Closes #1")
      try await world.check(pull.head, "success")
      try await world.tell("task", "done", task.id, "--result", "acme/shop#\(pull.number)")
      try await eventually("the mission to be completed") {
        try await world.tell("mission", "status", "--run", id)["mission"]["state"] == "completed"
      }
      started.program.signal(SIGTERM)
      #expect(try await started.program.wait(seconds: 10) == .exited(0))
    }
  }

  @Test("dispatch --once does what is due and ends; run now and then it carries a mission to its end")
  func once() async throws {
    let redis = try await ExternalRedis()
    try await World.run { options in
      options.redis = redis.url
      options.drop = 1
    } _: { world in
      try await world.openIssue("Implement auth")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "5"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Auth", branch: "auth", body: "Closes #1")
      try await world.tell("task", "done", task.id, "--result", "acme/shop#\(pull.number)")
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait(seconds: 10) == .exited(0))
      try await world.check(pull.head, "success")
      try await eventually("the mission to be completed") {
        let once = try await world.run(
          "mission", "dispatch", "--once", "--github-api", world.sandbox.url, "--admin-listen", "127.0.0.1:0")
        #expect(once.code == 0, "\(once.errors)")
        return try await world.tell("mission", "status", "--run", id)["mission"]["state"] == "completed"
      }
      // Nobody is left behind.
      #expect(try await world.leaseHolder() == nil)
    }
    await redis.kill()
  }
}
