/// A word of a GraphQL text, and where it stands.
struct GraphQLToken: Equatable {
  enum Kind: Equatable {
    case punctuation(String)
    case name(String)
    case integer(Int)
    case number(Double)
    case string(String)
    case end
  }

  var kind: Kind
  var location: GraphQLLocation
}

/// A place in a text: line and column from 1.
struct GraphQLLocation: Equatable {
  var line: Int
  var column: Int

  var shape: JSONValue { ["line": .integer(line), "column": .integer(column)] }
}
