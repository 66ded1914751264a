import COpenSSL

/// The configured webhook secrets, made ready once so that a delivery pays for its own bytes only.
///
/// More than one secret is valid at a time while a secret is being rotated. Each costs one pass over the body.
///
/// `@unchecked Sendable`: the keyed contexts are templates. After `init` they are only ever read, by
/// `EVP_MAC_CTX_dup`, which OpenSSL allows from several threads at once.
package final class SignatureKeys: @unchecked Sendable {
  /// The secrets' fingerprints, in their order.
  package let fingerprints: [String]
  private let templates: [OpaquePointer]

  /// The reason no keys could be made.
  package enum Fault: Error, Sendable, Equatable {
    /// No secret was given: nothing could ever be valid.
    case noSecrets
    /// libcrypto offers no HMAC with SHA-256 (a restricted provider configuration).
    case algorithmUnavailable
  }

  /// Keys of the given secrets; their order gives the index in ``SignatureVerdict/valid(secret:)``.
  package init(_ secrets: [Secret], fingerprintKey: FingerprintKey = .none) throws(Fault) {
    guard !secrets.isEmpty else { throw .noSecrets }
    var keyed: [OpaquePointer] = []
    for secret in secrets {
      guard let context = Self.keyedContext(secret) else {
        for context in keyed { EVP_MAC_CTX_free(context) }
        throw .algorithmUnavailable
      }
      keyed.append(context)
    }
    templates = keyed
    fingerprints = secrets.map { $0.fingerprint(fingerprintKey) }
  }

  deinit {
    for template in templates { EVP_MAC_CTX_free(template) }
  }

  /// How many secrets there are.
  package var count: Int { templates.count }

  /// A fresh, keyed context for each secret; the caller frees them.
  func copies() -> [OpaquePointer] {
    templates.map { template in
      guard let copy = EVP_MAC_CTX_dup(template) else { fatalError("libcrypto: out of memory") }
      return copy
    }
  }

  private static let digestParameter: StaticString = "digest"
  private static let digestName: StaticString = "SHA256"

  private static func keyedContext(_ secret: Secret) -> OpaquePointer? {
    guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
    // The context holds its own reference to the algorithm.
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }

    // OSSL_PARAM keeps the pointers it is given. A Swift string literal would be passed as a temporary that is gone
    // before EVP_MAC_init reads it; a StaticString lives as long as the program.
    var parameters = [
      OSSL_PARAM_construct_utf8_string(
        UnsafeRawPointer(digestParameter.utf8Start).assumingMemoryBound(to: CChar.self),
        UnsafeMutableRawPointer(mutating: digestName.utf8Start).assumingMemoryBound(to: CChar.self),
        digestName.utf8CodeUnitCount),
      OSSL_PARAM_construct_end(),
    ]
    let initialised = secret.withBytes { key in
      EVP_MAC_init(context, key.baseAddress?.assumingMemoryBound(to: UInt8.self), key.count, &parameters)
    }
    guard initialised == 1 else {
      EVP_MAC_CTX_free(context)
      return nil
    }
    return context
  }
}
