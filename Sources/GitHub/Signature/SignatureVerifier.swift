import COpenSSL
import System

/// Checks one body against all secrets while it arrives, without keeping a byte of it.
///
/// It belongs to one request: it is not `Sendable`, and one thread at a time uses it.
package final class SignatureVerifier {
  private enum State {
    case reading([OpaquePointer])
    case finished
  }

  private let fingerprints: [String]
  private var state: State

  /// Tells the body apart from others, once its signature was found valid: what it comes to under each of the secrets,
  /// as `fingerprint:tag` with commas between them.
  ///
  /// The tag is the first half of the signature: no two bodies share it, and it is of no use as a signature. It costs
  /// nothing, where a digest would cost another pass over the body.
  package private(set) var identity = ""

  /// A verifier for one body. This is the cheap way: the keys were made ready before.
  package init(keys: SignatureKeys) {
    fingerprints = keys.fingerprints
    state = .reading(keys.copies())
  }

  /// A verifier for one body and these secrets.
  package convenience init(secrets: [Secret]) throws(SignatureKeys.Fault) {
    self.init(keys: try SignatureKeys(secrets))
  }

  deinit {
    if case .reading(let contexts) = state { Self.free(contexts) }
  }

  /// Takes the next bytes of the body, exactly as they came over the wire.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard case .reading(let contexts) = state else {
      preconditionFailure("Invalid state: the body's signature was already asked for")
    }
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    for context in contexts {
      // It fails for a context without a key only, and ours are copies of keyed ones.
      guard EVP_MAC_update(context, start, bytes.count) == 1 else { fatalError("libcrypto: HMAC update failed") }
    }
  }

  /// Ends the body and judges the claim. May be called once.
  ///
  /// Every secret is compared, also after one has matched, so that the time says nothing about which one it was.
  package func finish(_ claim: SignatureClaim) -> SignatureVerdict {
    guard case .reading(let contexts) = state else {
      preconditionFailure("Invalid state: the body's signature was already asked for")
    }
    state = .finished
    defer { Self.free(contexts) }

    switch claim {
    case .missing: return .missing
    case .sha1Only: return .sha1Only
    case .malformed: return .malformed
    case .sha256(let claimed):
      guard claimed.count == WebhookSignature.byteCount else { return .malformed }
      var matching: Int?
      let signatures = contexts.map(Self.signature)
      for (index, signature) in signatures.enumerated().reversed()
      where CRYPTO_memcmp(signature, claimed, claimed.count) == 0 {
        matching = index
      }
      guard let matching else { return .mismatch }
      identity = zip(fingerprints, signatures).map { "\($0):\(Self.tag($1))" }.joined(separator: ",")
      return .valid(secret: matching)
    }
  }

  private static func signature(_ context: OpaquePointer) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: WebhookSignature.byteCount)
    var written = 0
    guard EVP_MAC_final(context, &bytes, &written, bytes.count) == 1, written == bytes.count else {
      fatalError("libcrypto: HMAC final failed")
    }
    return bytes
  }

  private static func tag(_ signature: [UInt8]) -> String {
    Hexadecimal.encode(signature.prefix(WebhookSignature.byteCount / 2))
  }

  private static func free(_ contexts: [OpaquePointer]) {
    for context in contexts { EVP_MAC_CTX_free(context) }
  }
}
