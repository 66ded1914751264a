/// A token for GitHub's API.
package struct Token: Sendable, Hashable {
  /// The token itself; nil for nobody's, with which GitHub shows public things only.
  package let secret: Secret?
  /// Tells tokens apart without giving one away: the beginning of its SHA-256. ETags are valid for one token only.
  package let identity: String
  /// Whose limits its calls draw on. Tokens that follow one another for the same installation share it.
  package let account: String

  /// A token; of an account of its own, if none is given.
  package init(_ secret: Secret, account: String? = nil) {
    self.secret = secret
    identity = String(secret.withBytes { BodyDigest(of: $0) }.description.prefix(16))
    self.account = account ?? identity
  }

  /// Nobody's token.
  package static let anonymous = Token()

  private init() {
    secret = nil
    identity = "anonymous"
    account = identity
  }

  /// Equal when the identity is.
  package static func == (left: Token, right: Token) -> Bool { left.identity == right.identity }

  /// Hashes the identity.
  package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
