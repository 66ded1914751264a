/// A token of GraphQL, of a schema or of a query: they are written alike.
enum GraphQLToken: Equatable {
  case name(String)
  /// One of `! $ & ( ) ... : = @ [ ] { | }`.
  case mark(String)
  case number(String)
  case text
}

/// A fault in a document, with a sentence that says which.
struct GraphQLSyntaxFault: Error, CustomStringConvertible {
  let description: String
}

/// Cuts GraphQL into tokens and hands them out one by one (https://spec.graphql.org/October2021/#sec-Language).
struct GraphQLScanner {
  private let tokens: [GraphQLToken]
  private var index = 0

  init(_ text: String) throws { tokens = try Self.tokens(in: Array(text.utf8)) }

  var isAtEnd: Bool { index >= tokens.count }

  var next: GraphQLToken? { isAtEnd ? nil : tokens[index] }

  mutating func take() throws -> GraphQLToken {
    guard let token = next else { throw GraphQLSyntaxFault(description: "the document ends too early") }
    index += 1
    return token
  }

  /// Takes this mark if it is next.
  mutating func skip(_ mark: String) -> Bool {
    guard next == .mark(mark) else { return false }
    index += 1
    return true
  }

  /// Takes this word if it is next.
  mutating func skip(word: String) -> Bool {
    guard next == .name(word) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ mark: String) throws {
    guard skip(mark) else {
      throw GraphQLSyntaxFault(description: "\(mark) expected, not \(next.map { "\($0)" } ?? "the end")")
    }
  }

  mutating func name() throws -> String {
    guard case .name(let name) = try take() else { throw GraphQLSyntaxFault(description: "a name was expected") }
    return name
  }

  /// Takes the descriptions that may stand before everything in a schema.
  mutating func skipDescription() { while next == .text { index += 1 } }

  private static func tokens(in bytes: [UInt8]) throws -> [GraphQLToken] {
    var tokens: [GraphQLToken] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index = try endOfText(in: bytes, from: index)
        tokens.append(.text)
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case 0...0x20, UInt8(ascii: ","):
        index += 1
      case UInt8(ascii: "."):
        tokens.append(.mark("..."))
        index += 3
      case let first where isName(first):
        var end = index + 1
        while end < bytes.count, isName(bytes[end]) { end += 1 }
        let word = String(decoding: bytes[index..<end], as: UTF8.self)
        tokens.append((48...57).contains(first) ? .number(word) : .name(word))
        index = end
      case UInt8(ascii: "-"):
        index += 1
      default:
        tokens.append(.mark(String(UnicodeScalar(byte))))
        index += 1
      }
    }
    return tokens
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }

  private static func endOfText(in bytes: [UInt8], from start: Int) throws -> Int {
    let quote = UInt8(ascii: "\"")
    let isBlock = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    var index = start + (isBlock ? 3 : 1)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if isBlock, index + 2 < bytes.count, bytes[index] == quote, bytes[index + 1] == quote,
        bytes[index + 2] == quote
      {
        return index + 3
      } else if !isBlock, bytes[index] == quote {
        return index + 1
      } else {
        index += 1
      }
    }
    throw GraphQLSyntaxFault(description: "a text without an end")
  }
}
