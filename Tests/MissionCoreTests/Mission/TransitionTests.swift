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
    "assigned": ["ready", "assigned", "running", "submitted", "held", "done"],
    "running": ["ready", "assigned", "submitted", "held", "done"],
    "submitted": ["assigned", "submitted", "held", "done"],
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
    "assigned": ["pending", "assigned", "running", "completed", "failed", "cancelled"],
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
