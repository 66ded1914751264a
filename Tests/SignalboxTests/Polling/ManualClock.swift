import GitHub
import MissionCore
import Synchronization

/// A clock that moves by hand. Whoever sleeps on it wakes at once, and it is later then.
final class ManualClock: Timekeeper {
  static let start = Timestamp(milliseconds: 1_795_176_000_000)
  private let passed = Mutex<Int64>(0)

  var wall: Timestamp { Self.start.adding(milliseconds: passed.withLock { $0 }) }

  var now: Moment {
    let passed = passed.withLock { $0 }
    return Moment(uptime: .milliseconds(1_000_000 + passed), wall: Self.start.adding(milliseconds: passed))
  }

  func sleep(for duration: Duration) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    advance(milliseconds: duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
  }

  func advance(seconds: Int) { advance(milliseconds: Int64(seconds) * 1000) }

  /// Moves on to a moment; a moment that is over changes nothing.
  func advance(to moment: Timestamp) { advance(milliseconds: moment.milliseconds - wall.milliseconds) }

  private func advance(milliseconds: Int64) { passed.withLock { $0 += max(0, milliseconds) } }
}
