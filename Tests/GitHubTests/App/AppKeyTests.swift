import GitHub
import MissionCore
import TestSupport
import Testing

@Suite struct AppKeyTests {
  @Test("Both forms of the key that GitHub and OpenSSL write are read", arguments: [ThrowawayKey.Form.pkcs1, .pkcs8])
  func readsBothForms(form: ThrowawayKey.Form) throws {
    let text = ThrowawayKey.rsa.pem(form)
    #expect(text.contains(form == .pkcs1 ? "BEGIN RSA PRIVATE KEY" : "BEGIN PRIVATE KEY"))
    let app = try AppIdentity(id: "12345", key: AppKey(pem: Secret(text)))
    let assertion = try Assertion(#require(app.assertion(at: ManualClock.start)))
    #expect(ThrowawayKey.rsa.verifies(assertion.signature, of: assertion.signed))
  }

  @Test("A key with the line ends of another system, or with text around it, is read")
  func readsOtherLineEnds() throws {
    let text = ThrowawayKey.rsa.pem(.pkcs1)
    _ = try AppKey(pem: Secret(text.split(separator: "\n").joined(separator: "\r\n")))
    _ = try AppKey(pem: Secret("my key:\n\n" + text + "\nthat was it"))
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pem: String
    let fault: AppKey.Fault
  }

  static let refused = [
    Refused(testDescription: "no PEM", pem: "s3cret", fault: .unreadable),
    Refused(
      testDescription: "cut in the middle", pem: String(ThrowawayKey.rsa.pem(.pkcs8).prefix(900)), fault: .unreadable),
    Refused(
      testDescription: "an empty frame", pem: "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
      fault: .unreadable),
    Refused(testDescription: "an encrypted PKCS #1", pem: ThrowawayKey.rsa.pem(.encryptedPKCS1), fault: .encrypted),
    Refused(testDescription: "an encrypted PKCS #8", pem: ThrowawayKey.rsa.pem(.encryptedPKCS8), fault: .encrypted),
    Refused(testDescription: "a public key", pem: ThrowawayKey.rsa.pem(.publicOnly), fault: .notPrivate),
    Refused(testDescription: "an Ed25519 key", pem: ThrowawayKey(.ed25519).pem(.pkcs8), fault: .notRSA),
    Refused(
      testDescription: "1024 bits", pem: ThrowawayKey(.rsa(bits: 1024)).pem(.pkcs1), fault: .tooShort(bits: 1024)),
  ]

  @Test(
    "Whatever is no usable key is refused with its reason, and without a question on the terminal", arguments: refused)
  func refuses(sample: Refused) throws {
    let secret = try Secret(sample.pem)
    #expect(throws: sample.fault) { try AppKey(pem: secret) }
    #expect(!sample.fault.description.contains("BEGIN"))
  }

  @Test("An App prints neither its key nor an assertion")
  func printsNothing() throws {
    let app = try ThrowawayKey.rsa.app()
    var dumped = ""
    dump(app, to: &dumped)
    dump(app.assertion(at: ManualClock.start), to: &dumped)
    #expect(!dumped.contains("eyJ"))
    #expect(!dumped.contains("BEGIN"))
  }
}
