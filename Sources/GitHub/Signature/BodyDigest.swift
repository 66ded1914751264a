import COpenSSL
import System

/// The SHA-256 of a body: tells whether two deliveries, or two answers, have the same content.
package struct BodyDigest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// The digest of a body that is at hand as a whole.
  package init(of body: some Collection<UInt8>) {
    var digest = [UInt8](repeating: 0, count: WebhookSignature.byteCount)
    var written: UInt32 = 0
    let result = withContiguousBytes(body) {
      EVP_Digest($0.baseAddress, $0.count, &digest, &written, EVP_sha256(), nil)
    }
    guard result == 1, written == digest.count else { fatalError("libcrypto: SHA-256 failed") }
    bytes = digest
  }

  /// The digest that this text of 64 hexadecimal digits names; nil for any other text.
  package init?(hexadecimal text: some StringProtocol) {
    guard let bytes = Hexadecimal.decode(Array(text.utf8)), bytes.count == WebhookSignature.byteCount else {
      return nil
    }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String { Hexadecimal.encode(bytes) }
}
