package import GitHub
package import MissionCore
import Synchronization

/// A clock that moves only when it is told to, or when somebody sleeps on it: then it is later at once.
package final class ManualClock: Timekeeper {
  private struct State {
    var passed = Duration.zero
    var slept: [Duration] = []
  }

  /// 2026-11-20T12:00:00Z.
  package static let start = Timestamp(milliseconds: 1_795_176_000_000)

  private let state = Mutex(State())

  /// A clock that stands at the start.
  package init() {}

  package var now: Moment {
    let passed = state.withLock { $0.passed }
    let start = Moment(uptime: .seconds(1_000), wall: Self.start)
    return Moment(uptime: start.uptime + passed, wall: start.timestamp(at: start.uptime + passed))
  }

  /// What it shows.
  package var wall: Timestamp { now.wall }

  /// How long it was slept on, each time.
  package var slept: [Duration] { state.withLock { $0.slept } }

  package func sleep(for duration: Duration) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    state.withLock { $0.slept.append(duration) }
    advance(by: duration)
  }

  /// Moves on; it never goes back.
  package func advance(by duration: Duration) { state.withLock { $0.passed += max(.zero, duration) } }

  /// Moves on to a moment; a moment that is over changes nothing.
  package func advance(to moment: Timestamp) {
    advance(by: .milliseconds(moment.milliseconds - wall.milliseconds))
  }
}
