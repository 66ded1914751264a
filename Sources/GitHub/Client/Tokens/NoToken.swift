public import MissionCore

/// No token: public things only, and few calls.
public struct NoToken: TokenSource {
  /// A source of nobody's token.
  public init() {}

  /// Nobody's token.
  public func token(for repository: RepositoryName?) async throws(GitHubError) -> Token { .anonymous }

  /// There is no other.
  public func refused(_ token: Token) async -> Bool { false }
}
