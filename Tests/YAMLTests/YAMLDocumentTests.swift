import Testing
import YAML

@Suite struct YAMLDocumentTests {
  @Test("texts, lists and tables are read in their order, each with its line")
  func reading() throws {
    let node = try YAMLDocument.parse(
      Array(
        """
        name: "missions"
        rows:
          - size: 70%
          - {size: 30, note: ~}

        """.utf8))
    guard case .table(let entries) = node.content else { throw Unexpected() }
    #expect(entries.map(\.key) == ["name", "rows"])
    #expect(entries.map(\.line) == [1, 2])
    #expect(entries[0].value.content == .text("missions"))
    guard case .list(let rows) = entries[1].value.content else { throw Unexpected() }
    #expect(rows.map(\.line) == [3, 4])
    guard case .table(let last) = rows[1].content else { throw Unexpected() }
    #expect(last.map(\.value.content) == [.text("30"), .nothing])
  }

  @Test("an empty text has no value, and a quoted null is a text")
  func nothing() throws {
    #expect(try YAMLDocument.parse([]).content == .nothing)
    #expect(try YAMLDocument.parse(Array("# only words\n".utf8)).content == .nothing)
    #expect(try YAMLDocument.parse(Array("'null'".utf8)).content == .text("null"))
  }

  @Test(
    "what is no YAML, or more than settings need, is refused with its line",
    arguments: [
      ("a: 1\nb: [1, 2\n", 3, "did not find expected ',' or ']'"),
      ("a: 1\n\tb: 2\n", 2, "found a tab character that violates indentation"),
      ("a: 1\nb: 2\na: 3\n", 3, "a second time"),
      ("a: &x 1\nb: *x\n", 1, "anchors and aliases"), ("a: 1\nb: *x\n", 2, "anchors and aliases"),
      ("a: 1\nb: !!python/object:os.system x\n", 2, "tags"), ("- a\n---\n- b\n", 2, "second document"),
      ("a:\n  ? [1, 2]\n  : 3\n", 2, "a key must be a text"),
      ("a: 1\nb: " + String(repeating: "[", count: 5_000), 2, "nested deeper than 16"),
      ("a: 1\nb: \u{1}\n", 2, "control characters are not allowed"),
      ("x:\n" + String(repeating: "- y\n", count: 20_000), 10_002, "more than 10000 values"),
    ] as [(String, Int, String)])
  func refused(text: String, line: Int, message: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLDocument.parse(Array(text.utf8)) }
    #expect(error?.line == line, "\(error?.message ?? "")")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("bytes that are no text are refused with their line")
  func bytes() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument.parse(Array("a: 1\nb: ".utf8) + [0xFF, 0xFE, 0x0A])
    }
    #expect(error?.line == 2)
  }

  @Test("the doubling of aliases never begins, however many there are")
  func bomb() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (one, next) in zip("abcdefgh", "bcdefghi") {
      text += "\(next): &\(next) [\(Array(repeating: "*\(one)", count: 9).joined(separator: ","))]\n"
    }
    #expect(throws: YAMLError(line: 1, message: "anchors and aliases (& and *) are not read")) {
      try YAMLDocument.parse(Array(text.utf8))
    }
  }

  private struct Unexpected: Error {}
}
