import MissionCore
import Testing

@testable import MissionStore

@Suite("The document of a mission", .timeLimit(.minutes(10)))
struct MissionDocumentTests {
  @Test("holds the records as they are stored, each item with the cause of its state, everything in order")
  func document() async throws {
    let town = try await TestTown()
    try await town.register(Play.agent(1, "backend", at: town.now))
    try await town.start(Play.mission(issues: [1, 2], at: town.now))
    try await town.apply(.observed(.issue(Play.facts(1, title: "Implement the API", at: town.now))), to: Play.firstID)
    let second = Play.facts(2, title: "Implement the page", body: "Depends on #1", at: town.now)
    try await town.apply(.observed(.issue(second)), to: Play.firstID)
    town.pass(seconds: 1)
    let task = try #require(try await town.store.mission(Play.firstID)?.mission.tasks.keys.first)
    try await town.apply(
      .taskDone(task, WorkTask.Report(result: "https://github.com/acme/shop/pull/9"), by: .conductor("op")),
      to: Play.firstID)

    let stored = try #require(try await town.store.mission(Play.firstID))
    let roster = try await town.store.roster(for: stored.mission)
    let events = try await town.store.events(of: Play.firstID, limit: 3)
    let bytes = PartCoding.json(MissionDocument(stored, roster: roster, events: events))
    let json = try JSONTree(String(decoding: bytes, as: UTF8.self))

    guard case .object(let fields) = json else {
      Issue.record("no object")
      return
    }
    #expect(fields.keys.sorted() == ["events", "mission", "tasks", "watch_items", "work_items"])
    #expect(try json["mission"] == JSONTree(#require(try await town.text(town.keys.mission(Play.firstID.text)))))
    let items = stored.mission.orderedItems
    let work = try await town.hash(town.keys.work(mission: Play.firstID.text))
    for (index, item) in items.enumerated() {
      guard case .object(var record)? = json["work_items"]?[index] else {
        Issue.record("item \(index) is missing")
        return
      }
      #expect(record.removeValue(forKey: "why") == .text(stored.mission.why(item.id, roster: roster)))
      #expect(try JSONTree.object(record) == JSONTree(#require(work[item.id.text])))
    }
    #expect(json["work_items"]?[1]?["status"] == "pending")
    #expect(json["work_items"]?[1]?["why"] == "waits for its dependency 'Implement the API'")
    let kinds = (0..<4).map { json["watch_items"]?[$0]?["kind"] }
    #expect(kinds == ["bugbot_comments", "mergeability", "pr_checks", "review_comments"])
    #expect(json["tasks"]?[0]?["id"] == .text(task.text))
    #expect(json["tasks"]?[0]?["state"] == "completed")
    #expect(json["tasks"]?[0]?["completed_at"] == "2026-11-20T10:00:01.123Z")
    #expect(json["tasks"]?[0]?["parent_id"] == .null)
    #expect(json["tasks"]?[0]?["tags"]?[0] == "mission-work-item")
    #expect(json["events"] == .list(events.map { .text($0) }))
    #expect(events.count == 3)
  }

  @Test("of an agent has the fields of its record")
  func agent() throws {
    let now = try #require(Timestamp(rfc3339: "2026-11-20T10:00:00Z"))
    let agent = Play.agent(
      1, "backend", specialties: ["sql"], state: .busy(task: Play.id(2), mission: Play.id(3)), at: now)
    let json = try JSONTree(String(decoding: PartCoding.json(AgentRecord(agent)), as: UTF8.self))
    let (task, mission): (Identifier<WorkTask>, Identifier<Mission>) = (Play.id(2), Play.id(3))
    #expect(
      json == [
        "id": .text(agent.id.text), "name": "backend", "agent_type": "worker", "state": "working",
        "role_id": "backend", "specialties": ["sql"], "current_task": .text(task.text),
        "current_mission": .text(mission.text), "lost": false, "created_at": "2026-11-20T10:00:00.000Z",
        "last_heartbeat": "2026-11-20T10:00:00.000Z", "last_active_at": "2026-11-20T10:00:00.000Z",
        "parked_until": .null, "parked_reason": .null, "tasks_completed": 0, "usage": .null, "runs": 0,
      ])
  }
}
