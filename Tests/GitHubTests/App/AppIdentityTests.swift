import GitHub
import MissionCore
import Testing

@Suite struct AppIdentityTests {
  @Test(
    "An assertion names the App, is dated a minute back and ends within GitHub's ten minutes",
    arguments: [
      "12345", "Iv1.8a61f9b3a7aba766", "Iv23liABCdefGHI",
    ])
  func claims(id: String) throws {
    let app = try ThrowawayKey.rsa.app(id: id)
    let now = Timestamp(milliseconds: 1_795_176_000_999)
    let assertion = try Assertion(#require(app.assertion(at: now)))
    #expect(assertion.head == Assertion.Head(alg: "RS256", typ: "JWT"))
    #expect(assertion.claims == Assertion.Claims(iat: 1_795_175_940, exp: 1_795_176_480, iss: id))
    #expect(ThrowawayKey.rsa.verifies(assertion.signature, of: assertion.signed))
    // The check can fail: another message has another signature.
    #expect(!ThrowawayKey.rsa.verifies(assertion.signature, of: assertion.signed + [0]))
  }

  @Test("A clock at either end of time makes no trap", arguments: [Int64.min, -1, 0, Int64.max])
  func survivesAnyClock(milliseconds: Int64) throws {
    let app = try ThrowawayKey.rsa.app()
    _ = try Assertion(#require(app.assertion(at: Timestamp(milliseconds: milliseconds))))
  }

  @Test(
    "An id that could be none is refused",
    arguments: ["", "a b", "1\",\"iss\":\"2", "ä", String(repeating: "1", count: 101)])
  func refusesOtherIDs(id: String) throws {
    let key = try AppKey(pem: Secret(ThrowawayKey.rsa.pem(.pkcs8)))
    #expect(throws: AppIdentity.Fault(id: id)) { try AppIdentity(id: id, key: key) }
  }
}
