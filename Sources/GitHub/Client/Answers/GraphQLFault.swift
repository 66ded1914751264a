/// One entry of a GraphQL answer's `errors`.
package struct GraphQLFault: Sendable, Hashable, Decodable {
  /// GitHub's name for the kind of error (`NOT_FOUND`, `FORBIDDEN`, …), if it gave one.
  package let type: String?
  /// The message, shortened. Untrusted.
  package let message: String
  /// Where in the data the value is missing: field names and indexes.
  package let path: [String]

  /// A fault.
  package init(type: String?, message: String, path: [String] = []) {
    self.type = type
    self.message = ErrorBody.shortened(message)
    self.path = path
  }

  var isRateLimit: Bool { type == "RATE_LIMITED" || type == "RATE_LIMIT" }
  var isSecondaryLimit: Bool { ErrorBody.namesSecondaryLimit(message) }

  private enum CodingKeys: CodingKey { case type, message, path }

  /// Reads an entry; only an entry that is no object fails.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      type: try? container.decodeIfPresent(String.self, forKey: .type),
      message: (try? container.decodeIfPresent(String.self, forKey: .message)) ?? "",
      path: (try? container.decodeIfPresent([Step].self, forKey: .path))?.prefix(32).map(\.text) ?? [])
  }

  private struct Step: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let index = try? container.decode(Int.self) {
        text = String(index)
      } else {
        text = ErrorBody.shortened(try container.decode(String.self))
      }
    }
  }
}
