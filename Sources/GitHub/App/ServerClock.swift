package import MissionCore
import Synchronization

/// How far our wall clock is from GitHub's, as its answers tell.
package final class ServerClock: Sendable {
  private let state = Mutex<Duration?>(nil)

  /// A clock that has heard nothing yet.
  package init() {}

  /// What has to be added to our clock to get GitHub's: negative when ours is ahead. Nil before the first answer.
  ///
  /// The smallest correction that explains the latest answer; zero when none is needed.
  package var skew: Duration? { state.withLock { $0 } }

  /// Takes in the `Date` of an answer to a request that went out and came back at these times of our wall clock.
  package func hear(_ date: Timestamp, sentAt: Timestamp, receivedAt: Timestamp) {
    // The date was cut to whole seconds, and was written at any time between sending and receiving.
    let least = Self.difference(date, receivedAt)
    let most = Self.difference(date.adding(milliseconds: 999), sentAt)
    let skew: Duration = least > .zero ? least : most < .zero ? most : .zero
    state.withLock { $0 = skew }
  }

  private static func difference(_ left: Timestamp, _ right: Timestamp) -> Duration {
    let (difference, overflow) = left.milliseconds.subtractingReportingOverflow(right.milliseconds)
    return .milliseconds(overflow ? 0 : difference)
  }
}
