import FoundationEssentials
import GitHubSandbox
import MissionStore
import Redis
import TestSupport

/// Tinytown's own tools, as far as they write the town's records: each file of `Tinytown/` holds the commands of one
/// step in their order, one JSON array a line, as the published layout describes them.
struct Tinytown: Sendable {
  let world: World

  /// An agent of the dump.
  struct Agent: Sendable {
    let name: String
    let id: String
  }

  static let backend = Agent(name: "backend", id: "a1b2c3d4-0000-4000-8000-0000000000aa")
  static let reviewer = Agent(name: "reviewer", id: "a1b2c3d4-0000-4000-8000-0000000000bb")
  static let designer = Agent(name: "designer", id: "a1b2c3d4-0000-4000-8000-0000000000cc")
  /// The task that the tools' own scheduler makes.
  static let strangeTask = "5c5c5c5c-0000-4000-8000-000000000005"

  /// Does a step.
  func play(_ step: String, _ places: [String: String] = [:]) async throws {
    let connection = try world.redis()
    defer { connection.close() }
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Tinytown")
    let file = try Data(contentsOf: folder.appending(path: "\(step).jsonl"))
    var places = places
    places["now"] = "2026-11-28T10:09:00.300000002+00:00"
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      let words = try JSONReader.read(Array(line.utf8)).elements.compactMap(\.stringValue)
      let filled = words.map { word in places.reduce(word) { $0.replacing("{\($1.key)}", with: $1.value) } }
      try await connection.send(filled.map { .text($0) })
    }
  }

  /// The places of a step about a task that an agent holds.
  func places(_ task: JSONValue, _ agent: Agent, result: String) -> [String: String] {
    [
      "task": task["id"].stringValue ?? "", "mission": task["mission_id"].stringValue ?? "",
      "item": task["work_item_id"].stringValue ?? "", "agent": agent.id, "name": agent.name, "result": result,
    ]
  }

  /// Waits until a mission's task is handed to an agent, and returns it.
  func assigned(_ agent: Agent, in mission: String) async throws -> JSONValue {
    try await eventually("a task for \(agent.name)") { () -> JSONValue? in
      try await world.mission(mission)["tasks"].elements.first {
        $0["assigned_to"].stringValue == agent.id && $0["state"] == "assigned"
      }
    }
  }
}
