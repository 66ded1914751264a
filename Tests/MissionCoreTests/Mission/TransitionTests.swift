import Testing

@testable import MissionCore

@Suite struct TransitionTests {
  private static let task = Identifier<WorkTask>(high: 1, low: 1)
  private static let lease = WorkTask.Lease(agent: Identifier(high: 2, low: 2), endsAt: Timestamp(milliseconds: 0))

  private static let itemStates: [(String, WorkItem.State)] = [
    ("pending", .pending), ("ready", .ready), ("assigned", .assigned(task)), ("running", .running(task)),
    ("submitted", .submitted(reporting: nil)), ("held", .held(.issueVanished("deleted"))), ("done", .done(.merged)),
  ]

  private static let allowedItemMoves: [String: Set<String>] = [
    "pending": ["ready", "submitted", "held", "done"],
    "ready": ["pending", "assigned", "submitted", "held", "done"],
    "assigned": ["ready", "running", "submitted", "held", "done"],
    "running": ["ready", "submitted", "held", "done"],
    "submitted": ["ready", "assigned", "submitted", "held", "done"],
    "held": ["pending", "submitted", "held", "done"],
    "done": ["pending"],
  ]

  @Test("An item moves only along the one table, for every pair of states")
  func items() {
    for (from, state) in Self.itemStates {
      for (to, next) in Self.itemStates {
        #expect(
          WorkItem.mayBecome(next, from: state) == Self.allowedItemMoves[from]!.contains(to), "\(from) to \(to)")
      }
    }
  }

  private static let taskStates: [(String, WorkTask.State)] = [
    ("pending", .pending), ("assigned", .assigned(lease)), ("running", .running(lease)),
    ("completed", .completed(.init(result: ""))), ("failed", .failed(reason: "")),
    ("cancelled", .cancelled(reason: "")),
  ]

  private static let allowedTaskMoves: [String: Set<String>] = [
    "pending": ["assigned", "cancelled"],
    "assigned": ["running", "completed", "failed", "cancelled"],
    "running": ["running", "completed", "failed", "cancelled"],
    "completed": [], "failed": [], "cancelled": [],
  ]

  @Test("A task moves only along the one table, for every pair of states; what is finished never changes")
  func tasks() {
    for (from, state) in Self.taskStates {
      for (to, next) in Self.taskStates {
        #expect(
          WorkTask.mayBecome(next, from: state) == Self.allowedTaskMoves[from]!.contains(to), "\(from) to \(to)")
      }
    }
  }

  private static let agentStates: [(String, Agent.State)] = [
    ("idle", .idle), ("busy", .busy(task: task, mission: Identifier(high: 4, low: 4))), ("lost", .lost),
    ("parked", .parked(until: Timestamp(milliseconds: 0), reason: "")), ("unavailable", .unavailable("draining")),
  ]

  private static let allowedAgentMoves: [String: Set<String>] = [
    "idle": ["busy", "lost", "parked", "unavailable"],
    "busy": ["idle", "busy", "lost", "parked", "unavailable"],
    "lost": ["idle", "parked", "unavailable"],
    "parked": ["idle", "parked", "unavailable"],
    "unavailable": ["idle"],
  ]

  @Test("An agent moves only along the one table, for every pair of states")
  func agents() {
    for (from, state) in Self.agentStates {
      for (to, next) in Self.agentStates {
        #expect(
          Agent.mayBecome(next, from: state) == Self.allowedAgentMoves[from]!.contains(to), "\(from) to \(to)")
      }
    }
  }

  @Test("A parked agent gets nothing until its limit is over, whatever sign of life it gives; then it is idle")
  func parked() {
    let now = Timestamp(milliseconds: 1_000)
    let until = now.adding(seconds: 60)
    var agent = Agent(
      id: Identifier(high: 1, low: 1), name: "a", role: "a", specialties: [], state: .idle, registeredAt: now,
      lastHeartbeat: now, lastActiveAt: now, tasksCompleted: 0)
    agent.park(until: until, because: "quota")
    #expect(!agent.isAlive)
    agent.showUp(at: until.adding(milliseconds: -1))
    #expect(agent.state == .parked(until: until, reason: "quota"))
    agent.showUp(at: until)
    #expect(agent.state == .idle)
    #expect(agent.lastHeartbeat == until)
    var stopped = Agent(
      id: Identifier(high: 1, low: 1), name: "a", role: "a", specialties: [], state: .unavailable("stopped"),
      registeredAt: now, lastHeartbeat: now, lastActiveAt: now, tasksCompleted: 0)
    stopped.park(until: until, because: "quota")
    #expect(stopped.state == .unavailable("stopped"), "who stopped it starts it again")
    stopped.register(at: now)
    #expect(stopped.state == .idle)
  }

  @Test("A task remembers who held it last")
  func holder() {
    var task = WorkTask(
      id: Self.task, item: Identifier(high: 3, low: 3), kind: .work, createdAt: Timestamp(milliseconds: 0))
    task.become(.assigned(Self.lease), at: Timestamp(milliseconds: 1))
    task.become(.cancelled(reason: "its lease ended"), at: Timestamp(milliseconds: 2))
    #expect(task.lastHolder == Self.lease.agent)
    #expect(!task.isOpen)
  }
}
