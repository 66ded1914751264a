/// A token for GitHub's API.
public struct Token: Sendable, Hashable {
  /// The token itself; nil for nobody's, with which GitHub shows public things only.
  public let secret: Secret?
  /// Tells tokens apart without giving one away: the beginning of its SHA-256. ETags are valid for one token only.
  public let identity: String

  /// A token.
  public init(_ secret: Secret) {
    self.secret = secret
    identity = String(secret.withBytes { BodyDigest(of: $0) }.description.prefix(16))
  }

  /// Nobody's token.
  public static let anonymous = Token()

  private init() {
    secret = nil
    identity = "anonymous"
  }

  /// Equal when the identity is.
  public static func == (left: Token, right: Token) -> Bool { left.identity == right.identity }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
