import Foundation
import GitHub

/// A JWT as its reader sees it.
struct Assertion {
  struct Head: Decodable, Equatable {
    var alg: String
    var typ: String
  }

  struct Claims: Decodable, Equatable {
    var iat: Int64
    var exp: Int64
    var iss: String
  }

  let head: Head
  let claims: Claims
  let signed: [UInt8]
  let signature: [UInt8]

  /// Reads it, or throws when it is none.
  init(_ text: String) throws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw CocoaError(.coderReadCorrupt) }
    head = try JSONDecoder().decode(Head.self, from: Self.decode(parts[0]))
    claims = try JSONDecoder().decode(Claims.self, from: Self.decode(parts[1]))
    signed = Array((parts[0] + "." + parts[1]).utf8)
    signature = Array(try Self.decode(parts[2]))
  }

  init(_ secret: Secret) throws {
    try self.init(secret.withBytes { String(decoding: $0, as: UTF8.self) })
  }

  private static func decode(_ text: Substring) throws -> Data {
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
    else { throw CocoaError(.coderReadCorrupt) }
    let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    let padded = plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else { throw CocoaError(.coderReadCorrupt) }
    return data
  }
}
