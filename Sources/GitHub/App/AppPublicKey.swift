import COpenSSL
import FoundationEssentials
package import MissionCore

/// The public half of a GitHub App's key: what GitHub checks the App's assertions with. Here it is for stand-ins of
/// GitHub; Signalbox itself only signs.
package struct AppPublicKey: Sendable {
  private let handle: Handle

  /// Reads the key from PEM text ("BEGIN PUBLIC KEY"); nil when that is none of an RSA key.
  package init?(pem: String) {
    defer { ERR_clear_error() }
    let bytes = Array(pem.utf8)
    guard let count = Int32(exactly: bytes.count) else { return nil }
    let key = bytes.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let source = BIO_new_mem_buf(bytes.baseAddress, count) else { return nil }
      defer { BIO_free(source) }
      return PEM_read_bio_PUBKEY(source, nil, nil, nil)
    }
    guard let key else { return nil }
    handle = Handle(key)
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { return nil }
  }

  /// Who made an assertion: its `iss`. Nil unless it is signed by this key, was issued no more than a moment in the
  /// future, has not ended, and ends no later than ten minutes from now: GitHub's rules.
  package func issuer(of assertion: String, at now: Timestamp) -> String? {
    let parts = assertion.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = Self.decode(parts[0]), let claims = Self.decode(parts[1]),
      let signature = Self.decode(parts[2]), let header = try? JSONDecoder().decode(Header.self, from: Data(head)),
      header.alg == "RS256", handle.verifies(signature, of: Array("\(parts[0]).\(parts[1])".utf8)),
      let said = try? JSONDecoder().decode(Claims.self, from: Data(claims))
    else { return nil }
    let seconds = now.milliseconds / 1000
    guard said.iat <= seconds, said.exp > seconds, said.exp <= seconds + 600 else { return nil }
    return said.iss
  }

  private struct Header: Decodable {
    let alg: String
  }

  private struct Claims: Decodable {
    let iat: Int64
    let exp: Int64
    let iss: String
  }

  private static func decode(_ text: Substring) -> [UInt8]? {
    var plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    while !plain.count.isMultiple(of: 4) { plain.append("=") }
    return Data(base64Encoded: String(plain)).map(Array.init)
  }

  /// Owns OpenSSL's key.
  ///
  /// `@unchecked Sendable`: nothing changes the key after it was read, and OpenSSL counts references atomically.
  private final class Handle: @unchecked Sendable {
    let key: OpaquePointer

    init(_ key: OpaquePointer) { self.key = key }

    deinit { EVP_PKEY_free(key) }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
      defer { ERR_clear_error() }
      guard let context = EVP_MD_CTX_new() else { return false }
      defer { EVP_MD_CTX_free(context) }
      return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
        && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
  }
}
