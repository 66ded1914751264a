import TOML
import Testing

@Suite("TOML documents")
struct TOMLDocumentTests {
  @Test(
    "Every kind of value is read",
    arguments: [
      (#"a = "b""#, .string("b")),
      ("a = '''x\ny'''", .string("x\ny")),
      (#"a = "\u00e9\t\"q\"""#, .string("é\t\"q\"")),
      ("a = 'ünï'", .string("ünï")),
      ("a = ''", .string("")),
      ("a = 9223372036854775807", .integer(.max)),
      ("a = -9223372036854775808", .integer(.min)),
      ("a = 0x_ff", nil),
      ("a = 1_000", .integer(1000)),
      ("a = 0xff", .integer(255)),
      ("a = 1.5e3", .float(1500)),
      ("a = -inf", .float(-.infinity)),
      ("a = true", .boolean(true)),
      ("a = false", .boolean(false)),
      ("a = 2026-11-20", .dateTime("2026-11-20")),
      ("a = 07:32:00", .dateTime("07:32:00")),
      ("a = 2026-11-20T07:32:00Z", .dateTime("2026-11-20T07:32:00Z")),
      ("a = [1, 'two', [3]]", .array([.integer(1), .string("two"), .array([.integer(3)])])),
      ("a = []", .array([])),
      ("a = { b = 1, c.d = 2 }", .table(["b": .integer(1), "c": .table(["d": .integer(2)])])),
    ] as [(String, TOMLValue?)])
  func values(text: String, value: TOMLValue?) throws {
    guard let value else {
      #expect(throws: TOMLError.self) { try TOMLDocument.parse(text) }
      return
    }
    #expect(try TOMLDocument.parse(text) == ["a": value])
  }

  @Test("A mission's manifest is read as its author wrote it")
  func manifest() throws {
    let document = try TOMLDocument.parse(
      """
      # Who does what.
      [policy]
      max_parallel_items = 3
      auto_merge = true

      [[overrides]]
      issue = 12            # the design
      kind = "design"
      depends_on = [1, 2]

      [[overrides]]
      issue = "acme/api#7"
      skip = true
      """)
    #expect(
      document == [
        "policy": .table(["max_parallel_items": .integer(3), "auto_merge": .boolean(true)]),
        "overrides": .array([
          .table(["issue": .integer(12), "kind": .string("design"), "depends_on": .array([.integer(1), .integer(2)])]),
          .table(["issue": .string("acme/api#7"), "skip": .boolean(true)]),
        ]),
      ])
  }

  @Test("A document without values is empty", arguments: ["", "\n\n", "# only words", "\u{FEFF}"])
  func empty(text: String) throws {
    #expect(try TOMLDocument.parse(text) == [:])
  }

  @Test("An error names its line and column")
  func place() throws {
    let error = try #require(throws: TOMLError.self) { try TOMLDocument.parse("a = 1\nbc = = 2\n") }
    #expect(error.line == 2)
    #expect(error.column == 6)
    #expect(!error.message.isEmpty)
    #expect(error.description.hasPrefix("line 2, column 6: "))
    let unexpected = try #require(throws: TOMLError.self) { try TOMLDocument.parse("a = 1\n\n[.\nb = 2\n") }
    #expect(unexpected.line == 3)
  }

  @Test(
    "What is no TOML is an error and never a crash",
    arguments: [
      "a", "a =", "= 1", "[", "[a", "[[a]", "a = [", "a = {", "a = \"", "a = '''", "a = 1\na = 2", "[a]\n[a]",
      "a = 1\n[a.b]", "a = 99999999999999999999", "a = \u{0}", "\u{1}", "a = 1 b = 2", "a = \"\\x\"", "a = \"\\",
      "a = '",
      "a = 2026-13-45", "\"\"\"", "a = \"\"\"\\", "[.", "[[[", "[\n'a'", "a = [\u{2028}1", "a = 1979-05-27Tx",
      "a = 1979-05-27t\"",
    ])
  func broken(text: String) {
    #expect(throws: TOMLError.self) { try TOMLDocument.parse(text) }
  }

  @Test(
    "A text nested without end is an error and never exhausts the stack",
    arguments: [
      "a = " + String(repeating: "[", count: 200_000),
      "a = " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
      "a = " + String(repeating: "{ a = ", count: 100_000),
      String(repeating: "a.", count: 200_000) + "a = 1",
      String(repeating: "a . ", count: 200_000) + "a = 1",
      String(repeating: "\"a\".", count: 200_000) + "a = 1",
      "[" + String(repeating: "a.", count: 200_000) + "a]",
      "a = { " + String(repeating: "a.", count: 200_000) + "a = 1 }",
      "b = \"\"\"\n\\\" . \"\"\"\n" + String(repeating: "'a'.", count: 200_000) + "a = 1",
    ])
  func deep(text: String) {
    #expect(throws: TOMLError.self) { try TOMLDocument.parse(text) }
  }

  @Test("Dots in strings, comments and lists are no parts of a key")
  func dots() throws {
    let dots = String(repeating: ".", count: 500)
    let document = try TOMLDocument.parse(
      """
      a = "\(dots)" # \(dots)
      b = '''
      \(dots)
      '''
      c = [\(Array(repeating: "1.5", count: 500).joined(separator: ", "))]
      """)
    #expect(document["a"] == .string(dots))
    #expect(document["c"] == .array(Array(repeating: .float(1.5), count: 500)))
  }

  @Test("A key of 16 parts is read")
  func longKey() throws {
    var value = try #require(
      try TOMLDocument.parse(Array(repeating: "a", count: 16).joined(separator: ".") + " = 1")["a"])
    for _ in 1..<16 {
      guard case .table(let table) = value else { break }
      value = try #require(table["a"])
    }
    #expect(value == .integer(1))
  }

  @Test("The deepest text that is allowed is read: long keys in values nested to their bound")
  func deepest() throws {
    let key = Array(repeating: "a", count: 16).joined(separator: ".")
    let text =
      "[\(key)]\n" + String(repeating: "\(key) = { ", count: 31) + "\(key) = 1" + String(repeating: " }", count: 31)
    var value = TOMLValue.table(try TOMLDocument.parse(text))
    var depth = 0
    while case .table(let table) = value, let inner = table["a"] {
      value = inner
      depth += 1
    }
    #expect(value == .integer(1))
    #expect(depth == 33 * 16)
  }

  @Test("A large document is read")
  func large() throws {
    let text = (0..<20_000).map { "key\($0) = [\"value\", \($0)]" }.joined(separator: "\n")
    let document = try TOMLDocument.parse(text)
    #expect(document.count == 20_000)
    #expect(document["key19999"] == .array([.string("value"), .integer(19_999)]))
  }
}
