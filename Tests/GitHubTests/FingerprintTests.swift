import Testing

@testable import GitHub

@Suite struct FingerprintTests {
  @Test("a secret's fingerprint is the same whenever it is made, and another's is another")
  func stable() throws {
    let key = FingerprintKey([1, 2, 3])
    #expect(try Secret("one").fingerprint(key) == Secret("one").fingerprint(key))
    #expect(try Secret("one").fingerprint(key) != Secret("two").fingerprint(key))
    #expect(try Secret("one").fingerprint(key).count == 8)
    #expect(try SignatureKeys([Secret("one")], fingerprintKey: key).fingerprints == [Secret("one").fingerprint(key)])
  }

  @Test("without the town's key nobody can tell whether a guess is right")
  func keyed() throws {
    #expect(try Secret("one").fingerprint(FingerprintKey([1])) != Secret("one").fingerprint(FingerprintKey([2])))
    #expect(try Secret("one").fingerprint(FingerprintKey([1])) != Secret("one").fingerprint(.none))
  }
}
