/// A query: its operation and its fragments.
struct GraphQLDocument {
  /// What is given for an argument.
  indirect enum Value: Equatable {
    case variable(String)
    case choice(String)
    case number
    case text
    case flag
    case object([String: Value])
    case list([Value])
  }

  struct Field {
    let name: String
    let alias: String?
    let arguments: [String: Value]
    let selections: [Selection]?
  }

  enum Selection {
    case field(Field)
    case spread(String)
    case inline(on: String, [Selection])
  }

  struct Fragment {
    let type: String
    let selections: [Selection]
  }

  private(set) var rootType = "Query"
  private(set) var variables: [String: GraphQLSchema.Reference] = [:]
  private(set) var selections: [Selection] = []
  private(set) var fragments: [String: Fragment] = [:]
  /// The variables that conditions (`@include`, `@skip`) name.
  private(set) var conditions: Set<String> = []

  init(_ text: String) throws {
    var scanner = try GraphQLScanner(text)
    while !scanner.isAtEnd {
      if scanner.skip(word: "fragment") {
        let name = try scanner.name()
        guard scanner.skip(word: "on") else { throw GraphQLSyntaxFault(description: "fragment \(name) has no type") }
        let type = try scanner.name()
        guard fragments[name] == nil else { throw GraphQLSyntaxFault(description: "fragment \(name) is there twice") }
        fragments[name] = Fragment(type: type, selections: try selectionSet(&scanner))
      } else {
        if scanner.skip(word: "mutation") { rootType = "Mutation" } else { _ = scanner.skip(word: "query") }
        if case .name = scanner.next { _ = try scanner.take() }
        if scanner.skip("(") { try readVariables(&scanner) }
        selections = try selectionSet(&scanner)
      }
    }
  }

  private mutating func readVariables(_ scanner: inout GraphQLScanner) throws {
    while !scanner.skip(")") {
      try scanner.expect("$")
      let name = try scanner.name()
      try scanner.expect(":")
      variables[name] = try GraphQLSchema.reference(&scanner)
    }
  }

  private mutating func selectionSet(_ scanner: inout GraphQLScanner) throws -> [Selection] {
    var selections: [Selection] = []
    try scanner.expect("{")
    while !scanner.skip("}") { selections.append(try selection(&scanner)) }
    return selections
  }

  private mutating func selection(_ scanner: inout GraphQLScanner) throws -> Selection {
    if scanner.skip("...") {
      if scanner.skip(word: "on") { return .inline(on: try scanner.name(), try selectionSet(&scanner)) }
      return .spread(try scanner.name())
    }
    var name = try scanner.name()
    var alias: String?
    if scanner.skip(":") {
      alias = name
      name = try scanner.name()
    }
    let arguments = scanner.skip("(") ? try values(&scanner, until: ")") : [:]
    while scanner.skip("@") {
      let directive = try scanner.name()
      guard directive == "include" || directive == "skip", scanner.skip("(") else {
        throw GraphQLSyntaxFault(description: "unknown directive \(directive)")
      }
      guard case .variable(let condition) = try values(&scanner, until: ")")["if"] else {
        throw GraphQLSyntaxFault(description: "@\(directive) has no variable")
      }
      conditions.insert(condition)
    }
    let selections = scanner.next == .mark("{") ? try selectionSet(&scanner) : nil
    return .field(Field(name: name, alias: alias, arguments: arguments, selections: selections))
  }

  private func values(_ scanner: inout GraphQLScanner, until end: String) throws -> [String: Value] {
    var values: [String: Value] = [:]
    while !scanner.skip(end) {
      let name = try scanner.name()
      try scanner.expect(":")
      values[name] = try value(&scanner)
    }
    return values
  }

  private func value(_ scanner: inout GraphQLScanner) throws -> Value {
    switch try scanner.take() {
    case .mark("$"): return .variable(try scanner.name())
    case .name("true"), .name("false"): return .flag
    case .name(let name): return .choice(name)
    case .number: return .number
    case .text: return .text
    case .mark("{"): return .object(try values(&scanner, until: "}"))
    case .mark("["):
      var list: [Value] = []
      while !scanner.skip("]") { list.append(try value(&scanner)) }
      return .list(list)
    case .mark(let mark): throw GraphQLSyntaxFault(description: "a value was expected, not \(mark)")
    }
  }
}
