import GitHub
import MissionCore
import TestSupport
import Testing

@Suite struct AppPublicKeyTests {
  @Test("An assertion is believed as long as GitHub would, and only from the key's other half")
  func judgesAssertions() throws {
    let key = try #require(AppPublicKey(pem: ThrowawayKey.rsa.pem(.publicOnly)))
    let now = ManualClock.start
    let assertion = try #require(ThrowawayKey.rsa.app().assertion(at: now)).withBytes {
      String(decoding: $0, as: UTF8.self)
    }
    let issuer = try #require(key.issuer(of: assertion, at: now))
    #expect(issuer == (try ThrowawayKey.rsa.app().id))
    #expect(key.issuer(of: assertion, at: now.adding(seconds: 479)) == issuer)
    #expect(key.issuer(of: assertion, at: now.adding(seconds: 480)) == nil)
    #expect(key.issuer(of: assertion, at: now.adding(seconds: -62)) == nil)
    #expect(key.issuer(of: String(assertion.dropLast(4)) + "AAAA", at: now) == nil)
    #expect(key.issuer(of: "a.b", at: now) == nil)
    let other = try #require(AppPublicKey(pem: ThrowawayKey(.rsa(bits: 2048)).pem(.publicOnly)))
    #expect(other.issuer(of: assertion, at: now) == nil)
  }

  @Test("What is no public RSA key is refused", arguments: [ThrowawayKey.Form.pkcs1, .pkcs8])
  func refusesOthers(form: ThrowawayKey.Form) {
    #expect(AppPublicKey(pem: ThrowawayKey.rsa.pem(form)) == nil)
    #expect(AppPublicKey(pem: ThrowawayKey(.ed25519).pem(.publicOnly)) == nil)
  }
}
