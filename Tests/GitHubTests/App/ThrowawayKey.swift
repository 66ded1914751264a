import COpenSSL
import GitHub

/// A key that a test made for itself.
///
/// `@unchecked Sendable`: nothing changes the key after it was made.
final class ThrowawayKey: @unchecked Sendable {
  enum Kind: Sendable {
    case rsa(bits: Int32)
    case ed25519
  }

  enum Form: Sendable, CaseIterable {
    case pkcs1
    case pkcs8
    case encryptedPKCS1
    case encryptedPKCS8
    case publicOnly
  }

  /// Shared, because making one takes a while.
  static let rsa = ThrowawayKey(.rsa(bits: 2048))

  private let key: OpaquePointer

  init(_ kind: Kind) {
    let type =
      switch kind {
      case .rsa: EVP_PKEY_RSA
      case .ed25519: EVP_PKEY_ED25519
      }
    let context = EVP_PKEY_CTX_new_id(type, nil)
    defer { EVP_PKEY_CTX_free(context) }
    precondition(EVP_PKEY_keygen_init(context) == 1, "no key generator")
    if case .rsa(let bits) = kind { precondition(EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits) == 1) }
    var key: OpaquePointer?
    precondition(EVP_PKEY_keygen(context, &key) == 1, "no key")
    guard let key else { preconditionFailure("no key") }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  func pem(_ form: Form) -> String {
    let sink = BIO_new(BIO_s_mem())
    defer { BIO_free(sink) }
    let phrase = Array("phrase".utf8)
    let count = Int32(phrase.count)
    let result =
      switch form {
      case .pkcs1: PEM_write_bio_PrivateKey_traditional(sink, key, nil, nil, 0, nil, nil)
      case .pkcs8: PEM_write_bio_PrivateKey(sink, key, nil, nil, 0, nil, nil)
      case .encryptedPKCS1:
        PEM_write_bio_PrivateKey_traditional(sink, key, EVP_aes_256_cbc(), phrase, count, nil, nil)
      case .encryptedPKCS8: PEM_write_bio_PrivateKey(sink, key, EVP_aes_256_cbc(), phrase, count, nil, nil)
      case .publicOnly: PEM_write_bio_PUBKEY(sink, key)
      }
    precondition(result == 1, "no text of the key")
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let length = BIO_read(sink, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(0, length))), as: UTF8.self)
  }

  /// Whether this key's owner signed the message with RS256.
  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  /// The App that has this key.
  func app(id: String = "Iv23liExample") throws -> AppIdentity {
    try AppIdentity(id: id, key: AppKey(pem: Secret(pem(.pkcs8))))
  }
}
