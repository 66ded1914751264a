import Testing

@testable import GitHubSandbox

@Suite struct JSONTests {
  @Test("what is written is read back, 64-bit numbers and strange texts included")
  func roundTrip() throws {
    let value: JSONValue = [
      "b": 9_007_199_254_740_993, "a": [nil, true, false, 1.5.json, "\u{1}\"\\\n\t🚂"], "empty": [:], "none": [],
    ]
    #expect(try JSONReader.read(value.bytes) == value)
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "nul", "\"\n\"", "+1", "1 2", "\"\\u12\"", "\"\\x\"", "-", "{a:1}",
    ])
  func refusals(text: String) {
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test("nesting beyond the bound is refused, not followed")
  func depth() {
    #expect(throws: JSONReader.Fault.tooDeep) {
      try JSONReader.read(Array(repeating: UInt8(ascii: "["), count: 100_000))
    }
  }

  @Test(
    "escapes, surrogate pairs and lone surrogates",
    arguments: [
      (#""\u0041\n""#, "A\n"), (#""\ud83d\ude82""#, "🚂"), (#""\ud83dx""#, "\u{FFFD}x"),
      (#""\ud83d\u0041""#, "\u{FFFD}A"),
    ])
  func escapes(text: String, expected: String) throws {
    #expect(try JSONReader.read(Array(text.utf8)) == .string(expected))
  }
}

extension Double {
  fileprivate var json: JSONValue { .number(self) }
}
