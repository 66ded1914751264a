import MissionCore
import Synchronization

/// Wakes one sleeper early: the poller sleeps until the next due time, and a commit that makes work due rings.
final class Alarm: Sendable {
  private enum State {
    case quiet
    case rung
    case sleeping(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.quiet)

  /// Wakes the sleeper, or keeps the next one from falling asleep.
  func ring() {
    let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard case .sleeping(let continuation) = state else {
        state = .rung
        return nil
      }
      state = .quiet
      return continuation
    }
    sleeper?.resume()
  }

  /// Sleeps until `moment` (for at most `limit` seconds), or until somebody rings or the task is cancelled.
  func wait(until moment: Timestamp?, _ now: Timestamp, _ limit: Int) async throws {
    let longest = Int64(limit) * 1000
    let pause = min(longest, moment.map { max(0, $0.milliseconds - now.milliseconds) } ?? longest)
    guard pause > 0 else { return }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(for: .milliseconds(pause)) }
      group.addTask { await self.sleep() }
      await group.next()
      group.cancelAll()
      // The other one may still sleep: ringing ends it, and a cancelled pause ends by itself.
      self.wakeSleeper()
    }
    try Task.checkCancellation()
  }

  private func sleep() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isAwake = state.withLock { state in
          if case .rung = state {
            state = .quiet
            return true
          }
          if Task.isCancelled { return true }
          state = .sleeping(continuation)
          return false
        }
        if isAwake { continuation.resume() }
      }
    } onCancel: {
      wakeSleeper()
    }
  }

  private func wakeSleeper() {
    let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard case .sleeping(let continuation) = state else { return nil }
      state = .quiet
      return continuation
    }
    sleeper?.resume()
  }
}
