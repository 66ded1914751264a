import MissionCore
import Testing

@Suite struct JSONBoundsTests {
  @Test("a text may nest as deep as the bound and no deeper")
  func depth() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONBounds.hold(nested(JSONBounds.deepest)))
    #expect(!JSONBounds.hold(nested(JSONBounds.deepest + 1)))
    #expect(!JSONBounds.hold([UInt8](repeating: UInt8(ascii: "["), count: 6_000_000)))
    // Beside one another is not within one another.
    #expect(JSONBounds.hold(Array(("[" + Array(repeating: "[[]]", count: 5_000).joined(separator: ",") + "]").utf8)))
  }

  @Test("a text may hold as many values as the bound")
  func count() {
    let comma = [UInt8](repeating: UInt8(ascii: ","), count: JSONBounds.mostValues - 1)
    #expect(JSONBounds.hold([UInt8(ascii: "[")] + comma))
    #expect(!JSONBounds.hold([UInt8(ascii: "[")] + comma + [UInt8(ascii: ","), UInt8(ascii: ",")]))
  }

  @Test("what stands in a string is text", arguments: [#"["[[[[","\"[[[[","\\","[",""]"#])
  func strings(text: String) {
    let many = Array(repeating: text, count: 2_000).joined(separator: ",")
    #expect(JSONBounds.hold(Array("[\(many)]".utf8)))
    #expect(JSONBounds.hold(Array(("[\"" + String(repeating: "[,:", count: 1_000_000) + "\"]").utf8)))
  }
}
