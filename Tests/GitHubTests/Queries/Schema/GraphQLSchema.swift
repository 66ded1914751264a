/// The types of a GraphQL schema, as far as a query can be checked against them.
struct GraphQLSchema {
  /// A type as it is written at a field or an argument.
  indirect enum Reference: Equatable, CustomStringConvertible {
    case named(String)
    case list(Reference)
    case required(Reference)

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

    /// Whether a variable of this type may stand where `place` is demanded.
    func fits(_ place: Reference) -> Bool {
      switch (self, place) {
      case (.required(let own), .required(let inner)): own.fits(inner)
      case (_, .required): false
      case (.required(let own), _): own.fits(place)
      case (.list(let own), .list(let inner)): own.fits(inner)
      default: self == place
      }
    }
  }

  struct Argument {
    let type: Reference
    let hasDefault: Bool
  }

  struct Field {
    let type: Reference
    let arguments: [String: Argument]
  }

  enum Kind {
    case composite(fields: [String: Field])
    case union
    case choice(values: Set<String>)
    case scalar
    case input(fields: [String: Argument])
  }

  private(set) var kinds: [String: Kind] = [
    "String": .scalar, "Int": .scalar, "Boolean": .scalar, "ID": .scalar, "Float": .scalar,
  ]
  /// The object types that a type may turn out to be.
  private(set) var possible: [String: Set<String>] = [:]

  /// Reads the definitions of a schema.
  init(_ text: String) throws {
    var scanner = try GraphQLScanner(text)
    while true {
      scanner.skipDescription()
      guard !scanner.isAtEnd else { return }
      try define(&scanner)
    }
  }

  private mutating func define(_ scanner: inout GraphQLScanner) throws {
    let keyword = try scanner.name()
    switch keyword {
    case "schema": try Self.skipBlock(&scanner)
    case "directive":
      while scanner.next != .name("on"), !scanner.isAtEnd {
        if scanner.skip("(") { _ = try Self.arguments(&scanner, until: ")") } else { _ = try scanner.take() }
      }
      _ = try scanner.take()
      repeat { _ = try scanner.name() } while scanner.skip("|")
    case "type", "interface", "input", "enum", "union", "scalar":
      let name = try scanner.name()
      if scanner.skip(word: "implements") {
        repeat {
          _ = scanner.skip("&")
          possible[try scanner.name(), default: []].insert(name)
        } while scanner.next == .mark("&")
      }
      try Self.skipDirectives(&scanner)
      if keyword == "type" { possible[name, default: []].insert(name) }
      kinds[name] = try kind(keyword, name: name, &scanner)
    default: throw GraphQLSyntaxFault(description: "unknown definition \(keyword)")
    }
  }

  private mutating func kind(_ keyword: String, name: String, _ scanner: inout GraphQLScanner) throws -> Kind {
    switch keyword {
    case "type", "interface": return .composite(fields: try Self.fields(&scanner))
    case "enum": return .choice(values: try Self.values(&scanner))
    case "input":
      try scanner.expect("{")
      return .input(fields: try Self.arguments(&scanner, until: "}"))
    case "union":
      try scanner.expect("=")
      repeat {
        _ = scanner.skip("|")
        possible[name, default: []].insert(try scanner.name())
      } while scanner.next == .mark("|")
      return .union
    default: return .scalar
    }
  }

  private static func fields(_ scanner: inout GraphQLScanner) throws -> [String: Field] {
    var fields: [String: Field] = [:]
    try scanner.expect("{")
    while true {
      scanner.skipDescription()
      if scanner.skip("}") { return fields }
      let name = try scanner.name()
      let arguments = scanner.skip("(") ? try Self.arguments(&scanner, until: ")") : [:]
      try scanner.expect(":")
      fields[name] = Field(type: try reference(&scanner), arguments: arguments)
      try skipDirectives(&scanner)
    }
  }

  /// What may be given: a field's arguments, or an input object's fields.
  private static func arguments(
    _ scanner: inout GraphQLScanner, until end: String
  ) throws -> [String: Argument] {
    var arguments: [String: Argument] = [:]
    while true {
      scanner.skipDescription()
      if scanner.skip(end) { return arguments }
      let name = try scanner.name()
      try scanner.expect(":")
      let type = try reference(&scanner)
      let hasDefault = scanner.skip("=")
      if hasDefault { try skipValue(&scanner) }
      try skipDirectives(&scanner)
      arguments[name] = Argument(type: type, hasDefault: hasDefault)
    }
  }

  private static func values(_ scanner: inout GraphQLScanner) throws -> Set<String> {
    var values: Set<String> = []
    try scanner.expect("{")
    while true {
      scanner.skipDescription()
      if scanner.skip("}") { return values }
      values.insert(try scanner.name())
      try skipDirectives(&scanner)
    }
  }

  /// Reads a type as it is written at a field, an argument or a variable.
  static func reference(_ scanner: inout GraphQLScanner) throws -> Reference {
    var reference: Reference
    if scanner.skip("[") {
      reference = .list(try Self.reference(&scanner))
      try scanner.expect("]")
    } else {
      reference = .named(try scanner.name())
    }
    if scanner.skip("!") { reference = .required(reference) }
    return reference
  }

  private static func skipDirectives(_ scanner: inout GraphQLScanner) throws {
    while scanner.skip("@") {
      _ = try scanner.name()
      guard scanner.skip("(") else { continue }
      while !scanner.skip(")") { _ = try scanner.take() }
    }
  }

  private static func skipValue(_ scanner: inout GraphQLScanner) throws {
    guard scanner.next == .mark("{") || scanner.next == .mark("[") else {
      _ = try scanner.take()
      return
    }
    try skipBlock(&scanner)
  }

  /// Skips everything up to the bracket that closes the next one.
  private static func skipBlock(_ scanner: inout GraphQLScanner) throws {
    var depth = 0
    repeat {
      switch try scanner.take() {
      case .mark("{"), .mark("["): depth += 1
      case .mark("}"), .mark("]"): depth -= 1
      default: break
      }
    } while depth > 0
  }
}
