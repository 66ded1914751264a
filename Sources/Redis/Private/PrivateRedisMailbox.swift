import System

/// What the supervisor's thread and everybody else tell each other.
final class PrivateRedisMailbox: Sendable {
  typealias Start = CheckedContinuation<Result<Void, PrivateRedisError>, Never>
  typealias Stop = CheckedContinuation<Void, Never>

  struct News {
    var mustStop: Bool
    var answer: PrivateRedisProbe.Answer?
  }

  private struct State {
    /// Nobody else may work in the directory before the server is gone.
    var lock: DataDirectoryLock?
    var start: Start?
    var stops: [Stop] = []
    var mustStop = false
    var isOver = false
    var answer: PrivateRedisProbe.Answer?
  }

  private let state: Guarded<State>
  private let wakeup = Wakeup()

  init(holding lock: DataDirectoryLock) { state = Guarded(State(lock: lock)) }

  /// Readable when there is news.
  var descriptor: Int32 { wakeup.descriptor }

  func awaitStart(_ start: Start) { state.withLock { $0.start = start } }

  func tellStart(_ result: Result<Void, PrivateRedisError>) {
    let start = state.withLock { state in
      defer { state.start = nil }
      return state.start
    }
    start?.resume(returning: result)
  }

  func requestStop(_ stop: Stop?) {
    let isOver = state.withLock { state in
      state.mustStop = true
      if !state.isOver, let stop { state.stops.append(stop) }
      return state.isOver
    }
    if isOver { stop?.resume() } else { wakeup.ring() }
  }

  func tellOver() {
    let stops = state.withLock { state in
      state.isOver = true
      state.lock = nil
      defer { state.stops = [] }
      return state.stops
    }
    for stop in stops { stop.resume() }
  }

  func put(_ answer: PrivateRedisProbe.Answer) {
    state.withLock { $0.answer = answer }
    wakeup.ring()
  }

  func take() -> News {
    wakeup.drain()
    return state.withLock { state in
      defer { state.answer = nil }
      return News(mustStop: state.mustStop, answer: state.answer)
    }
  }
}
