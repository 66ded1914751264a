/// Cuts a GraphQL text (a question or a schema) into words, by the June 2018 specification, section 2.1.
struct GraphQLLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// All words, and the end.
  static func read(_ text: String) throws(GraphQLFault) -> [GraphQLToken] {
    var lexer = GraphQLLexer(text)
    var tokens: [GraphQLToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private var location: GraphQLLocation { GraphQLLocation(line: line, column: position - lineStart + 1) }

  private mutating func next() throws(GraphQLFault) -> GraphQLToken {
    skipIgnored()
    let location = location
    guard position < bytes.count else { return GraphQLToken(kind: .end, location: location) }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "."):
      guard bytes[position...].starts(with: "...".utf8) else { throw unexpected() }
      position += 3
      return GraphQLToken(kind: .punctuation("..."), location: location)
    case UInt8(ascii: "\""): return GraphQLToken(kind: .string(try string()), location: location)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return GraphQLToken(kind: try number(), location: location)
    case _ where Self.isNameByte(byte):
      let start = position
      while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
      return GraphQLToken(
        kind: .name(String(decoding: bytes[start..<position], as: UTF8.self)), location: location)
    case _ where "!$&()*:=@[]{}|".utf8.contains(byte):
      position += 1
      return GraphQLToken(kind: .punctuation(String(UnicodeScalar(byte))), location: location)
    default: throw unexpected()
    }
  }

  private mutating func skipIgnored() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","): position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      case 0xEF where bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]): position += 3
      default: return
      }
    }
  }

  private mutating func string() throws(GraphQLFault) -> String {
    if bytes[position...].starts(with: "\"\"\"".utf8) { return try blockString() }
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] != 0x0A else { throw unexpected() }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw unexpected() }
    position += 1
    // The escapes are JSON's.
    guard case .string(let text)? = try? JSONReader.read(Array(bytes[start..<position])) else { throw unexpected() }
    return text
  }

  private mutating func blockString() throws(GraphQLFault) -> String {
    position += 3
    let start = position
    while position < bytes.count {
      if bytes[position...].starts(with: "\"\"\"".utf8), bytes[position - 1] != UInt8(ascii: "\\") {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 3
        return text
      }
      if bytes[position] == 0x0A {
        line += 1
        lineStart = position + 1
      }
      position += 1
    }
    throw unexpected()
  }

  private mutating func number() throws(GraphQLFault) -> GraphQLToken.Kind {
    let start = position
    while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int(text) { return .integer(whole) }
    guard let value = Double(text) else { throw unexpected() }
    return .number(value)
  }

  private func unexpected() -> GraphQLFault {
    let what = position < bytes.count ? String(UnicodeScalar(bytes[position])) : "end of file"
    return GraphQLFault(
      message: "Parse error on \(what) (error) at [\(location.line), \(location.column)]", location: location)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
