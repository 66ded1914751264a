import GitHub
import MissionCore
import System

/// Tokens one after the other: the next when the present one was refused.
final class RotatingTokens: TokenSource {
  private let tokens: Guarded<[Token]>

  init(_ texts: [String]) throws {
    tokens = Guarded(try texts.map { Token(try Secret($0)) })
  }

  func token(for repository: RepositoryName?) async throws(GitHubError) -> Token {
    guard let first = tokens.withLock(\.first) else { throw .noToken(.none) }
    return first
  }

  func refused(_ token: Token) async -> Bool {
    tokens.withLock { tokens in
      if tokens.first == token { tokens.removeFirst() }
    }
    return tokens.withLock { !$0.isEmpty }
  }
}
