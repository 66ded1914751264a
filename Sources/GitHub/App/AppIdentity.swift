import FoundationEssentials
package import MissionCore

/// A GitHub App: its name for GitHub, and the key that proves it.
package struct AppIdentity: Sendable {
  /// The App's client id or its number; GitHub takes both.
  package let id: String
  private let key: AppKey

  /// Why an id was refused: it is neither a number nor letters and digits as in `Iv23liabc`.
  package struct Fault: Error, Sendable, Equatable {
    /// The id that was given.
    package let id: String

    /// The fault of this id.
    package init(id: String) { self.id = id }
  }

  /// An App.
  package init(id: String, key: AppKey) throws(Fault) {
    let isPlausible =
      (1...100).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    guard isPlausible else { throw Fault(id: id) }
    self.id = id
    self.key = key
  }

  /// How long an assertion is good after the moment it was made for, in seconds.
  static let assertionSeconds = 480

  /// A JWT that says for 8 minutes "I am this App" (RFC 7519, RS256). Nil when OpenSSL has no memory.
  ///
  /// GitHub refuses what was issued in its future, so the assertion is dated a minute back; and what lasts longer than
  /// 10 minutes, so it ends 9 minutes after that.
  package func assertion(at now: Timestamp) -> Secret? {
    // Whole seconds, rounded down. The Unix time is all that GitHub reads.
    let issued = now.adding(seconds: -60).milliseconds / 1000
    let head = #"{"alg":"RS256","typ":"JWT"}"#
    // The id has no character that JSON would want escaped.
    let claims = #"{"iat":\#(issued),"exp":\#(issued + 540),"iss":"\#(id)"}"#
    let signed = Base64URL.encode(head.utf8) + "." + Base64URL.encode(claims.utf8)
    guard let signature = key.signature(of: Array(signed.utf8)) else { return nil }
    return try? Secret(signed + "." + Base64URL.encode(signature))
  }
}
