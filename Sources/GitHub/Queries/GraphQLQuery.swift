package import MissionCore

/// A GraphQL query and its variables. The text is always one of ours; whatever comes from outside is a variable.
package struct GraphQLQuery: Hashable, Sendable, Encodable {
  /// The value of a variable.
  package enum Value: Hashable, Sendable, Encodable {
    /// A string, or the text of an ID.
    case text(String)
    /// An Int.
    case number(Int)
    /// A Boolean.
    case flag(Bool)
    /// A list of strings.
    case list([String])
    /// Null.
    case null

    /// Writes the bare value.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      case .flag(let flag): try container.encode(flag)
      case .list(let list): try container.encode(list)
      case .null: try container.encodeNil()
      }
    }
  }

  /// The document: one operation and its fragments.
  package let text: String
  /// The variables' values.
  package let variables: [String: Value]
  /// The repository that it is about: its token is used. No part of the request.
  package let repository: RepositoryName?

  /// A query. Encoding it gives the body of the request.
  package init(text: String, variables: [String: Value], about repository: RepositoryName? = nil) {
    self.text = text
    self.variables = variables
    self.repository = repository
  }

  private enum CodingKeys: String, CodingKey {
    case text = "query"
    case variables
  }
}
