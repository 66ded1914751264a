public import MissionCore

/// One token that stays: a personal access token.
public struct StaticToken: TokenSource {
  private let value: Token

  /// A source of this token.
  public init(_ secret: Secret) {
    value = Token(secret)
  }

  /// The token.
  public func token(for repository: RepositoryName?) async throws(GitHubError) -> Token { value }

  /// There is no other.
  public func refused(_ token: Token) async -> Bool { false }
}
