import MissionCore
import Redis
import Testing

@testable import MissionStore

/// One mission played through; at every step what other tools read is compared field by field.
@Suite("The published records of a mission", .timeLimit(.minutes(1)))
struct PublishedRecordTests {
  private let mission = Play.firstID
  private let backend = Play.agent(0xB, "backend", at: Timestamp(milliseconds: 0))

  @Test("of a new mission are a MissionRun in planning, listed as active, with its first event")
  func planning() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(issues: [7], at: town.now))
    let record = try JSONTree(#require(try await town.text("tt:shop:mission:\(mission)")))
    #expect(
      record == [
        "id": .text(mission.text), "state": "planning",
        "objective_refs": [["type": "issue", "owner": "acme", "repo": "shop", "number": 7]],
        "policy": [
          "max_parallel_items": 2, "reviewer_required": true, "auto_merge": false, "merge_method": "merge",
          "update_branch": false, "resolve_threads": false, "watch_interval_secs": 180,
          "complete_on": "gates", "max_fix_attempts": 3, "ci_reruns": 0, "no_checks_grace_secs": 300,
          "settle_secs": 5, "task_lease_secs": 3600, "max_validation_rounds": 3, "report": "off",
        ],
        "created_at": "2026-11-20T10:00:00.123Z", "updated_at": "2026-11-20T10:00:00.123Z",
        "next_wake_at": "2026-11-20T10:00:00.123Z", "blocked_reason": nil,
        "dispatcher_last_tick_at": "2026-11-20T10:00:00.123Z",
        "dispatcher_last_progress_at": "2026-11-20T10:00:00.123Z", "dispatcher_last_help_request_at": nil,
        "dispatcher_last_help_request_reason": nil, "dispatcher_help_request_attempts": 0,
      ])
    #expect(try await town.members("tt:shop:mission:active") == [mission.text])
    #expect(try await town.list("tt:shop:mission:\(mission):events") == ["[2026-11-20 10:00:00] Mission started"])
    for stream in ["tt:shop:events", "tt:shop:events:mission:\(mission)"] {
      let entry = try #require(try await town.store.entries(stream, from: "-", to: "+").first)
      #expect(entry.fields.map(\.name) == ["event_type", "data"])
      #expect(entry.text("event_type") == "mission_event")
      #expect(
        try JSONTree(#require(entry.text("data"))) == [
          "event_type": "mission_event", "mission_id": .text(mission.text), "message": "Mission started",
          "timestamp": "2026-11-20T10:00:00.123Z", "source": "signalbox",
        ])
    }
  }

  @Test("of planned work are a WorkItem, a task with all its tags, a busy agent and a task_assign message")
  func assigned() async throws {
    let town = try await TestTown()
    try await begin(town)
    let stored = try #require(try await town.store.mission(mission)).mission
    let item = try #require(stored.items.values.first)
    let task = try #require(stored.tasks.values.first)

    let work = try await town.hash("tt:shop:mission:\(mission):work")
    #expect(work.keys.sorted() == [item.id.text])
    #expect(
      try JSONTree(#require(work[item.id.text])) == [
        "id": .text(item.id.text), "mission_id": .text(mission.text), "title": "Implement auth endpoints",
        "kind": "implement", "depends_on": [], "owner_role": nil, "status": "assigned",
        "assigned_to": .text(backend.id.text), "artifact_refs": [], "reviewer_approved": false,
        "source_ref": "acme/shop#7/#7", "created_at": "2026-11-20T10:00:01.123Z",
        "updated_at": "2026-11-20T10:00:01.123Z", "resolution": nil, "held_reason": nil, "priority": 2,
        "milestone": nil, "pull_requests": [], "outside_dependencies": [], "number": nil, "specialty": [],
        "goal": nil, "fulfills": [], "proof": nil, "summary": nil, "remediates": nil,
      ])
    var fields = try await town.hash("tt:shop:task:\(task.id)")
    let description = fields.removeValue(forKey: "description") ?? ""
    #expect(description.split(separator: "\n").first == "[Mission Work Item] Implement auth endpoints")
    #expect(description.contains("\nMission: \(mission)\nWork item: \(item.id)\n"))
    #expect(
      fields == [
        "id": task.id.text, "state": "assigned", "created_at": "2026-11-20T10:00:01.123+00:00",
        "updated_at": "2026-11-20T10:00:01.123+00:00", "assigned_to": backend.id.text, "mission_id": mission.text,
        "work_item_id": item.id.text, "kind": "work", "causes": "0", "kept_state": "assigned",
        "lease_ends_at": "2026-11-20T10:02:01.123+00:00",
        "tags":
          #"["mission-work-item","mission-task:work","mission:\#(mission)","work-item:\#(item.id)"]"#,
      ])
    let agent = try await town.hash("tt:shop:agent:\(backend.id)")
    #expect(
      agent == [
        "id": backend.id.text, "name": "backend", "agent_type": "worker", "state": "working", "role_id": "backend",
        "specialties": "[]", "current_task": task.id.text, "current_mission": mission.text,
        "created_at": "1970-01-01T00:00:00.000+00:00", "last_heartbeat": "1970-01-01T00:00:00.000+00:00",
        "last_active_at": "2026-11-20T10:00:01.123+00:00", "tasks_completed": "0", "cli": "",
        "rounds_completed": "0", "spawn_mode": "fresh",
      ])
    let inbox = try await town.list("tt:shop:inbox:\(backend.id)")
    #expect(inbox.count == 1)
    guard case .object(var message) = try JSONTree(#require(inbox.first)) else {
      Issue.record("no object")
      return
    }
    guard case .text(let messageID)? = message.removeValue(forKey: "id") else {
      Issue.record("no id")
      return
    }
    #expect(Identifier<Agent>(messageID) != nil)
    #expect(
      JSONTree.object(message) == [
        "from": "00000000-0000-0000-0000-000000000001", "to": .text(backend.id.text), "type": "task_assign",
        "task_id": .text(task.id.text), "priority": "normal", "created_at": "2026-11-20T10:00:01.123Z",
        "correlation_id": nil,
      ])
    #expect(try await town.store.waitForWake(agent: backend.id, timeout: .seconds(20)))
  }

  @Test("of a submitted result are four watches; of a failing check a snoozed watch and a fix task for the author")
  func watched() async throws {
    let town = try await TestTown()
    try await begin(town)
    let work = try await submit(town)
    #expect(try await town.list("tt:shop:inbox:\(backend.id)").isEmpty)
    let completed = try await town.hash("tt:shop:task:\(work)")
    #expect(completed["state"] == "completed")
    #expect(completed["result"] == "Opened https://github.com/acme/shop/pull/42")
    #expect(completed["proof"] == "tests pass")
    #expect(completed["completed_at"] == "2026-11-20T10:00:03.123+00:00")
    #expect(completed["started_at"] == "2026-11-20T10:00:02.123+00:00")
    #expect(completed["lease_ends_at"] == nil)
    #expect(completed["assigned_to"] == backend.id.text)
    #expect(try await town.hash("tt:shop:agent:\(backend.id)")["tasks_completed"] == "1")

    let watches = try await town.hash("tt:shop:mission:\(mission):watch").values.map { try JSONTree($0) }
    let kinds = Set(watches.compactMap { $0["kind"].map { "\($0)" } })
    #expect(kinds.count == 4)
    let mergeability = try #require(watches.first { $0["kind"] == "mergeability" })
    #expect(mergeability["on_trigger"] == "advance_pipeline")
    #expect(mergeability["target_ref"] == "https://github.com/acme/shop/pull/42")
    #expect(mergeability["interval_secs"] == 180)
    #expect(mergeability["next_due_at"] == "2026-11-20T10:00:03.123Z")
    #expect(mergeability["status"] == "active")
    #expect(mergeability["last_check_at"] == .null)
    #expect(mergeability["consecutive_failures"] == 0)

    town.pass(seconds: 1)
    let failing = Play.snapshot(42, head: "a1", checks: [Play.check("build", .failure("failure"))], at: town.now)
    try await town.apply(.observed(.snapshot(failing)), to: mission)
    let after = try await town.hash("tt:shop:mission:\(mission):watch").values.map { try JSONTree($0) }
    let checks = try #require(after.first { $0["kind"] == "pr_checks" })
    #expect(checks["status"] == "snoozed")
    #expect(checks["on_trigger"] == "create_fix_task")
    #expect(checks["last_check_at"] == "2026-11-20T10:00:04.123Z")
    let stored = try #require(try await town.store.mission(mission)).mission
    let fix = try #require(stored.tasks.values.first { $0.kind == .fix(.checks) })
    let fields = try await town.hash("tt:shop:task:\(fix.id)")
    #expect(fields["description"]?.hasPrefix("[Mission Fix Required] Implement auth endpoints\n") == true)
    #expect(fields["assigned_to"] == backend.id.text)
    #expect(fields["kind"] == "fix")
    #expect(fields["fix_kind"] == "pr_checks")
    #expect(fields["causes"] == "1")
    guard case .text(let watch)? = checks["id"] else {
      Issue.record("a watch without an id")
      return
    }
    #expect(fields["tags"]?.contains("\"mission-fix-task\",\"mission-task:fix\"") == true)
    #expect(fields["tags"]?.contains("\"watch:\(watch)\"") == true)
    let item = try JSONTree(#require(try await town.hash("tt:shop:mission:\(mission):work").values.first))
    #expect(item["status"] == "assigned")
    #expect(item["pull_requests"] == ["acme/shop#42"])
    #expect(item["artifact_refs"] == [.text("task:\(work)"), "Opened https://github.com/acme/shop/pull/42"])
  }

  @Test("of a completed mission leave the active ones, and its indexes let go of everything")
  func completed() async throws {
    let town = try await TestTown()
    var policy = Policy()
    policy.noChecksGraceSeconds = 0
    try await begin(town, policy: policy)
    _ = try await submit(town)
    town.pass(seconds: 1)
    let green = Play.snapshot(42, head: "a1", checks: [Play.check("build", .success)], at: town.now)
    try await town.apply(.observed(.snapshot(green)), to: mission)
    let item = try #require(try await town.store.mission(mission)).mission.items.keys.first
    try await town.apply(.approve(#require(item), by: "ada"), to: mission)
    let record = try JSONTree(#require(try await town.text("tt:shop:mission:\(mission)")))
    #expect(record["state"] == "completed")
    #expect(record["next_wake_at"] == .null)
    let work = try JSONTree(#require(try await town.hash("tt:shop:mission:\(mission):work").values.first))
    #expect(work["status"] == "done")
    #expect(work["resolution"] == "gates_passed")
    #expect(work["reviewer_approved"] == true)
    #expect(try await town.members("tt:shop:mission:active").isEmpty)
    #expect(try await town.sorted(town.keys.due).isEmpty)
    let keys = try await town.everything().keys
    #expect(keys.filter { $0.hasPrefix("sb:shop:index:") || $0.hasPrefix("sb:shop:want:") } == [])
    #expect(try await town.sorted(town.keys.tasks(openOnly: true)).isEmpty)
    #expect(try await town.store.allMissionIDs(limit: 5) == [mission])
    #expect(
      try await town.list("tt:shop:mission:\(mission):events").first?.hasSuffix("all work items and watches done")
        == true)
  }

  @Test("of a stopped mission stay among the active ones, because it can be resumed; forced, they leave")
  func stopped() async throws {
    let town = try await TestTown()
    try await begin(town)
    try await town.apply(.stop(by: "ada", force: false), to: mission)
    var record = try JSONTree(#require(try await town.text("tt:shop:mission:\(mission)")))
    #expect(record["state"] == "blocked")
    #expect(record["blocked_reason"] == "Stopped by ada")
    #expect(try await town.members("tt:shop:mission:active") == [mission.text])
    try await town.apply(.stop(by: "ada", force: true), to: mission)
    record = try JSONTree(#require(try await town.text("tt:shop:mission:\(mission)")))
    #expect(record["state"] == "failed")
    #expect(try await town.members("tt:shop:mission:active").isEmpty)
    #expect(try await town.list("tt:shop:inbox:\(backend.id)").isEmpty)
    #expect(try await town.hash("tt:shop:agent:\(backend.id)")["state"] == "idle")
    #expect(try await town.hash("tt:shop:agent:\(backend.id)")["current_task"] == nil)
  }

  @Test("of notes keep what was written, by whom, and what came of it")
  func notes() async throws {
    let town = try await TestTown()
    try await begin(town)
    let note = Note(id: Play.id(9), sender: "conductor", body: "mind the\nschema", createdAt: town.now)
    try await town.apply(.note(note), to: mission)
    let control = try await town.hash("tt:shop:mission:\(mission):control")
    #expect(
      try JSONTree(#require(control[note.id.text])) == [
        "id": .text(note.id.text), "mission_id": .text(mission.text), "sender": "conductor",
        "body": "mind the\nschema", "created_at": "2026-11-20T10:00:01.123Z",
        "processed_at": "2026-11-20T10:00:01.123Z", "outcome": "the note was recorded",
      ])
    let line = try await town.list("tt:shop:mission:\(mission):events").first
    #expect(line == "[2026-11-20 10:00:01] received operator note from conductor: mind the schema")
  }

  @Test("of help are one question in the conductor's mailbox, replaced when repeated, gone with its cause")
  func help() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(issues: [7], at: town.now))
    town.pass(seconds: 1)
    let facts = Play.facts(7, title: "Implement auth endpoints", at: town.now)
    try await town.apply(.observed(.issue(facts)), to: mission)
    let foreign = #"{"id":"x","type":"informational","summary":"hi"}"#
    let conductor = "tt:shop:inbox:00000000-0000-0000-0000-000000000001"
    try await town.connection.send(["RPUSH", .text(conductor), .text(foreign), "not json"])
    let asked = try await town.store.helpRequests()
    #expect(asked.count == 1)
    #expect(asked.first?.missionID == mission)
    #expect(asked.first?.reason.contains("no living agent fits it") == true)
    #expect(asked.first?.timesSent == 1)
    let message = try JSONTree(#require(try await town.list(conductor).first))
    #expect(message["type"] == "query")
    #expect(message["from"] == "00000000-0000-0000-0000-000000000001")
    guard case .text(let question)? = message["question"] else {
      Issue.record("no question")
      return
    }
    #expect(question.hasPrefix("[Mission Help Needed] Mission \(mission)\n\n"))

    town.pass(seconds: 1800)
    try await town.apply(.tick, to: mission)
    #expect(try await town.store.helpRequests().map(\.timesSent) == [2])
    try await town.register(backend)
    try await town.apply(.agentAvailable, to: mission)
    #expect(try await town.store.helpRequests().isEmpty)
    #expect(try await town.list(conductor) == [foreign, "not json"])
  }

  private func begin(_ town: TestTown, policy: Policy = Policy()) async throws {
    try await town.register(backend)
    try await town.start(Play.mission(issues: [7], policy: policy, at: town.now))
    town.pass(seconds: 1)
    let facts = Play.facts(7, title: "Implement auth endpoints", at: town.now)
    try await town.apply(.observed(.issue(facts)), to: mission)
  }

  /// Takes the task and completes it with a pull request.
  private func submit(_ town: TestTown) async throws -> Identifier<WorkTask> {
    town.pass(seconds: 1)
    try await town.apply(.taskRequested(by: backend.id, HandOver(claim: "claim")), to: mission)
    #expect(try await town.list("tt:shop:inbox:\(backend.id)").isEmpty)
    let task = try #require(try await town.store.mission(mission)?.mission.tasks.keys.first)
    #expect(try await town.hash("tt:shop:task:\(task)")["state"] == "running")
    town.pass(seconds: 1)
    let report = WorkTask.Report(result: "Opened https://github.com/acme/shop/pull/42", proof: "tests pass")
    try await town.apply(.taskDone(task, report, by: .conductor("op")), to: mission)
    return task
  }
}
