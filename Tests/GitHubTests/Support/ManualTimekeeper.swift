import GitHub
import MissionCore
import Synchronization

/// A clock that moves only when it is told to, or when somebody sleeps on it: then it is later at once.
final class ManualTimekeeper: Timekeeper {
  private struct State {
    var uptime: Duration = .seconds(1_000)
    var slept: [Duration] = []
  }

  /// 2026-11-20T12:00:00Z.
  static let start = Timestamp(milliseconds: 1_795_176_000_000)

  private let state = Mutex(State())

  var now: Moment { state.withLock { Self.moment($0.uptime) } }
  var slept: [Duration] { state.withLock { $0.slept } }

  func sleep(for duration: Duration) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    state.withLock { state in
      state.slept.append(duration)
      state.uptime += max(.zero, duration)
    }
  }

  func advance(by duration: Duration) {
    state.withLock { $0.uptime += duration }
  }

  private static func moment(_ uptime: Duration) -> Moment {
    let start = Moment(uptime: .seconds(1_000), wall: Self.start)
    return Moment(uptime: uptime, wall: start.timestamp(at: uptime))
  }
}
