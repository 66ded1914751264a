import MissionCore
import Redis
import Testing

@testable import MissionStore

@Suite("Agents in their records", .timeLimit(.minutes(10)))
struct AgentRecordTests {
  @Test(
    "come back as they were stored",
    arguments: [
      Agent.State.idle, .busy(task: Play.id(3), mission: Play.id(4)), .lost, .unavailable("paused"),
      .unavailable("stopped"), .unavailable("something new"),
      .parked(until: Timestamp(milliseconds: 1_776_855_600_000), reason: "quota \"used up\""),
    ])
  func roundTrip(state: Agent.State) {
    let now = Timestamp(milliseconds: 1_776_852_000_123)
    var agent = Play.agent(1, "Köche \"7\"\n", role: "api", specialties: ["sql", "a,b"], state: state, at: now)
    agent.tasksCompleted = 12
    #expect(AgentRecord(fields: AgentRecord(agent).fields)?.agent == agent)
  }

  @Test("hold what its runs used, and keep it where another tool writes the record anew")
  func usage() throws {
    var usage = RunUsage()
    usage.costUSD = 1.25
    usage.outputTokens = 300
    let plain = Play.agent(1, "backend", role: "backend", specialties: [], state: .idle, at: .init(milliseconds: 0))
    let agent = Agent(
      id: plain.id, name: plain.name, role: plain.role, specialties: plain.specialties, state: plain.state,
      registeredAt: plain.registeredAt, lastHeartbeat: plain.lastHeartbeat, lastActiveAt: plain.lastActiveAt,
      tasksCompleted: 4, usage: usage, runs: 5)
    let fields = AgentRecord(agent).fields
    #expect(AgentRecord(fields: fields)?.agent == agent)
    let own = AgentRecord.ownFields(in: fields)
    let rewritten = fields.filter { own[$0.key] == nil }
    #expect(AgentRecord.isRewritten(rewritten))
    #expect(AgentRecord(fields: AgentRecord.completed(rewritten, by: own))?.agent == agent)
    #expect(AgentRecord(fields: fields.merging(["usage": "[", "runs": "-3"]) { $1 })?.agent.runs == 0)
  }

  @Test("need nothing but an identity to be read, and what is unreadable in them is put aside")
  func foreign() throws {
    let id = "a1b2c3d4-0000-4000-8000-0000000000aa"
    let bare = try #require(AgentRecord(fields: ["id": id])).agent
    #expect(bare.name == "a1b2c3d4")
    #expect(bare.role == "a1b2c3d4")
    #expect(bare.state == .idle)
    let odd = try #require(
      AgentRecord(fields: [
        "id": id.uppercased(), "name": "backend", "specialties": "[broken", "created_at": "yesterday",
        "last_heartbeat": "2026-04-22T10:00:00+00:00", "tasks_completed": "-9223372036854775809", "state": "idle",
        "current_task": "7c7c", "nickname": "Dorothy",
      ])
    ).agent
    #expect(odd.id.text == id)
    #expect(odd.role == "backend")
    #expect(odd.specialties.isEmpty)
    #expect(odd.registeredAt.milliseconds == 0)
    #expect(odd.lastActiveAt == odd.lastHeartbeat)
    #expect(odd.tasksCompleted == 0)
    #expect(odd.state == .idle)
    #expect(AgentRecord(fields: ["id": "a1b2", "name": "x"]) == nil)
    #expect(AgentRecord(fields: ["name": "x"]) == nil)
  }

  @Test(
    "of other tools get work only in states that mean so",
    arguments: [
      ("starting", Agent.State.idle), ("idle", .idle), ("working", .unavailable("working")),
      ("paused", .unavailable("paused")), ("draining", .unavailable("draining")),
      ("stopped", .unavailable("stopped")), ("error", .unavailable("error")), ("cold", .unavailable("cold")),
      ("☃", .unavailable("☃")),
    ])
  func states(word: String, state: Agent.State) {
    #expect(AgentRecord(fields: ["id": Identifier<Agent>(high: 1, low: 1).text, "state": word])?.agent.state == state)
  }

  @Test("stay busy while they hold our task, even if their loop calls them idle")
  func idleLoop() {
    let (agent, task, mission): (Identifier<Agent>, Identifier<WorkTask>, Identifier<Mission>) = (
      Play.id(1), Play.id(2), Play.id(3)
    )
    let fields = ["id": agent.text, "state": "idle", "current_task": task.text, "current_mission": mission.text]
    #expect(AgentRecord(fields: fields)?.agent.state == .busy(task: task, mission: mission))
  }

  @Test("that change keep what other tools wrote beside")
  func foreignFieldsStay() async throws {
    let town = try await TestTown()
    let agent = Play.agent(1, "backend", at: town.now)
    try await town.register(agent)
    let key = town.keys.agent(agent.id.text)
    try await town.connection.send(["HSET", .text(key), "cli", "claude", "nickname", "Dorothy"])
    let busy = Agent(
      id: agent.id, name: agent.name, role: agent.role, specialties: agent.specialties,
      state: .busy(task: Play.id(2), mission: Play.id(3)), registeredAt: agent.registeredAt,
      lastHeartbeat: agent.lastHeartbeat, lastActiveAt: agent.lastActiveAt, tasksCompleted: agent.tasksCompleted)
    let change = AgentChange(before: agent, after: busy)
    #expect(try await town.store.commit(Commit(lease: town.lease, agents: [change])) == .committed(revision: nil))
    let fields = try await town.hash(key)
    #expect(fields["cli"] == "claude")
    #expect(fields["nickname"] == "Dorothy")
    #expect(fields["state"] == "working")
    #expect(try await town.store.agent(agent.id) == busy)
  }

  @Test("that another tool rewrote without our fields keep what they hold and what else they are good at")
  func rewritten() async throws {
    let town = try await TestTown()
    let agent = Play.agent(1, "backend", specialties: ["sql"], at: town.now)
    try await town.register(agent)
    let busy = Agent(
      id: agent.id, name: agent.name, role: agent.role, specialties: agent.specialties,
      state: .busy(task: Play.id(2), mission: Play.id(3)), registeredAt: agent.registeredAt,
      lastHeartbeat: agent.lastHeartbeat, lastActiveAt: agent.lastActiveAt, tasksCompleted: agent.tasksCompleted)
    let change = AgentChange(before: agent, after: busy)
    #expect(try await town.store.commit(Commit(lease: town.lease, agents: [change])) == .committed(revision: nil))
    let key = town.keys.agent(agent.id.text)
    for fields in [["specialties", "current_mission"], ["current_task"]] {
      try await town.connection.send(["HDEL", .text(key)] + fields.map { .text($0) })
      #expect(try await town.store.agent(agent.id) == busy)
    }
    // A task that we did not hand out is another tool's.
    try await town.connection.send([
      "HSET", .text(key), "current_task", .text((Play.id(9) as Identifier<WorkTask>).text),
    ])
    #expect(try await town.store.agent(agent.id)?.state == .unavailable("working"))
    try await town.connection.send(["HDEL", .text(key), "current_task"])
    // It finishes: the record is whole again, and the next task finds it.
    let idle = AgentChange(before: busy, after: agent)
    #expect(try await town.store.commit(Commit(lease: town.lease, agents: [idle])) == .committed(revision: nil))
    #expect(try await town.store.agent(agent.id) == agent)
  }

  @Test("that are removed are gone with their mailbox and from every index")
  func removed() async throws {
    let town = try await TestTown()
    let before = try await town.everything().keys.sorted()
    let agent = Play.agent(1, "backend", specialties: ["sql"], at: town.now)
    try await town.register(agent)
    try await town.connection.send(["RPUSH", .text(town.keys.inbox(agent: agent.id.text)), "{}"])
    let change = AgentChange(before: agent, after: nil)
    #expect(try await town.store.commit(Commit(lease: town.lease, agents: [change])) == .committed(revision: nil))
    #expect(try await town.everything().keys.sorted() == before)
  }
}
