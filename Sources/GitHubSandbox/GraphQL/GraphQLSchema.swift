/// Which types there are, and what can be asked of them.
struct GraphQLSchema: Sendable {
  /// A field: what it takes and what it gives.
  struct Field: Sendable {
    var type: GraphQLType
    var arguments: [String: GraphQLType]
  }

  /// An object, an interface or an input.
  struct Composite: Sendable {
    enum Kind: Sendable {
      case object
      case interface
      case input
    }

    var kind: Kind
    var interfaces: Set<String>
    var fields: [String: Field]
  }

  private(set) var composites: [String: Composite] = [:]
  private(set) var unions: [String: [String]] = [:]
  private(set) var enums: [String: [String]] = [:]

  /// The schema without these fields, each given as `Type.field`.
  func without(_ fields: [String]) -> GraphQLSchema {
    var schema = self
    for name in fields {
      let words = name.split(separator: ".", maxSplits: 1).map(String.init)
      if words.count == 2 { schema.composites[words[0]]?.fields[words[1]] = nil }
    }
    return schema
  }

  /// Whether something can be asked of a type's values.
  func isComposite(_ type: String) -> Bool {
    unions[type] != nil || composites[type].map { $0.kind != .input } ?? false
  }

  /// Whether a value of an object type is also one of another type: itself, an interface of its, a union it is in.
  func isType(_ object: String, _ type: String) -> Bool {
    object == type || composites[object]?.interfaces.contains(type) == true
      || unions[type]?.contains(object) == true
  }
}

extension GraphQLSchema {
  /// Reads a schema from its text; descriptions, directives and default values are skipped.
  init(_ text: String) throws(GraphQLFault) {
    self.init()
    var tokens = try GraphQLTokens(text)
    while !tokens.isAtEnd {
      Self.skipDescription(&tokens)
      switch try tokens.name() {
      case "type": try composite(.object, &tokens)
      case "interface": try composite(.interface, &tokens)
      case "input": try composite(.input, &tokens)
      case "union":
        let name = try tokens.name()
        try Self.skipDirectives(&tokens)
        try tokens.expect("=")
        _ = tokens.take("|")
        var members = [try tokens.name()]
        while tokens.take("|") { members.append(try tokens.name()) }
        unions[name] = members
      case "enum":
        let name = try tokens.name()
        try Self.skipDirectives(&tokens)
        enums[name] = try Self.words(&tokens)
      case "scalar":
        _ = try tokens.name()
        try Self.skipDirectives(&tokens)
      case "directive": try Self.skipDirectiveDefinition(&tokens)
      case "schema": _ = try Self.fields(&tokens)
      default: throw tokens.unexpected()
      }
    }
  }

  private mutating func composite(_ kind: Composite.Kind, _ tokens: inout GraphQLTokens) throws(GraphQLFault) {
    let name = try tokens.name()
    var interfaces: Set<String> = []
    if tokens.take(word: "implements") {
      _ = tokens.take("&")
      interfaces.insert(try tokens.name())
      while tokens.take("&") { interfaces.insert(try tokens.name()) }
    }
    try Self.skipDirectives(&tokens)
    composites[name] = Composite(kind: kind, interfaces: interfaces, fields: try Self.fields(&tokens))
  }

  private static func fields(_ tokens: inout GraphQLTokens) throws(GraphQLFault) -> [String: Field] {
    try tokens.expect("{")
    var fields: [String: Field] = [:]
    while !tokens.take("}") {
      skipDescription(&tokens)
      let name = try tokens.name()
      var arguments: [String: GraphQLType] = [:]
      if tokens.take("(") {
        while !tokens.take(")") {
          skipDescription(&tokens)
          let argument = try tokens.name()
          try tokens.expect(":")
          arguments[argument] = try tokens.type()
          if tokens.take("=") { _ = try tokens.value() }
          try skipDirectives(&tokens)
        }
      }
      try tokens.expect(":")
      fields[name] = Field(type: try tokens.type(), arguments: arguments)
      if tokens.take("=") { _ = try tokens.value() }
      try skipDirectives(&tokens)
    }
    return fields
  }

  private static func words(_ tokens: inout GraphQLTokens) throws(GraphQLFault) -> [String] {
    try tokens.expect("{")
    var words: [String] = []
    while !tokens.take("}") {
      skipDescription(&tokens)
      words.append(try tokens.name())
      try skipDirectives(&tokens)
    }
    return words
  }

  private static func skipDescription(_ tokens: inout GraphQLTokens) {
    if case .string = tokens.current.kind { tokens.advance() }
  }

  private static func skipDirectives(_ tokens: inout GraphQLTokens) throws(GraphQLFault) {
    while tokens.take("@") {
      _ = try tokens.name()
      guard tokens.take("(") else { continue }
      while !tokens.take(")") {
        _ = try tokens.name()
        try tokens.expect(":")
        _ = try tokens.value()
      }
    }
  }

  private static func skipDirectiveDefinition(_ tokens: inout GraphQLTokens) throws(GraphQLFault) {
    try tokens.expect("@")
    _ = try tokens.name()
    if tokens.take("(") {
      while !tokens.take(")") {
        skipDescription(&tokens)
        _ = try tokens.name()
        try tokens.expect(":")
        _ = try tokens.type()
        if tokens.take("=") { _ = try tokens.value() }
      }
    }
    _ = tokens.take(word: "repeatable")
    guard tokens.take(word: "on") else { throw tokens.unexpected() }
    _ = tokens.take("|")
    _ = try tokens.name()
    while tokens.take("|") { _ = try tokens.name() }
  }
}
