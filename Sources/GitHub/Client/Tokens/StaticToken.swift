package import MissionCore

/// One token that stays: a personal access token.
package struct StaticToken: TokenSource {
  private let value: Token

  /// A source of this token.
  package init(_ secret: Secret) {
    value = Token(secret)
  }

  /// The token.
  package func token(for repository: RepositoryName?) async throws(GitHubError) -> Token { value }

  /// There is no other.
  package func refused(_ token: Token) async -> Bool { false }
}
