import System

/// What a delivery's headers claim about its body, before anything is checked.
package enum SignatureClaim: Sendable, Equatable {
  /// `X-Hub-Signature-256` names these 32 bytes.
  case sha256([UInt8])
  /// No signature header at all: the hook has no secret.
  case missing
  /// Only the legacy `X-Hub-Signature` came. SHA-1 is not accepted; the sender is too old or the header was stripped.
  case sha1Only
  /// `X-Hub-Signature-256` came, but not as `sha256=` and 64 hexadecimal digits, or it came more than once.
  case malformed

  /// Reads the claim from all values of `X-Hub-Signature-256` and of `X-Hub-Signature`.
  ///
  /// GitHub writes lower-case digits; upper-case ones mean the same bytes and are accepted. Nothing is trimmed: the
  /// HTTP parser has already removed the space around a header's value.
  package init(sha256 values: [String], sha1: [String] = []) {
    guard let value = values.first else {
      self = sha1.isEmpty ? .missing : .sha1Only
      return
    }
    let text = value.utf8
    guard values.count == 1, text.count == Self.prefix.count + 64, text.starts(with: Self.prefix),
      let digest = Hexadecimal.decode(text.dropFirst(Self.prefix.count))
    else {
      self = .malformed
      return
    }
    self = .sha256(digest)
  }

  private static let prefix = Array("sha256=".utf8)
}
