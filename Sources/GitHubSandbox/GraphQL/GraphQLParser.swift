/// Reads a question.
struct GraphQLParser {
  private var tokens: GraphQLTokens

  /// The operations and fragments of a text.
  static func parse(_ text: String) throws(GraphQLFault) -> GraphQLDocument {
    var parser = GraphQLParser(tokens: try GraphQLTokens(text))
    var document = GraphQLDocument()
    while !parser.tokens.isAtEnd {
      if parser.tokens.current.kind == .name("fragment") {
        let fragment = try parser.fragment()
        document.fragments[fragment.name] = fragment
      } else {
        document.operations.append(try parser.operation())
      }
    }
    guard !document.operations.isEmpty else {
      throw GraphQLFault(message: "A query attribute must be specified and must be a string.")
    }
    return document
  }

  private mutating func operation() throws(GraphQLFault) -> GraphQLDocument.Operation {
    let location = tokens.current.location
    guard tokens.current.kind != .punctuation("{") else {
      return .init(kind: .query, name: nil, variables: [], selections: try selections(), location: location)
    }
    guard case .name(let word) = tokens.current.kind, let kind = GraphQLDocument.Operation.Kind(rawValue: word) else {
      throw tokens.unexpected()
    }
    tokens.advance()
    var name: String?
    if case .name(let given) = tokens.current.kind {
      name = given
      tokens.advance()
    }
    var variables: [GraphQLDocument.Variable] = []
    if tokens.take("(") {
      while !tokens.take(")") { variables.append(try variable()) }
    }
    _ = try directives()
    return .init(kind: kind, name: name, variables: variables, selections: try selections(), location: location)
  }

  private mutating func variable() throws(GraphQLFault) -> GraphQLDocument.Variable {
    try tokens.expect("$")
    let name = try tokens.name()
    try tokens.expect(":")
    let type = try tokens.type()
    return .init(name: name, type: type, defaultValue: tokens.take("=") ? try tokens.value() : nil)
  }

  private mutating func fragment() throws(GraphQLFault) -> GraphQLDocument.Fragment {
    let location = tokens.current.location
    tokens.advance()
    let name = try tokens.name()
    guard tokens.take(word: "on") else { throw tokens.unexpected() }
    let type = try tokens.name()
    _ = try directives()
    return .init(name: name, type: type, selections: try selections(), location: location)
  }

  private mutating func selections() throws(GraphQLFault) -> [GraphQLDocument.Selection] {
    try tokens.descend()
    try tokens.expect("{")
    var selections: [GraphQLDocument.Selection] = []
    while !tokens.take("}") { selections.append(try selection()) }
    tokens.ascend()
    return selections
  }

  private mutating func selection() throws(GraphQLFault) -> GraphQLDocument.Selection {
    let location = tokens.current.location
    guard tokens.take("...") else { return .field(try field()) }
    if tokens.take(word: "on") {
      let type = try tokens.name()
      return .inline(type: type, try directives(), try selections(), location)
    }
    if case .name(let name) = tokens.current.kind {
      tokens.advance()
      return .spread(fragment: name, try directives(), location)
    }
    return .inline(type: nil, try directives(), try selections(), location)
  }

  private mutating func field() throws(GraphQLFault) -> GraphQLDocument.Field {
    let location = tokens.current.location
    var name = try tokens.name()
    var alias: String?
    if tokens.take(":") {
      alias = name
      name = try tokens.name()
    }
    let arguments = try arguments()
    let directives = try directives()
    let selections = tokens.current.kind == .punctuation("{") ? try selections() : []
    return .init(
      alias: alias, name: name, arguments: arguments, directives: directives, selections: selections,
      location: location)
  }

  private mutating func arguments() throws(GraphQLFault) -> [GraphQLDocument.Argument] {
    guard tokens.take("(") else { return [] }
    var arguments: [GraphQLDocument.Argument] = []
    while !tokens.take(")") {
      let location = tokens.current.location
      let name = try tokens.name()
      try tokens.expect(":")
      arguments.append(.init(name: name, value: try tokens.value(), location: location))
    }
    return arguments
  }

  private mutating func directives() throws(GraphQLFault) -> [GraphQLDocument.Directive] {
    var directives: [GraphQLDocument.Directive] = []
    while tokens.current.kind == .punctuation("@") {
      let location = tokens.current.location
      tokens.advance()
      let name = try tokens.name()
      directives.append(.init(name: name, arguments: try arguments(), location: location))
    }
    return directives
  }
}
