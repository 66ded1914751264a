/// A text's words, read one after the other.
struct GraphQLTokens {
  private let tokens: [GraphQLToken]
  private var position = 0
  private var depth = 0

  /// Deeper nesting is refused, so that hostile text cannot use up the stack.
  private static let maximumDepth = 64

  init(_ text: String) throws(GraphQLFault) { tokens = try GraphQLLexer.read(text) }

  var current: GraphQLToken { tokens[min(position, tokens.count - 1)] }
  var isAtEnd: Bool { current.kind == .end }

  mutating func advance() { position += 1 }

  /// Takes a mark if it comes next.
  mutating func take(_ mark: String) -> Bool {
    guard current.kind == .punctuation(mark) else { return false }
    advance()
    return true
  }

  /// Takes a word if it comes next.
  mutating func take(word: String) -> Bool {
    guard current.kind == .name(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ mark: String) throws(GraphQLFault) {
    guard take(mark) else { throw unexpected() }
  }

  mutating func name() throws(GraphQLFault) -> String {
    guard case .name(let name) = current.kind else { throw unexpected() }
    advance()
    return name
  }

  mutating func type() throws(GraphQLFault) -> GraphQLType {
    try descend()
    defer { depth -= 1 }
    let type: GraphQLType
    if take("[") {
      type = .list(try self.type())
      try expect("]")
    } else {
      type = .named(try name())
    }
    return take("!") ? .required(type) : type
  }

  mutating func value() throws(GraphQLFault) -> GraphQLDocument.Value {
    try descend()
    defer { depth -= 1 }
    let token = current
    advance()
    switch token.kind {
    case .punctuation("$"): return .variable(try name())
    case .integer(let number): return .literal(.integer(number))
    case .number(let number): return .literal(.number(number))
    case .string(let text): return .literal(.string(text))
    case .name("true"): return .literal(true)
    case .name("false"): return .literal(false)
    case .name("null"): return .literal(nil)
    case .name(let word): return .word(word)
    case .punctuation("["):
      var values: [GraphQLDocument.Value] = []
      while !take("]") { values.append(try value()) }
      return .list(values)
    case .punctuation("{"):
      var members: [(name: String, value: GraphQLDocument.Value)] = []
      while !take("}") {
        let name = try name()
        try expect(":")
        members.append((name, try value()))
      }
      return .object(members)
    case .punctuation, .end:
      position -= 1
      throw unexpected()
    }
  }

  /// Goes one level deeper; whoever does takes the level back.
  mutating func descend() throws(GraphQLFault) {
    guard depth < Self.maximumDepth else {
      throw GraphQLFault(message: "The query is nested too deeply", location: current.location)
    }
    depth += 1
  }

  mutating func ascend() { depth -= 1 }

  func unexpected() -> GraphQLFault {
    let what =
      switch current.kind {
      case .punctuation(let text), .name(let text), .string(let text): "\"\(text)\""
      case .integer(let number): "\(number)"
      case .number(let number): "\(number)"
      case .end: "end of file"
      }
    let location = current.location
    return GraphQLFault(
      message: "Parse error on \(what) at [\(location.line), \(location.column)]", location: location)
  }
}
