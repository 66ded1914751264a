import GitHub
import GitHubSandbox
import MissionStore
import TestSupport
import Testing

/// Work goes to whoever can do it, and to one at a time.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AgentTests {
  @Test("twelve idle agents of one role get twelve free items at once")
  func crowd() async throws {
    try await World.run { world in
      var words: [String] = []
      for number in 1...12 { words += ["-i", "\(try await world.openIssue("Implement part \(number)"))"] }
      for number in 1...12 { try await world.tell("agent", "register", "backend-\(number)", "--role", "backend") }
      let mission = try await world.startMission(words + ["--max-parallel", "12"])
      try await world.mission(mission, until: "every item in hand") { document in
        document["work_items"].elements.count { $0["status"] == "assigned" } == 12
      }
    }
  }

  @Test("a task whose lease ran out goes to another agent; the first one's late report is refused and changes nothing")
  func leaseRunsOut() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.tell("agent", "register", "alpha", "--role", "backend")
      try world.folder.write("[policy]\ntask_lease_secs = 20\nreviewer_required = false\n", to: "mission.toml")
      let id = try await world.startMission(["-i", "1", "--manifest", "mission.toml"])
      let first = try await world.take("alpha")
      try await world.tell("agent", "register", "beta", "--role", "backend")
      let second = try await world.take("beta")
      #expect(second.id != first.id)
      try await expectRefused(first.id, in: id, world)
      try await world.tell("task", "done", second.id, "--no-pull-request", "--result", "done")
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["tasks"].elements.filter { $0["state"] == "completed" }.map { $0["id"].stringValue } == [second.id])
      #expect(try await world.run("task", "done", second.id, "--result", "again").code == 65)
    }
  }

  @Test("what a removed agent had in hand goes to another one")
  func removal() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.tell("agent", "register", "alpha", "--role", "backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer"])
      let first = try await world.take("alpha")
      try await world.tell("agent", "register", "beta", "--role", "backend")
      try await world.tell("agent", "remove", "alpha")
      let second = try await world.take("beta")
      try await expectRefused(first.id, in: id, world)
      #expect(try await world.run("task", "next", "--agent", "alpha").code == 66)
      #expect(try await world.tell("agent", "list")["agents"].elements.map { $0["name"] } == ["beta"])
      try await world.tell("task", "done", second.id, "--no-pull-request", "--result", "done")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("a redirect takes the work from one agent and gives it to the named one; one to nobody says why")
  func redirect() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.tell("agent", "register", "alpha", "--role", "backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer"])
      let first = try await world.take("alpha")
      try await world.tell("agent", "register", "beta", "--role", "tester")
      let nobody = try await world.run("mission", "note", id, "redirect #1 to gamma", "--json")
      #expect(nobody.code == 66)
      #expect(nobody.error["message"].stringValue?.contains("gamma") == true)
      #expect(try await world.mission(id)["work_items"][0]["status"] == "running")
      try await world.tell("mission", "note", id, "redirect #1 to beta wrong lane")
      let second = try await world.take("beta")
      let refusal = try await expectRefused(first.id, in: id, world)
      #expect(refusal.contains("wrong lane"))
      try await world.tell("task", "done", second.id, "--no-pull-request", "--result", "done")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test(
    "a task that failed is offered again after a pause, and after max_attempts a person is asked until it resumes")
  func failures() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.tell("agent", "register", "alpha", "--role", "backend")
      let manifest = try world.folder.write("[policy]\nmax_attempts = 2\n", to: "attempts.toml")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--manifest", manifest])
      for _ in 0..<2 {
        let task = try await world.take("alpha")
        try await world.tell("task", "fail", task.id, "--reason", "no access to the registry")
      }
      let held = try await world.mission(id, until: "held") {
        $0["work_items"][0]["held_reason"].stringValue != nil
      }
      #expect(held["mission"]["state"] == "blocked")
      #expect(held["work_items"][0]["status"] == "blocked")
      let help = try await world.tell("help-requests")["help_requests"].elements
      #expect(help.count == 1)
      #expect(help.first?["reason"].stringValue?.contains("no access to the registry") == true)
      try await world.tell("mission", "resume", id)
      #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
      let task = try await world.take("alpha")
      try await world.tell("task", "done", task.id, "--no-pull-request", "--result", "done")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("many agents that ask at once for the work of many missions get each piece once")
  func stampede() async throws {
    try await World.run { world in
      for number in 1...6 { try await world.openIssue("Implement part \(number)") }
      for number in 1...3 { try await world.tell("agent", "register", "worker-\(number)", "--role", "backend") }
      for number in stride(from: 1, through: 5, by: 2) {
        _ = try await world.startMission(["-i", "\(number)", "-i", "\(number + 1)", "--no-reviewer"])
      }
      let done = try await withThrowingTaskGroup(of: [String].self) { group in
        for number in 1...3 {
          group.addTask {
            var done: [String] = []
            while true {
              let answer = try await world.tell("task", "next", "--agent", "worker-\(number)", "--wait", "2")
              guard let id = answer["task"]["id"].stringValue else {
                // Nothing for it yet, or nothing more for anybody.
                let active = try await world.tell("mission", "list")["missions"].elements
                if active.isEmpty { return done } else { continue }
              }
              try await world.tell("task", "done", id, "--no-pull-request", "--result", "done by \(number)")
              done.append(id)
            }
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(done.count == 6)
      #expect(Set(done).count == 6)
      let missions = try await world.tell("mission", "list", "--all")["missions"].elements
      #expect(missions.map { $0["state"] } == ["completed", "completed", "completed"])
    }
  }

  @discardableResult
  private func expectRefused(_ task: String, in mission: String, _ world: World) async throws -> String {
    let before = try await world.mission(mission)["work_items"]
    let late = try await world.run("task", "done", task, "--result", "late", "--json")
    #expect(late.code == 65)
    let message = late.error["message"].stringValue ?? ""
    #expect(message.contains("superseded"))
    let after = try await world.mission(mission)
    #expect(after["work_items"][0]["status"] == before[0]["status"])
    #expect(after["work_items"][0]["assigned_to"] == before[0]["assigned_to"])
    #expect(after["events"].elements.contains { $0.stringValue?.contains("Refused the") == true })
    return message
  }
}
