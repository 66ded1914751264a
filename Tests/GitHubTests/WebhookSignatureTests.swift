import GitHub
import Testing

@Suite struct WebhookSignatureTests {
  struct Vector: CustomTestStringConvertible {
    let name: String
    let key: [UInt8]
    let body: [UInt8]
    let digits: String
    var testDescription: String { name }

    init(_ name: String, key: [UInt8], body: [UInt8], digits: String) {
      (self.name, self.key, self.body, self.digits) = (name, key, body, digits)
    }

    init(_ name: String, _ key: String, _ body: String, _ digits: String) {
      self.init(name, key: Array(key.utf8), body: Array(body.utf8), digits: digits)
    }
  }

  static let vectors = [
    Vector(
      "GitHub's documentation", "It's a Secret to Everybody", "Hello, World!",
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
    Vector(
      "octokit's tests", "mysecret", #"{"foo":"bar"}"#,
      "4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3"),
    Vector(
      "RFC 4231 case 1", key: [UInt8](repeating: 0x0b, count: 20), body: Array("Hi There".utf8),
      digits: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      "RFC 4231 case 2", "Jefe", "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      "RFC 4231 case 3", key: [UInt8](repeating: 0xaa, count: 20), body: [UInt8](repeating: 0xdd, count: 50),
      digits: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      "RFC 4231 case 4", key: Array(1...25), body: [UInt8](repeating: 0xcd, count: 50),
      digits: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      "RFC 4231 case 6: a key longer than a block", key: [UInt8](repeating: 0xaa, count: 131),
      body: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      digits: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      "RFC 4231 case 7: a key and a body longer than a block", key: [UInt8](repeating: 0xaa, count: 131),
      body: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      digits: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test("Published vectors are signed and verified as published", arguments: vectors)
  func agreesWithVectors(vector: Vector) throws {
    let secret = try Secret(bytes: vector.key)
    #expect(WebhookSignature.sign(vector.body, secret: secret) == "sha256=" + vector.digits)

    let verifier = try SignatureVerifier(secrets: [secret])
    vector.body.withUnsafeBytes { verifier.update($0) }
    #expect(verifier.finish(SignatureClaim(sha256: ["sha256=" + vector.digits])) == .valid(secret: 0))
  }

  @Test("However the body is cut into pieces, the verdict is the same", arguments: [1, 3, 63, 64, 65, 4096])
  func streams(size: Int) throws {
    let body = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let secret = try Secret("rotating")
    let verifier = try SignatureVerifier(secrets: [secret])
    body.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + size, bytes.count)])
        verifier.update(piece)
      }
    }
    let claim = SignatureClaim(sha256: [WebhookSignature.sign(body, secret: secret)])
    #expect(verifier.finish(claim) == .valid(secret: 0))
    let whole = try SignatureVerifier(secrets: [secret])
    body.withUnsafeBytes { whole.update($0) }
    #expect(whole.finish(claim) == .valid(secret: 0))
    #expect(verifier.identity == whole.identity)
  }

  @Test("A body signed with any of the secrets is valid and says which", arguments: [0, 1, 2])
  func namesTheSecret(index: Int) throws {
    let secrets = try ["new", "old", "older"].map { try Secret($0) }
    let keys = try SignatureKeys(secrets)
    let signature = WebhookSignature.sign(Array("body".utf8), secret: secrets[index])
    #expect(verdict(keys, "body", [signature]) == .valid(secret: index))
  }

  @Test("The same keys judge many bodies, each for itself")
  func keysAreReusable() throws {
    let secret = try Secret("s")
    let keys = try SignatureKeys([secret])
    for body in ["one", "two", "one"] {
      #expect(
        verdict(keys, body, [WebhookSignature.sign(Array(body.utf8), secret: secret)]) == .valid(secret: 0))
    }
    #expect(verdict(keys, "two", [WebhookSignature.sign(Array("one".utf8), secret: secret)]) == .mismatch)
  }

  @Test("Of two equal secrets the first is named")
  func namesTheFirst() throws {
    let secret = try Secret("same")
    let keys = try SignatureKeys([Secret("other"), secret, secret])
    #expect(verdict(keys, "x", [WebhookSignature.sign(Array("x".utf8), secret: secret)]) == .valid(secret: 1))
  }

  @Test("A secret that was taken out of the configuration verifies nothing")
  func rotatedOut() throws {
    let signature = WebhookSignature.sign(Array("body".utf8), secret: try Secret("old"))
    #expect(try verdict(SignatureKeys([Secret("new")]), "body", [signature]) == .mismatch)
  }

  @Test("A body changed by one bit, and a signature changed by one bit, are refused")
  func noticesOneBit() throws {
    let secret = try Secret("key")
    let keys = try SignatureKeys([secret])
    let signature = WebhookSignature.sign(Array("payload".utf8), secret: secret)
    #expect(verdict(keys, "paymoad", [signature]) == .mismatch)
    guard case .sha256(let bytes) = SignatureClaim(sha256: [signature]) else {
      Issue.record("our own signature must be readable")
      return
    }
    for index in bytes.indices {
      var forged = bytes
      forged[index] ^= 1
      let verifier = SignatureVerifier(keys: keys)
      Array("payload".utf8).withUnsafeBytes { verifier.update($0) }
      #expect(verifier.finish(.sha256(forged)) == .mismatch)
    }
  }

  @Test("An empty body has a signature of its own")
  func emptyBody() throws {
    let secret = try Secret("key")
    let signature = WebhookSignature.sign([], secret: secret)
    #expect(signature == "sha256=5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0")
    #expect(try verdict(SignatureKeys([secret]), "", [signature]) == .valid(secret: 0))
  }

  static let digits = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"

  @Test("Upper-case digits mean the same bytes")
  func acceptsUppercase() throws {
    let keys = try SignatureKeys([Secret("It's a Secret to Everybody")])
    #expect(verdict(keys, "Hello, World!", ["sha256=" + Self.digits.uppercased()]) == .valid(secret: 0))
  }

  static let malformedHeaders: [String] = [
    "", digits, "sha256=", "sha256=\(digits.dropLast())", "sha256=\(digits)0", "sha256=\(digits)00",
    "SHA256=\(digits)", "sha1=\(digits)", "sha512=\(digits)", " sha256=\(digits)", "sha256=\(digits)\n",
    "sha256= \(digits.dropLast())", "sha256=\(digits.dropLast())g", "sha256=\(digits.dropLast(2))é",
    "sha256=0x\(digits.dropLast(2))", "sha256=\(digits)\(digits)",
  ]

  @Test("A header that is not the prefix and 64 hexadecimal digits is malformed", arguments: malformedHeaders)
  func refusesMalformed(header: String) throws {
    #expect(SignatureClaim(sha256: [header]) == .malformed)
    #expect(SignatureClaim(sha256: [header], sha1: ["sha1=\(Self.digits.prefix(40))"]) == .malformed)
    #expect(try verdict(SignatureKeys([Secret("k")]), "body", [header]) == .malformed)
  }

  @Test("Two signature headers are malformed, even if both are right")
  func refusesTwo() throws {
    let secret = try Secret("key")
    let signature = WebhookSignature.sign(Array("b".utf8), secret: secret)
    #expect(try verdict(SignatureKeys([secret]), "b", [signature, signature]) == .malformed)
  }

  @Test("No signature and a SHA-1 signature alone are told apart, and neither is valid")
  func tellsMissingFromLegacy() throws {
    #expect(SignatureClaim(sha256: []) == .missing)
    #expect(SignatureClaim(sha256: [], sha1: ["sha1=d03207e4b030cf234e3447bac4d93add4c6643d8"]) == .sha1Only)
    let keys = try SignatureKeys([Secret("mysecret")])
    #expect(SignatureVerifier(keys: keys).finish(.missing) == .missing)
    #expect(SignatureVerifier(keys: keys).finish(.sha1Only) == .sha1Only)
    #expect(SignatureVerifier(keys: keys).finish(.sha256([1, 2, 3])) == .malformed)
    #expect(SignatureVerifier(keys: keys).finish(.sha256([])) == .malformed)
  }

  @Test("No secrets at all are refused")
  func refusesNoSecrets() {
    #expect(throws: SignatureKeys.Fault.noSecrets) { try SignatureKeys([]) }
  }

  @Test("The digest of a body is its SHA-256, and its text leads back to it")
  func digests() throws {
    let digest = BodyDigest(of: Array("abc".utf8))
    #expect(digest.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(BodyDigest(hexadecimal: digest.description) == digest)
    #expect(BodyDigest(hexadecimal: "ba78") == nil)
    #expect(
      BodyDigest(of: []).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  private func verdict(_ keys: SignatureKeys, _ body: String, _ headers: [String]) -> SignatureVerdict {
    let verifier = SignatureVerifier(keys: keys)
    Array(body.utf8).withUnsafeBytes { verifier.update($0) }
    return verifier.finish(SignatureClaim(sha256: headers))
  }
}
