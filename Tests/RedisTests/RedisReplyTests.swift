import Testing

@testable import Redis

@Suite("A reply")
struct RedisReplyTests {
  @Test("gives its text where it has one")
  func text() {
    #expect(RedisReply.status("OK").text == "OK")
    #expect(RedisReply.bulk([0x61, 0xFF]).text == "a\u{FFFD}")
    #expect(RedisReply.integer(-4).text == "-4")
    #expect(RedisReply.null.text == nil)
    #expect(RedisReply.error(code: "ERR", message: "ERR x").text == nil)
  }

  @Test("gives its integer, also from text, and nil where it does not fit")
  func integer() {
    #expect(RedisReply.integer(7).integer == 7)
    #expect(RedisReply.bulk(Array("42".utf8)).integer == 42)
    #expect(RedisReply.bulk(Array("99999999999999999999".utf8)).integer == nil)
    #expect(RedisReply.array([]).integer == nil)
  }

  @Test("gives the strings of a flat array, and nil when one is missing")
  func strings() {
    #expect(RedisReply.array([.bulk([0x61]), .status("b"), .integer(3)]).strings() == ["a", "b", "3"])
    #expect(RedisReply.array([.bulk([0x61]), .null]).strings() == nil)
    #expect(RedisReply.null.strings() == nil)
  }

  @Test(
    "version compares number by number",
    arguments: [("7.0.15", "7.0.9", true), ("6.2.14", "7.0.0", false), ("7", "7.0.0", true), ("10.0", "7.0.0", true)])
  func version(found: String, needed: String, isEnough: Bool) throws {
    let found = try #require(RedisVersion(found))
    let needed = try #require(RedisVersion(needed))
    #expect((found >= needed) == isEnough)
    #expect(RedisVersion("seven") == nil)
  }
}
