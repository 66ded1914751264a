/// Whether a delivery was signed with one of our secrets. Everything but ``valid(secret:)`` is refused.
package enum SignatureVerdict: Sendable, Equatable {
  /// The signature is right for the secret at this index of the configured ones (the first, where two are equal).
  case valid(secret: Int)
  /// The signature is well formed, but wrong for every secret.
  case mismatch
  /// There was no signature.
  case missing
  /// There was a SHA-1 signature only.
  case sha1Only
  /// The signature header could not be read.
  case malformed
}
