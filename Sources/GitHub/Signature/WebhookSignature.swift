import COpenSSL
import System

/// The signature GitHub puts on a delivery: HMAC-SHA256 of the raw body under the hook's secret.
package enum WebhookSignature {
  /// Length of the signature in bytes; the header shows twice as many hexadecimal digits.
  package static let byteCount = 32

  /// The value of `X-Hub-Signature-256` for a body: `sha256=` and 64 lower-case hexadecimal digits.
  ///
  /// This is the sender's side, for stand-ins and tests. The receiver uses ``SignatureVerifier``.
  package static func sign(_ body: some Collection<UInt8>, secret: Secret) -> String {
    "sha256=" + Hexadecimal.encode(bytes(of: body, secret: secret))
  }

  private static func bytes(of body: some Collection<UInt8>, secret: Secret) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: byteCount)
    var written: UInt32 = 0
    let result = secret.withBytes { key in
      withContiguousBytes(body) { bytes in
        HMAC(
          EVP_sha256(), key.baseAddress, Int32(clamping: key.count),
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &signature, &written)
      }
    }
    guard result != nil, written == byteCount else { fatalError("libcrypto: HMAC failed") }
    return signature
  }
}

/// Lends a collection's bytes in one piece: as they are where they already are in one, else copied.
func withContiguousBytes<Result>(
  _ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
  if let result = bytes.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return result }
  return Array(bytes).withUnsafeBytes(body)
}
