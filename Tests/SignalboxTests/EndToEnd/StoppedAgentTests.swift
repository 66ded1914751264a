import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// An agent that is stopped gets nothing until it is started again, however its worker ended.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StoppedAgentTests {
  /// A run that says that it has begun, and ends when it is told to.
  private static func waiting(in world: World) -> String {
    "cat > /dev/null; echo begun >> \(world.folder.file("begun")); "
      + "while [ ! -e \(world.folder.file("go")) ]; do sleep 0.05; done; echo x >> work.txt; echo over"
  }

  @Test(
    "a stopped agent's task goes to another, and it is given nothing, whatever sign of life it gives, until it is restarted",
    arguments: [false, true])
  func stopped(isNow: Bool) async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openIssue("Implement auth")
      try await workshop.spawn("backend", Self.waiting(in: world))
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      try await eventually("the run to begin") { world.folder.exists("begun") }
      let said = try await world.run(["agent", "stop", "backend"] + (isNow ? ["--now"] : []))
      #expect(said.code == 0)
      #expect(said.output.contains("'signalbox agent restart backend' starts it again"))
      // At once, without a wait for a lease or for a person.
      let stopped = try await world.backend()
      #expect(stopped["state"] == "stopped")
      #expect(stopped["current_task"].isNull)
      #expect(try await world.run("agent", "list").output.contains("stopped"))
      #expect(try await world.tell("agent", "list", "--state", "stopped")["agents"].elements.count == 1)
      let item = try await world.mission(id)["work_items"][0]
      #expect(item["status"] == "ready")
      #expect(item["why"] == "ready, but every agent that could take it is stopped")
      try await eventually("a person to be told") {
        try await world.tell("help-requests")["help_requests"].json.contains("signalbox agent restart backend")
      }
      // Neither a sign of life nor a question for work brings it back.
      #expect(try await world.run("agent", "heartbeat", "backend").output.contains("is stopped"))
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"].isNull)
      #expect(try await world.backend()["state"] == "stopped")
      // Stopped twice is stopped.
      #expect(try await world.run("agent", "stop", "backend").code == 0)
      try await world.tell("agent", "register", "other", "--role", "backend")
      let taken = try await world.take("other")
      try await world.tell("agent", "stop", "backend")
      try await world.tell("task", "fail", taken.id, "--reason", "let the first one do it")
      try await world.tell("agent", "remove", "other")
      try world.folder.write("", to: "go")
      try await world.tell("agent", "restart", "backend")
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["tasks"].elements.count { $0["state"] == "completed" } == 1)
      #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
      await workshop.stop("backend")
    }
  }

  @Test("an agent whose worker ends by itself is given nothing more")
  func ended() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openIssue("Implement auth")
      try await world.openIssue("Implement billing")
      let words = "cat > /dev/null; echo x > \"$SIGNALBOX_TASK\""
      try await world.tell(
        "agent", "spawn", "backend", "--command=\(words)", "--directory", workshop.clone, "--max-tasks", "1")
      let id = try await world.startMission(
        ["-i", "1", "-i", "2", "--no-reviewer", "--max-parallel", "1", "--watch-interval", "3600"])
      try await world.waitUntilStopped()
      let end = try await world.mission(id, until: "the first item done") { document in
        document["work_items"].elements.contains { $0["status"] == "done" }
      }
      let states = end["work_items"].elements.compactMap { $0["status"].stringValue }
      #expect(states.sorted() == ["done", "ready"])
      #expect(try await world.backend()["current_task"].isNull)
    }
  }

  @Test("a worker that a signal ends while it waits for work, or works, says so itself", arguments: [false, true])
  func signalled(isWorking: Bool) async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      let spawned = try await workshop.spawn("backend", Self.waiting(in: world))
      var id: String?
      if isWorking {
        try await world.openIssue("Implement auth")
        id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
        try await eventually("the run to begin") { world.folder.exists("begun") }
      }
      kill(pid_t(try #require(spawned["pid"].integerValue)), SIGTERM)
      try await world.waitUntilStopped()
      guard let id else { return }
      let document = try await world.mission(id)
      #expect(document["work_items"][0]["status"] == "ready")
      #expect(document["tasks"].elements.allSatisfy { $0["state"] != "failed" })
    }
  }

  @Test("an agent that is restarted in the middle takes up what it held, and nobody is asked")
  func restarted() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openIssue("Implement auth")
      try await workshop.spawn("backend", Self.waiting(in: world))
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      try await eventually("the run to begin") { world.folder.exists("begun") }
      try await world.tell("agent", "restart", "backend")
      try await eventually("the run to begin again") {
        world.folder.read("begun").split(separator: "\n").count == 2
      }
      try world.folder.write("", to: "go")
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["tasks"].elements.count { $0["kind"] == "work" } == 1)
      #expect(!end["events"].json.contains("🆘"))
      await workshop.stop("backend")
      #expect(try await world.backend()["state"] == "stopped")
    }
  }
}

extension World {
  /// The agent of that name as it is shown.
  fileprivate func backend() async throws -> JSONValue { try await tell("agent", "show", "backend")["agent"] }

  fileprivate func waitUntilStopped() async throws {
    try await eventually("the worker to be gone") { try await self.backend()["state"].stringValue == "stopped" }
  }
}
