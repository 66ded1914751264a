import GitHub
import GitHubSandbox
import MissionStore
import Testing

@testable import Redis

/// The published records, as another tool reads and writes them: with plain Redis commands.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RecordTests {
  @Test("a mission's records have the published names, types and spellings")
  func records() async throws {
    try await World.run { world in
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 3600)
      let id = tutorial.mission
      #expect(try await world.command("SMEMBERS", "tt:default:mission:active").strings() == [id])
      try await tutorial.play()
      try await tutorial.expectCompleted()
      #expect(try await world.command("SMEMBERS", "tt:default:mission:active").strings() == [])

      let types = [
        ("mission:\(id)", "string"), ("mission:\(id):work", "hash"), ("mission:\(id):watch", "hash"),
        ("mission:\(id):events", "list"), ("events", "stream"), ("events:mission:\(id)", "stream"),
      ]
      for (name, type) in types {
        #expect(try await world.command("TYPE", "tt:default:\(name)").text == type, "\(name)")
      }
      let mission = try await Self.document(world.command("GET", "tt:default:mission:\(id)"))
      #expect(mission["id"].stringValue == id)
      #expect(mission["state"] == "completed")
      let objective = mission["objective_refs"][0]
      #expect(objective["type"] == "issue" && objective["owner"] == "acme" && objective["repo"] == "shop")
      #expect(objective["number"] == 1)
      #expect(mission["policy"]["max_parallel_items"] == 2)
      #expect(mission["policy"]["reviewer_required"] == true)
      #expect(mission["policy"]["watch_interval_secs"] == 3600)
      for name in ["next_wake_at", "blocked_reason", "dispatcher_last_tick_at"] { #expect(mission.has(name)) }
      #expect(mission["created_at"].stringValue?.hasSuffix("Z") == true)

      let items = try await Self.hash(world, "tt:default:mission:\(id):work")
      #expect(Set(items.values.compactMap { $0["kind"].stringValue }) == ["design", "implement", "test"])
      for (field, item) in items {
        #expect(item["id"].stringValue == field)
        #expect(item["mission_id"].stringValue == id)
        #expect(item["status"] == "done")
        for name in ["depends_on", "owner_role", "assigned_to", "artifact_refs", "reviewer_approved", "source_ref"] {
          #expect(item.has(name), "\(name)")
        }
      }
      #expect(Set(items.values.compactMap { $0["source_ref"].stringValue }).contains("acme/shop#2/#2"))

      let watches = try await Self.hash(world, "tt:default:mission:\(id):watch")
      #expect(watches.count == 8)
      #expect(
        Set(watches.values.compactMap { $0["kind"].stringValue })
          == ["pr_checks", "bugbot_comments", "review_comments", "mergeability"])
      for watch in watches.values {
        #expect(watch["status"] == "done")
        #expect(watch["target_ref"].stringValue?.contains("/pull/") == true)
        let trigger: JSONValue = watch["kind"] == "mergeability" ? "advance_pipeline" : "create_fix_task"
        #expect(watch["on_trigger"] == trigger)
      }

      let line = try #require(
        try await world.command("LINDEX", "tt:default:mission:\(id):events", "0").text)
      #expect(line.wholeMatch(of: /\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] .+/) != nil)
      let event = try #require(try await world.entries(of: "tt:default:events:mission:\(id)").last)
      #expect(event["event_type"] == "mission_event")
      #expect(try JSONReader.read(Array((event["data"] ?? "").utf8))["mission_id"].stringValue == id)
      try await expectFlatHashes(world)
    }
  }

  private func expectFlatHashes(_ world: World) async throws {
    let keys = try await world.command("KEYS", "tt:default:*").strings() ?? []
    let agents = keys.filter { $0.hasPrefix("tt:default:agent:") }
    let tasks = keys.filter { $0.hasPrefix("tt:default:task:") }
    #expect(agents.count == 4)
    #expect(tasks.count == 6)
    for key in agents + tasks { #expect(try await world.command("TYPE", key).text == "hash") }
    for key in agents {
      let fields = try await Self.fields(world, key)
      #expect(fields["id"].map { key.hasSuffix($0) } == true)
      #expect(fields["state"] == "idle")
      for name in ["name", "agent_type", "created_at", "last_heartbeat", "tasks_completed", "rounds_completed"] {
        #expect(fields[name] != nil, "\(name)")
      }
      #expect(fields["created_at"]?.hasSuffix("+00:00") == true)
    }
    for key in tasks {
      let fields = try await Self.fields(world, key)
      #expect(fields["state"] == "completed")
      let tags = try JSONReader.read(Array((fields["tags"] ?? "").utf8)).elements.compactMap(\.stringValue)
      #expect(tags.contains { $0.hasPrefix("mission:") } && tags.contains { $0.hasPrefix("work-item:") })
      #expect(fields["created_at"]?.hasSuffix("+00:00") == true)
    }
    // What has no place in the layout is elsewhere.
    let known = ["mission:", "agent:", "task:", "inbox:", "events"]
    #expect(keys.allSatisfy { key in known.contains { key.hasPrefix("tt:default:\($0)") } })
  }

  @Test("records that another tool broke are named by readyz and never overwritten, and the rest goes on")
  func brokenRecords() async throws {
    try await World.run { world in
      try await world.openIssue("Implement one")
      try await world.openIssue("Implement two")
      let broken = try await world.startMission(["-i", "1"])
      let healthy = try await world.startMission(["-i", "2", "--no-reviewer"])
      try await world.settle()
      let work = "tt:default:mission:\(broken):work"
      let item = try #require(try await world.command("HKEYS", work).strings()?.first)
      let sound = try #require(try await world.command("HGET", work, item).text)
      let stranger = "6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506"
      try await world.command("HSET", work, item, "half a reco")
      try await world.command("SET", "tt:default:mission:\(stranger)", "garbage")
      try await world.command("SADD", "tt:default:mission:active", stranger, "no-identity")

      let ready = try await world.ask("/readyz")
      #expect(ready.status == 200)
      for name in ["\(work) \(item)", "tt:default:mission:\(stranger)", "tt:default:mission:active no-identity"] {
        #expect(ready.text.contains(name), "\(name) is not in \(ready.text)")
      }

      // Whatever would change the broken record is refused; it stays as it was found.
      try await world.register("backend")
      let refused = try await world.run("mission", "note", broken, "skip #1", "--json")
      #expect(refused.code == 65)
      #expect(refused.error["message"].stringValue?.contains("\(work) \(item)") == true)
      try await world.settle()
      #expect(try await world.command("HGET", work, item).text == "half a reco")
      #expect(try await world.command("GET", "tt:default:mission:\(stranger)").text == "garbage")

      // The other mission is carried to its end, and the list shows what cannot be read.
      let task = try await world.take("backend")
      try await world.tell("task", "done", task.id, "--no-pull-request", "--result", "done")
      try await world.mission(healthy, until: "completed") { $0["mission"]["state"] == "completed" }
      let list = try await world.tell("mission", "list")
      #expect(list["unreadable"].elements.count >= 2)
      #expect(try await world.ask("/readyz").status == 200)

      // What was mended or taken away is no fault any more, for nobody.
      try await world.command("HSET", work, item, sound)
      try await world.command("DEL", "tt:default:mission:\(stranger)")
      try await world.command("SREM", "tt:default:mission:active", stranger, "no-identity")
      #expect(try await world.ask("/readyz").text.contains("all readable"))
      let doctor = try await world.run("doctor", "--json").json
      #expect(doctor["findings"].elements.contains { $0["subject"] == "records" && $0["level"] == "ok" })
    }
  }

  private static func document(_ reply: RedisReply) throws -> JSONValue {
    try JSONReader.read(try #require(reply.bytes))
  }

  private static func fields(_ world: World, _ key: String) async throws -> [String: String] {
    let words = try await world.command("HGETALL", key).strings() ?? []
    return stride(from: 0, to: words.count - 1, by: 2).reduce(into: [:]) { $0[words[$1]] = words[$1 + 1] }
  }

  private static func hash(_ world: World, _ key: String) async throws -> [String: JSONValue] {
    try await fields(world, key).mapValues { try JSONReader.read(Array($0.utf8)) }
  }
}
