import CommandLine
import MissionCore
import MissionStore
import Views

/// One path of the API: what it is called, what may be asked, and what answers. The routing and the description of the
/// API are both made of these.
struct APIRoute: Sendable {
  /// Its parts; one in braces stands for anything.
  let parts: [String]
  /// What it answers, in one line.
  let summary: String
  /// The fields of a query that mean something, with their meanings.
  let query: [String: String]
  /// Reads the town; `arguments` are what stands for the parts in braces.
  let answer: @Sendable (TownView, _ arguments: [String], _ query: [String: String]) async throws -> any Encodable

  private init(
    _ path: String, _ summary: String, query: [String: String] = [:],
    _ answer: @escaping @Sendable (TownView, [String], [String: String]) async throws -> any Encodable
  ) {
    parts = path.split(separator: "/").map(String.init)
    self.summary = summary
    self.query = query
    self.answer = answer
  }

  /// What stands for the parts in braces where this is the route of a path; nil where it is not.
  func arguments(of path: [String]) -> [String]? {
    guard path.count == parts.count else { return nil }
    var arguments: [String] = []
    for (part, given) in zip(parts, path) {
      if part.hasPrefix("{") { arguments.append(given) } else if part != given { return nil }
    }
    return arguments
  }

  private static let all = ["all": "`true` also lists what is over"]

  /// Every path below `/api/v1/`.
  static let routes: [APIRoute] = [
    APIRoute(
      "missions", "The active missions with all that is in them; with `all`, the newest of all missions.", query: all
    ) { view, _, query in try await view.missions(all: query["all"] == "true") },
    APIRoute("missions/{mission}", "Everything about one mission.") { view, arguments, _ in
      try await view.document(of: view.mission(arguments[0]))
    },
    APIRoute("missions/{mission}/why", "For each item the reason it stands where it stands.") { view, arguments, _ in
      try await view.reasons(of: view.mission(arguments[0]).mission)
    },
    APIRoute("missions/{mission}/log", "A mission's activity, newest first.") { view, arguments, _ in
      try await view.log(of: view.mission(arguments[0]).mission.id)
    },
    APIRoute("status", "What runs, what needs a person, what is stuck, what moves.") { view, _, _ in
      try await view.status(redis: RedisServerFacts(view.store), at: Timestamp.now())
    },
    APIRoute("agents", "All agents.") { view, _, _ in try await view.agents() },
    APIRoute("tasks", "The open tasks, newest first.", query: all) { view, _, query in
      try await view.tasks(all: query["all"] == "true")
    },
    APIRoute("tasks/{task}", "One task.") { view, arguments, _ in
      try await view.taskDocument(of: view.task(arguments[0]))
    },
    APIRoute("help-requests", "What waits for a person.") { view, _, _ in try await view.helpRequests() },
    APIRoute("inbox/{name}", "A mailbox as it stands.") { view, arguments, _ in try await view.inbox(arguments[0]) },
    APIRoute(
      "deliveries", "The newest deliveries, and every signal that could not be handled.",
      query: [
        "limit": "how many at most, dead ones not counted", "page": "which page of them",
        "state": "only pending, processed, ignored or dead ones", "event": "only those of an event",
        "mission": "only those handed to a mission",
      ]
    ) { view, _, query in
      func number(_ name: String) throws(CommandFailure) -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), (1...10_000).contains(number) else {
          throw CommandFailure(.usage, "\(name) is no number from 1 to 10000", hint: "write for example \(name)=1")
        }
        return number
      }
      var filter = DeliveryFilter(event: query["event"])
      if let text = query["state"] {
        guard let state = DeliveryOutcome.Status(rawValue: text) else {
          throw CommandFailure(
            .usage, "\(text.quotedForPeople) is no state of a delivery", hint: "pending, processed, ignored or dead")
        }
        filter.state = state
      }
      if let mission = query["mission"] { filter.mission = try await view.mission(mission).mission.id }
      return try await view.deliveries(limit: number("limit") ?? 100, page: number("page") ?? 1, filter: filter)
    },
    APIRoute("deliveries/{guid}", "What came of one delivery.") { view, arguments, _ in
      DeliveryShownDocument(delivery: try await view.delivery(arguments[0]))
    },
    APIRoute("openapi.json", "This description.") { _, _, _ in OpenAPIDocument.json },
  ]
}
