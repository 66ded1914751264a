/// A question: operations and fragments.
struct GraphQLDocument {
  /// One query or mutation.
  struct Operation {
    enum Kind: String {
      case query
      case mutation
    }

    var kind: Kind
    var name: String?
    var variables: [Variable]
    var selections: [Selection]
    var location: GraphQLLocation
  }

  struct Variable {
    var name: String
    var type: GraphQLType
    var defaultValue: Value?
  }

  struct Fragment {
    var name: String
    var type: String
    var selections: [Selection]
    var location: GraphQLLocation
  }

  /// What is asked of an object.
  indirect enum Selection {
    case field(Field)
    case spread(fragment: String, [Directive], GraphQLLocation)
    case inline(type: String?, [Directive], [Selection], GraphQLLocation)
  }

  struct Field {
    var alias: String?
    var name: String
    var arguments: [Argument]
    var directives: [Directive]
    var selections: [Selection]
    var location: GraphQLLocation

    /// The name the answer has.
    var key: String { alias ?? name }
  }

  struct Argument {
    var name: String
    var value: Value
    var location: GraphQLLocation
  }

  struct Directive {
    var name: String
    var arguments: [Argument]
    var location: GraphQLLocation
  }

  indirect enum Value {
    case variable(String)
    case literal(JSONValue)
    /// A word without quotes.
    case word(String)
    case list([Value])
    case object([(name: String, value: Value)])
  }

  var operations: [Operation] = []
  var fragments: [String: Fragment] = [:]
}

/// A type as questions and schemas write it.
indirect enum GraphQLType: Equatable, Sendable, CustomStringConvertible {
  case named(String)
  case list(GraphQLType)
  case required(GraphQLType)

  /// The type without lists and exclamation marks.
  var name: String {
    switch self {
    case .named(let name): name
    case .list(let inner), .required(let inner): inner.name
    }
  }

  var description: String {
    switch self {
    case .named(let name): name
    case .list(let inner): "[\(inner)]"
    case .required(let inner): "\(inner)!"
    }
  }
}
