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
      "paths": .object(Dictionary(uniqueKeysWithValues: APIRoute.routes.map { (path($0), operations($0)) })),
      "components": .object([
        "securitySchemes": .object(["token": .object(["type": "http", "scheme": "bearer"])]),
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
