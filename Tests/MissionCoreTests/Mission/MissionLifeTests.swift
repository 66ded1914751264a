import Testing

@testable import MissionCore

@Suite struct MissionLifeTests {
  private static let states: [(String, Mission.State)] = [
    ("planning", .planning(problem: nil)), ("running", .running), ("waiting", .blocked(.waiting(""))),
    ("stopped", .blocked(.stopped(by: "ada"))), ("paused", .blocked(.paused(by: "ada"))), ("completed", .completed),
    ("failed", .failed(reason: "")),
  ]

  private static let begun: Set<String> = ["waiting", "stopped", "paused", "completed", "failed"]
  private static let blocked = begun.union(["running"])
  private static let allowed: [String: Set<String>] = [
    "planning": ["planning", "running", "failed"], "running": begun, "waiting": blocked, "stopped": blocked,
    "paused": blocked, "completed": [], "failed": [],
  ]

  @Test("A mission moves only along the one table, for every pair of states; what is over never changes")
  func table() {
    for (from, state) in Self.states {
      for (to, next) in Self.states {
        #expect(Mission.mayBecome(next, from: state) == Self.allowed[from]!.contains(to), "\(from) to \(to)")
      }
    }
  }
}
