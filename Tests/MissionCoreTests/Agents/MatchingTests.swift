import Testing

@testable import MissionCore

@Suite struct MatchingTests {
  @Test(
    "A role's lane comes from its whole words, never from letters inside them",
    arguments: [
      ("backend", Lane.backend), ("Backend-Dev", .backend), ("builder", .generalist), ("francis", .generalist),
      ("guide", .generalist), ("capital", .generalist), ("latest", .generalist), ("QA engineer", .tester),
      ("review", .reviewer), ("audit", .reviewer), ("ci", .runner), ("worker", .generalist), ("", .generalist),
    ])
  func lanes(_ role: String, _ lane: Lane) {
    #expect(Lane(role: role) == lane)
  }

  private func score(_ role: String, _ kind: WorkKind, wants: String? = nil, specialties: [String] = []) -> Int {
    let planned = PlannedItem(
      objective: .document(path: "x"), title: "x", kind: kind, ownerRole: wants, priority: 2, milestone: nil,
      dependsOn: [], outsideDependencies: [])
    let item = WorkItem(id: Identifier(high: 1, low: 1), planned: planned, createdAt: Timestamp(milliseconds: 0))
    return AgentMatching.score(role: role, specialties: specialties, for: item)
  }

  @Test("Scores follow the published tables where the work names no role")
  func kinds() {
    let lanes = ["backend", "worker", "tester", "reviewer", "runner", "researcher"]
    let table: [(WorkKind, [Int])] = [
      (.implement, [60, 60, 5, 0, 35, 35]), (.test, [45, 45, 85, 10, 30, 30]), (.review, [5, 20, 5, 120, 5, 35]),
      (.design, [55, 55, 10, 30, 20, 75]), (.mergeGate, [35, 35, 10, 50, 80, 20]),
      (.followUp, [50, 50, 20, 10, 35, 50]),
    ]
    for (kind, scores) in table { #expect(lanes.map { score($0, kind) } == scores, "\(kind)") }
  }

  @Test("Scores follow the published tables where the work names another role")
  func roles() {
    let lanes = ["worker", "frontend", "runner", "tester", "reviewer"]
    #expect(lanes.map { score($0, .implement, wants: "backend") } == [55, 35, 20, 5, 0])
    #expect(lanes.map { score($0, .test, wants: "backend") } == [55, 35, 20, 15, 0])
    #expect(lanes.map { score($0, .implement, wants: "tester") } == [45, 30, 30, 100, 5])
    #expect(lanes.map { score($0, .design, wants: "reviewer") } == [10, 0, 0, 0, 100])
    #expect(score("backend", .implement, wants: "backend") == 100)
    #expect(score("qa", .implement, wants: "tester") == 100)
    #expect(score("poet", .implement, wants: "poet") == 100)
    #expect(score("worker", .implement, wants: "poet") == 60)
    #expect(score("worker", .implement, wants: "backend", specialties: ["backend"]) == 95)
    #expect(score("reviewer", .review, wants: "backend") == 120)
  }

  @Test("Equal agents take turns: the longest idle goes first")
  func turns() {
    var play = Play([design(1), design(2), design(3)], agents: ["architect", "designer"]) { $0.maxParallelItems = 1 }
    var order: [String] = []
    for _ in 0..<3 {
      let name = ["architect", "designer"].first { play.held(by: $0) != nil }!
      order.append(name)
      play.now = play.now.adding(seconds: 1)
      play.finishes(name, "drawn")
    }
    #expect(order == ["architect", "designer", "architect"])
  }

  @Test("Order of work is priority, then the order of the objectives, always the same")
  func order() {
    let play = Play([design(3), work(1, labels: ["priority:1"]), design(2)])
    #expect(play.mission.orderedItems.map { $0.issue!.number } == [1, 3, 2])
  }

  @Test("An agent that is busy in another mission is given nothing")
  func elsewhere() {
    var play = Play([design(1)])
    play.joins("designer")
    var other = Play([design(1)])
    other.agents["designer"] = play.agents["designer"]
    other.happens(.agentAvailable)
    #expect(other.held(by: "designer") == nil)
  }
}
