import COpenSSL

/// Computes a ``BodyDigest`` while the body arrives, without keeping a byte of it.
///
/// It belongs to one body: it is not `Sendable`, and one thread at a time uses it.
public final class BodyDigestStream {
  private let context: OpaquePointer
  private var isFinished = false

  /// A stream at the start of a body.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      fatalError("libcrypto: SHA-256 is unavailable")
    }
    self.context = context
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Takes the next bytes.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(!isFinished, "Invalid state: the digest was already asked for")
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
      fatalError("libcrypto: SHA-256 update failed")
    }
  }

  /// Ends the body. May be called once.
  public func finish() -> BodyDigest {
    precondition(!isFinished, "Invalid state: the digest was already asked for")
    isFinished = true
    var digest = [UInt8](repeating: 0, count: WebhookSignature.byteCount)
    var written: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &digest, &written) == 1, written == digest.count else {
      fatalError("libcrypto: SHA-256 final failed")
    }
    return BodyDigest(digest: digest)
  }
}
