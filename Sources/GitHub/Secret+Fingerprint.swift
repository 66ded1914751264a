extension Secret {
  private static let prefix = Array("signalbox-secret:".utf8)

  /// Tells secrets apart without giving one away: 8 hex digits, for labels, listings and messages.
  ///
  /// People choose webhook secrets, some of them weak, and fingerprints stand on pages of numbers and in terminals that
  /// more may see than the secret. Thirty-two bits of a hash that anybody can compute would sort all but one in four
  /// thousand million guesses out, without one request that we could count. So it is an HMAC over a key that only the
  /// town's Redis knows: without it no guess can be checked, and who reads that Redis needs no secret any more.
  package func fingerprint(_ key: FingerprintKey) -> String {
    let signature = WebhookSignature.sign(Self.prefix + key.bytes, secret: self)
    return String(signature.drop { $0 != "=" }.dropFirst().prefix(8))
  }
}
