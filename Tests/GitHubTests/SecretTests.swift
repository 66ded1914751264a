import GitHub
import Testing

@Suite struct SecretTests {
  private struct Configuration {
    let name = "production"
    let secret: Secret
  }

  @Test("However a secret is printed, its bytes do not show")
  func printsDots() throws {
    let secret = try Secret("hunter2-hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    var nested = ""
    dump(Configuration(secret: secret), to: &nested)
    let outputs = [
      "\(secret)", String(describing: secret), String(reflecting: secret), dumped, nested,
      "\(Configuration(secret: secret))", "\([secret])", "\(Optional(secret) as Any)",
    ]
    for output in outputs {
      #expect(output.contains("•••"))
      #expect(!output.contains("hunter2"))
    }
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test("The bytes are exactly those given, multi-byte characters, line ends and all")
  func keepsBytes() throws {
    let text = "pässwörd 🚦\n"
    let secret = try Secret(text)
    #expect(secret.withBytes { Array($0) } == Array(text.utf8))
    #expect(secret.byteCount == text.utf8.count)
  }

  @Test("An empty secret is refused")
  func refusesEmpty() {
    #expect(throws: Secret.Fault.empty) { try Secret("") }
    #expect(throws: Secret.Fault.empty) { try Secret(bytes: []) }
  }

  @Test("Two secrets are equal when all their bytes are")
  func compares() throws {
    #expect(try Secret("abc") == Secret("abc"))
    #expect(try Secret("abc") != Secret("abd"))
    #expect(try Secret("abc") != Secret("abcd"))
  }
}
