import CommandLine
import Views

/// The description of the API (https://spec.openapis.org/oas/v3.1.0), made from its routes.
enum OpenAPIDocument {
  /// All of it.
  package static var json: JSONValue {
    .object([
      "openapi": "3.1.0",
      "info": .object([
        "title": "Signalbox", "version": .text(ProgramVersion.text),
        "description": "The documents that the commands print with --json.",
      ]),
      "servers": .array([.object(["url": "/api/v1"])]),
      "paths": .object(
        Dictionary(uniqueKeysWithValues: APIRoute.routes.map { (path($0), operations($0)) } + agentPaths)
          .merging(["/events": events]) { first, _ in first }),
      "components": .object([
        "securitySchemes": .object([
          "token": .object(["type": "http", "scheme": "bearer"]),
          "agent": .object([
            "type": "http", "scheme": "bearer",
            "description": "What 'signalbox agent register NAME --token' prints; it acts for that agent alone.",
          ]),
        ]),
        "schemas": .object(["Error": error]),
      ]),
      // Nothing, or the token, where one is set.
      "security": .array([.object([:]), .object(["token": .array([])])]),
    ])
  }

  private static func path(_ route: APIRoute) -> String { "/" + route.parts.joined(separator: "/") }

  private static func operations(_ route: APIRoute) -> JSONValue {
    let named = route.parts.filter { $0.hasPrefix("{") }.map {
      parameter(String($0.dropFirst().dropLast()), in: "path")
    }
    let asked = route.query.sorted { $0.key < $1.key }.map { parameter($0.key, in: "query", $0.value) }
    let words = route.parts.filter { !$0.hasPrefix("{") } + (named.isEmpty ? [] : ["one"])
    return .object([
      "get": .object([
        "operationId": .text(words.joined(separator: "-").filter { $0 != "." }), "summary": .text(route.summary),
        "parameters": .array(named + asked),
        "responses": .object([
          "200": response("The document.", schema: .object(["type": "object"])),
          "default": response("Why there is none.", schema: .object(["$ref": "#/components/schemas/Error"])),
        ]),
      ])
    ])
  }

  private static let events: JSONValue = .object([
    "get": .object([
      "operationId": "events", "summary": "What happens in the town, as server-sent events.",
      "parameters": .array([parameter("Last-Event-ID", in: "header", "the event after which it goes on")]),
      "responses": .object([
        "200": .object([
          "description": "Events until the reader goes.",
          "content": .object(["text/event-stream": .object(["schema": .object(["type": "string"])])]),
        ]),
        "default": response("Why there are none.", schema: .object(["$ref": "#/components/schemas/Error"])),
      ]),
    ])
  ])

  // MARK: - Agents elsewhere

  private static let agentPaths: [(String, JSONValue)] = [
    (
      "/agents/{name}/next",
      .object([
        "get": agentOperation(
          "agents-next", "The agent's next task with its prompt and its claim, or null.",
          [parameter("name", in: "path"), parameter("wait", in: "query", "seconds to wait for one, 25 at most")])
      ])
    ),
    (
      "/tasks/{task}/done",
      report(
        "tasks-done", "The task is done.", of: "task",
        [
          "result", "proof", "summary", "verdict", "pull_request", "no_pull_request", "discovered",
        ])
    ),
    ("/tasks/{task}/fail", report("tasks-fail", "The task cannot be done.", of: "task", ["reason"])),
    ("/tasks/{task}/heartbeat", report("tasks-heartbeat", "The task is still worked on.", of: "task", [])),
    (
      "/assertions/{assertion}",
      report("assertions-one", "A verdict of who validates.", of: "assertion", ["status", "evidence", "task"])
    ),
  ]

  private static func report(_ id: String, _ summary: String, of thing: String, _ fields: [String]) -> JSONValue {
    let types = ["no_pull_request": "boolean", "discovered": "array"]
    let properties = (["claim"] + fields).map { name -> (String, JSONValue) in
      let type = types[name] ?? "string"
      return (
        name,
        .object(type == "array" ? ["type": "array", "items": .object(["type": "string"])] : ["type": .text(type)])
      )
    }
    let schema: JSONValue = .object([
      "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
    ])
    return .object([
      "post": agentOperation(
        id, summary, [parameter(thing, in: "path")],
        ["requestBody": .object(["content": .object(["application/json": .object(["schema": schema])])])])
    ])
  }

  private static func agentOperation(
    _ id: String, _ summary: String, _ parameters: [JSONValue], _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    let own: [String: JSONValue] = [
      "operationId": .text(id), "summary": .text(summary), "parameters": .array(parameters),
      "security": .array([.object(["agent": .array([])])]),
      "responses": .object([
        "200": response("What came of it.", schema: .object(["type": "object"])),
        "default": response("Why it was not taken.", schema: .object(["$ref": "#/components/schemas/Error"])),
      ]),
    ]
    return .object(own.merging(more) { first, _ in first })
  }

  private static func parameter(_ name: String, in place: String, _ meaning: String? = nil) -> JSONValue {
    var fields: [String: JSONValue] = [
      "name": .text(name), "in": .text(place), "required": .flag(place == "path"),
      "schema": .object(["type": "string"]),
    ]
    fields["description"] = meaning.map { .text($0) }
    return .object(fields)
  }

  private static func response(_ meaning: String, schema: JSONValue) -> JSONValue {
    .object([
      "description": .text(meaning),
      "content": .object(["application/json": .object(["schema": schema])]),
    ])
  }

  private static let error: JSONValue = .object([
    "type": "object", "required": .array(["error"]),
    "properties": .object([
      "error": .object([
        "type": "object",
        "properties": .object(
          Dictionary(uniqueKeysWithValues: ["code", "message", "hint"].map { ($0, .object(["type": "string"])) })),
      ])
    ]),
  ])
}

extension JSONValue: ExpressibleByStringLiteral {
  /// A text.
  package init(stringLiteral value: String) { self = .text(value) }
}
