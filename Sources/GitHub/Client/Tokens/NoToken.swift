package import MissionCore

/// No token: public things only, and few calls.
package struct NoToken: TokenSource {
  /// A source of nobody's token.
  package init() {}

  /// Nobody's token.
  package func token(for repository: RepositoryName?) async throws(GitHubError) -> Token { .anonymous }

  /// There is no other.
  package func refused(_ token: Token) async -> Bool { false }
}
