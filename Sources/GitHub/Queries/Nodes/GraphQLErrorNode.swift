/// One entry of an answer's `errors`.
struct GraphQLErrorNode: Decodable {
  let type: String?
  let message: String?
  /// Where in `data` it happened; nil when it is about the whole.
  let path: [String]?
  /// The part of our queries that GitHub says it does not have; nil for every other error.
  let unknownPart: QueryPart?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = try? container.decodeIfPresent(String.self, forKey: .type)
    message = try? container.decodeIfPresent(String.self, forKey: .message)
    path = (try? container.decodeIfPresent([Step].self, forKey: .path))?.map(\.text)
    unknownPart = (try? container.decodeIfPresent(Extensions.self, forKey: .extensions))?.unknownPart
  }

  /// The message for people, one capped line.
  var reason: String {
    let text = message ?? type ?? "an error without a message"
    return "GitHub says: " + text.split(whereSeparator: \.isNewline).joined(separator: " ").capped(at: 200)
  }

  /// Whether less might succeed. GitHub's own time-outs come without a type ("Something went wrong while executing your
  /// query"); the others as of 2026-11.
  var isTooHeavy: Bool {
    switch type {
    case nil, "TIMEOUT", "SERVICE_UNAVAILABLE", "INTERNAL": path == nil
    case "RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED": true
    default: false
    }
  }

  /// A field's name or a list's index.
  private struct Step: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try (try? container.decode(String.self)) ?? String(container.decode(Int.self))
    }
  }

  /// What a refused query says beyond its message.
  private struct Extensions: Decodable {
    let code: String?
    let typeName: String?
    let fieldName: String?

    var unknownPart: QueryPart? {
      guard let typeName, code == "undefinedField" || code == "undefinedType" else { return nil }
      return QueryPart(type: typeName, field: fieldName)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case type, message, path, extensions
  }
}
