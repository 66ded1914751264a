import Dispatch
import Glibc
import Synchronization

/// SIGTERM and SIGINT, turned into something to wait for.
///
/// Made before anything listens: between ignoring a signal's default action and having a source for it, a signal would
/// be lost for good.
final class StopSignal: Sendable {
  private struct State {
    var hasArrived = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  // Kept alive as long as this object: a source that is released stops delivering. Never touched again after `init`,
  // so that no two threads use it; the type is not marked Sendable.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "signals")
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [weak self] in self?.arrive() }
      source.resume()
    }
  }

  /// Returns when the process has been asked to stop, or the task is cancelled.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.hasArrived || Task.isCancelled { return true }
          state.waiting.append(continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wakeAll()
    }
  }

  /// Waits until the task is cancelled.
  static func never() async {
    let (stream, _) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
  }

  private func arrive() {
    state.withLock { $0.hasArrived = true }
    wakeAll()
  }

  private func wakeAll() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
