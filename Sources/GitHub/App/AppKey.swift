import COpenSSL

/// The private RSA key by which a GitHub App proves who it is.
package struct AppKey: Sendable {
  /// Why a key was refused.
  package enum Fault: Error, Sendable, Equatable {
    /// It is no PEM text with a private key in PKCS #1 or PKCS #8, or a damaged one.
    case unreadable
    /// It can be read only with a passphrase, and a service has nobody to ask for one.
    case encrypted
    /// It is a public key or a certificate.
    case notPrivate
    /// It is a private key of another kind: GitHub Apps have RSA keys.
    case notRSA
    /// It has fewer than the 2048 bits that RS256 demands (RFC 7518, section 3.3).
    case tooShort(bits: Int)
  }

  private let handle: Handle

  /// Reads the key from the text of the `.pem` file that GitHub gives out.
  package init(pem: Secret) throws(Fault) {
    // OpenSSL leaves its reasons in a queue of the thread, where the next library would find them.
    defer { ERR_clear_error() }
    let (key, asked) = Self.read(pem)
    guard let key else { throw Self.fault(of: pem, askedForPassphrase: asked) }
    let handle = Handle(key)
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { throw .notRSA }
    let bits = Int(EVP_PKEY_get_bits(key))
    guard bits >= Self.leastBits else { throw .tooShort(bits: bits) }
    self.handle = handle
    // Reading does not notice a key whose numbers do not belong together; signing does, or signs nonsense.
    guard let probe = signature(of: Self.probe), handle.verifies(probe, of: Self.probe) else { throw .unreadable }
  }

  /// The message's signature: RSASSA-PKCS1-v1_5 with SHA-256, which JWT calls RS256. Takes about a millisecond. Nil
  /// when OpenSSL has no memory.
  func signature(of message: [UInt8]) -> [UInt8]? {
    defer { ERR_clear_error() }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var length = 0
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle.key) == 1,
      EVP_DigestSign(context, nil, &length, message, message.count) == 1
    else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else { return nil }
    return Array(signature.prefix(length))
  }

  // MARK: - Reading

  private static let leastBits = 2048
  private static let probe = Array("signalbox".utf8)

  /// The key, if there is one, and whether OpenSSL wanted a passphrase for it.
  private static func read(_ pem: Secret) -> (key: OpaquePointer?, askedForPassphrase: Bool) {
    var asked: Int32 = 0
    let key = pem.withBytes { bytes -> OpaquePointer? in
      guard let count = Int32(exactly: bytes.count), let source = BIO_new_mem_buf(bytes.baseAddress, count) else {
        return nil
      }
      defer { BIO_free(source) }
      // Without a callback OpenSSL would ask for the passphrase on the terminal, and the service would stand still.
      return PEM_read_bio_PrivateKey(
        source, nil,
        { _, _, _, asked in
          asked?.assumingMemoryBound(to: Int32.self).pointee = 1
          return -1
        }, &asked)
    }
    return (key, asked != 0)
  }

  private static func fault(of pem: Secret, askedForPassphrase: Bool) -> Fault {
    if askedForPassphrase { return .encrypted }
    return pem.withBytes { bytes in
      let isPublic = ["PUBLIC KEY-----", "CERTIFICATE-----"].contains { bytes.firstRange(of: Array($0.utf8)) != nil }
      return isPublic ? .notPrivate : .unreadable
    }
  }

  /// Owns OpenSSL's key.
  ///
  /// `@unchecked Sendable`: nothing changes the key after it was read, and OpenSSL counts references atomically, so any
  /// number of threads may sign with it, each in a context of its own.
  private final class Handle: @unchecked Sendable {
    let key: OpaquePointer

    init(_ key: OpaquePointer) { self.key = key }

    deinit { EVP_PKEY_free(key) }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
      guard let context = EVP_MD_CTX_new() else { return false }
      defer { EVP_MD_CTX_free(context) }
      return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
        && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
  }
}

extension AppKey.Fault: CustomStringConvertible {
  /// What is wrong with the key, and what to do.
  package var description: String {
    switch self {
    case .unreadable: "the App's key is no readable private key: give the .pem file from the App's settings page"
    case .encrypted: "the App's key is encrypted: give it without a passphrase, readable only to the service"
    case .notPrivate: "this is a public key or a certificate: give the App's private key"
    case .notRSA: "the App's key is no RSA key: give the .pem file from the App's settings page"
    case .tooShort(let bits): "the App's key has only \(bits) bits: generate a new one on the App's settings page"
    }
  }
}
