import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import Testing

@testable import Client
@testable import Views

/// What agents and their operators say by the built program.
@Suite struct AgentCommandTests {
  @Test("agent register answers with the agent the clerk made")
  func register() async throws {
    let town = try await CommandTown()
    let commands = try await town.served({ command, commit in
      guard case .agentRegister(let id, let name, let role, let specialties) = command else { return .done("") }
      var agent = Played.agent(name, number: 1)
      agent = Agent(
        id: id, name: name, role: role ?? name, specialties: specialties, state: .idle,
        registeredAt: agent.registeredAt,
        lastHeartbeat: agent.lastHeartbeat, lastActiveAt: agent.lastActiveAt, tasksCompleted: 0)
      commit.agents = [AgentChange(before: nil, after: agent)]
      return .agent(id)
    }) {
      let run = try await town.signalbox(
        "agent", "register", "mira", "--role", "reviewer", "--specialty", "SQL, auth", "--json")
      let document = try run.object()
      guard case .object(let agent)? = document["agent"] else {
        Issue.record("no agent")
        return
      }
      #expect(agent["name"] == .text("mira"))
      #expect(agent["role_id"] == .text("reviewer"))
      let bad = try await town.signalbox("agent", "register", "two words")
      #expect(bad.status == 65)
      #expect(try await town.signalbox("agent", "register", "Conductor").status == 65)
      let wizard = try await town.signalbox("agent", "register", "merlin", "--role", "wizard")
      #expect(wizard.status == 0)
      #expect(wizard.errors.contains("'wizard' is none of the known roles (backend, designer"))
      #expect(try await town.signalbox("agent", "heartbeat", "MIRA").status == 0)
      #expect(try await town.signalbox("agent", "heartbeat", "nobody").status == 66)
    }
    guard case .agentRegister(_, "mira", "reviewer", ["sql", "auth"])? = commands.first else {
      Issue.record("sent \(commands)")
      return
    }
  }

  @Test("task next waits until the agent is woken, then hands over task and prompt")
  func next() async throws {
    let town = try await CommandTown()
    var played = Played(agents: [])
    let agent = Played.agent("designer", number: 3)
    played.roster = AgentRoster(idle: [agent], livingRoles: ["designer"])
    played.happen(.agentAvailable)
    let task = try #require(played.mission.tasks.keys.first)
    try await town.put([played.mission], agents: [agent])
    let empty = try await town.served({ _, _ in .task(nil, prompt: "") }) {
      let forPrograms = try await town.signalbox("task", "next", "--agent", "designer", "--json")
      #expect(forPrograms.output == "{\"task\":null}\n")
      let forPeople = try await town.signalbox("task", "next", "--agent", "designer")
      #expect(forPeople.lines == ["💤 No task for designer"])
    }
    #expect(empty == [.taskNext(agent: agent.id), .taskNext(agent: agent.id)])
    let asked = AskedBefore()
    let commands = try await town.served({ [connection = town.connection, keys = town.keys] _, _ in
      guard await asked.firstTime() else { return .task(task, prompt: "Design it.\nWell.") }
      // Between the question and the wait: a wake that came too early must count too.
      try await connection.send(["LPUSH", .text(keys.wake(agent: agent.id)), "1"])
      return .task(nil, prompt: "")
    }) {
      let run = try await town.signalbox("task", "next", "--agent", "designer", "--wait", "60", "--json")
      let document = try run.object()
      #expect(document["task"]?["id"] == task.text)
      #expect(document["prompt"] == .text("Design it.\nWell."))
    }
    #expect(commands.count == 2)
  }

  private actor AskedBefore {
    private var wasAsked = false
    func firstTime() -> Bool {
      defer { wasAsked = true }
      return !wasAsked
    }
  }

  @Test("task done and task fail carry the report")
  func reports() async throws {
    let town = try await CommandTown()
    let mission = Played().mission
    let task = try #require(mission.tasks.keys.first)
    try await town.put([mission])
    let commands = try await town.served({ _, _ in .done("noted") }) {
      let done = try await town.signalbox(
        "task", "done", String(task.text.prefix(8)), "--result", "acme/shop#42", "--proof", "p", "--summary", "s",
        "--verdict", "APPROVE", "--claim", "c1")
      #expect(done.status == 0, "\(done.errors)")
      #expect(
        try await town.signalbox("task", "fail", task.text, "--reason=-1 is no answer", "--as-operator").status == 0)
    }
    let report = WorkTask.Report(result: "acme/shop#42", proof: "p", summary: "s", verdict: .approve)
    #expect(
      commands == [
        .taskDone(task: task, report: report, by: .claim("c1")),
        .taskFail(task: task, reason: "-1 is no answer", by: .conductor("conductor")),
      ])
  }
}
