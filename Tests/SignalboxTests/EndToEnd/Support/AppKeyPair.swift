import COpenSSL

/// A GitHub App's key that a test made for itself: PEM texts of both halves.
struct AppKeyPair: Sendable {
  /// Shared, because making one takes a while.
  static let shared = AppKeyPair()

  let privatePEM: String
  let publicPEM: String

  private init() {
    let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil)
    defer { EVP_PKEY_CTX_free(context) }
    precondition(EVP_PKEY_keygen_init(context) == 1, "no key generator")
    precondition(EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1, "no key of that size")
    var key: OpaquePointer?
    precondition(EVP_PKEY_keygen(context, &key) == 1, "no key")
    defer { EVP_PKEY_free(key) }
    privatePEM = Self.text { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
    publicPEM = Self.text { PEM_write_bio_PUBKEY($0, key) }
  }

  private static func text(_ write: (OpaquePointer?) -> Int32) -> String {
    let sink = BIO_new(BIO_s_mem())
    defer { BIO_free(sink) }
    precondition(write(sink) == 1, "no text of the key")
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let length = BIO_read(sink, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(0, length))), as: UTF8.self)
  }
}
