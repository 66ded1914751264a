import GitHub
import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// `mission dispatch`: the loop for hosts that GitHub cannot reach.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DispatchTests {
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
      #expect(try await started.program.wait() == .exited(0))
    }
  }

  @Test("dispatch --once does what is due and ends; run now and then it carries a mission to its end")
  func once() async throws {
    try await World.runOnRedis { options in
      options.drop = 1
    } _: { world, _ in
      try await world.openIssue("Implement auth")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "5"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Auth", branch: "auth", body: "Closes #1")
      try await world.tell("task", "done", task.id, "--result", "acme/shop#\(pull.number)")
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))
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
  }

  @Test("dispatch --once brings in what GitHub could not deliver, where polling would look much later")
  func onceAudits() async throws {
    try await World.runOnRedis { options in
      options.drop = 1
    } _: { world, _ in
      try await world.openIssue("Design auth")
      let id = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      let address = "http://127.0.0.1:\(world.service.webhooks)"
      try await eventually("the mission to be completed") {
        let once = try await world.run(
          "mission", "dispatch", "--once", "--github-api", world.sandbox.url, "--admin-listen", "127.0.0.1:0", "--tick",
          "1", "--url", address)
        #expect(once.code == 0, "\(once.errors)")
        return try await world.tell("mission", "status", "--run", id)["mission"]["state"] == "completed"
      }
    }
  }

  @Test("where dispatch --once runs now and then a command is kept for the next time; where nobody ever did, refused")
  func kept() async throws {
    try await World.runOnRedis { options in
      options.serves = false
    } _: { world, _ in
      func once() async throws {
        let once = try await world.run(
          "mission", "dispatch", "--once", "--github-api", world.sandbox.url, "--admin-listen", "127.0.0.1:0")
        #expect(once.code == 0, "\(once.errors)")
      }
      try await world.openIssue("Design auth")
      let refused = try await world.run("mission", "start", "-i", "1", "--json")
      #expect(refused.code == 69)
      #expect(refused.error["hint"].stringValue?.contains("dispatch --once") == true)

      try await once()
      // What was refused did not stay behind.
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      let started = try await world.run("mission", "start", "-i", "1", "--json")
      #expect(started.code == 75)
      #expect(started.error["hint"].stringValue?.contains("dispatch --once") == true)
      try await once()
      let missions = try await world.tell("mission", "list", "--all")["missions"].elements
      #expect(missions.count == 1)
      let id = try #require(missions.first?["id"].stringValue)
      #expect(started.error["message"].stringValue?.contains(id) == true)
      #expect(missions.first?["state"] == "running" || missions.first?["state"] == "blocked")
      // A question for work would be answered when nobody listens any more.
      try await once()
      #expect(try await world.run("agent", "register", "backend").code == 75)
      try await once()
      #expect(try await world.run("task", "next", "--agent", "backend").code == 69)
    }
  }

  @Test("dispatch --run carries all missions and ends when the one it names is over")
  func untilOver() async throws {
    try await World.run { _ in
    } _: { world in
      try await world.openIssue("Design auth")
      try await world.openIssue("Implement auth")
      let one = try await world.startMission(["-i", "1", "--watch-interval", "5"])
      let other = try await world.startMission(["-i", "2", "--watch-interval", "5"])
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))

      let dispatcher = try world.start(["mission", "dispatch", "--run", String(one.prefix(8))])
      try await eventually("the dispatcher to work") { (try? await world.leaseHolder()) != nil }
      #expect(dispatcher.program.outcome == nil)
      // The other one is over first: that ends nothing.
      try await world.github(.patch, "/repos/acme/shop/issues/2", ["state": "closed"])
      try await eventually("the other mission to be completed") {
        try await world.tell("mission", "status", "--run", other)["mission"]["state"] == "completed"
      }
      #expect(dispatcher.program.outcome == nil)
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      #expect(try await dispatcher.program.wait() == .exited(0))

      let over = try await world.run(
        "mission", "dispatch", "--run", one, "--github-api", world.sandbox.url, "--admin-listen", "127.0.0.1:0")
      #expect(over.code == 65)
      let unknown = try await world.run(
        "mission", "dispatch", "--run", "ffffffff", "--github-api", world.sandbox.url, "--admin-listen", "127.0.0.1:0")
      #expect(unknown.code == 66)
    }
  }
}
