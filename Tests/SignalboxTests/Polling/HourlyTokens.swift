import GitHub
import MissionCore
import TestSupport

/// Gives another token every hour, as an App's installation does.
struct HourlyTokens: TokenSource {
  let clock: ManualClock

  func token(for repository: RepositoryName?) async throws(GitHubError) -> Token {
    guard let secret = try? Secret("hour-\(clock.wall.milliseconds / 3_600_000)") else { return .anonymous }
    return Token(secret, account: "installation 1")
  }

  func refused(_ token: Token) async -> Bool { false }
}
