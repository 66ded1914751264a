package import MissionCore
import Synchronization

/// Gives the App's own assertions as tokens: what GitHub wants for all that concerns the App itself and the making of
/// installation tokens.
///
/// When GitHub refuses an assertion and its answers show that our clock is wrong, the next one is dated by GitHub's
/// clock.
package final class AppTokens: TokenSource {
  private struct Issued {
    let token: Token
    let correction: Duration
    /// When, by the steady clock, it is time for another.
    let renewAt: Duration
  }

  private struct State {
    var issued: Issued?
    /// What is added to our clock.
    var correction: Duration = .zero
  }

  /// Less is no reason for a refusal: assertions leave a minute on both sides.
  private static let leastCorrection: Duration = .seconds(10)

  private let app: AppIdentity
  private let clock: ServerClock
  private let timekeeper: any Timekeeper
  private let state = Mutex(State())

  /// Assertions of this App. The clock is one that hears the dates of GitHub's answers: see ``ClockReadingTransport``.
  package init(_ app: AppIdentity, clock: ServerClock, timekeeper: any Timekeeper = SystemTimekeeper()) {
    self.app = app
    self.clock = clock
    self.timekeeper = timekeeper
  }

  /// The present assertion. It is the same for all repositories.
  package func token(for repository: RepositoryName?) async throws(GitHubError) -> Token {
    let now = timekeeper.now
    // Signing under the lock: whoever comes at the same time would only do the same again.
    let token = state.withLock { state -> Token? in
      if let issued = state.issued, now.uptime < issued.renewAt { return issued.token }
      let time = now.wall.adding(milliseconds: state.correction.wholeMilliseconds)
      guard let assertion = app.assertion(at: time) else { return nil }
      let lifetime = Duration.seconds(AppIdentity.assertionSeconds - 60)
      let issued = Issued(
        token: Token(assertion, account: "app"), correction: state.correction, renewAt: now.uptime + lifetime)
      state.issued = issued
      return issued.token
    }
    guard let token else { throw .noToken(.cannotSign) }
    return token
  }

  /// Corrects the clock, if that was it.
  package func refused(_ token: Token) async -> Bool {
    let skew = clock.skew
    return state.withLock { state in
      // Somebody else's refusal came first: there is another by now.
      guard let issued = state.issued, issued.token == token else { return state.issued != nil }
      state.issued = nil
      guard let skew, Self.size(of: skew - issued.correction) >= Self.leastCorrection else { return false }
      state.correction = skew
      return true
    }
  }

  private static func size(of duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
}
