package import MissionCore

/// Gives the token for the next call. A source that fetches tokens does so once for all who wait.
package protocol TokenSource: Sendable {
  /// The token to use now for a call about this repository; nil stands for calls that are about none.
  func token(for repository: RepositoryName?) async throws(GitHubError) -> Token
  /// Hears that GitHub refused this token (401). Says whether asking again may bring another one.
  func refused(_ token: Token) async -> Bool
  /// A token that somebody else may push to this repository with; nil where there is none.
  func pushToken(for repository: RepositoryName) async throws(GitHubError) -> Secret?
}

extension TokenSource {
  /// The token as it is: it cannot be narrowed.
  package func pushToken(for repository: RepositoryName) async throws(GitHubError) -> Secret? {
    try await token(for: repository).secret
  }
}
