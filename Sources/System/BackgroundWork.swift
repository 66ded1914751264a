/// Work that is handed in where nobody may wait for it (a reader of signals, a server's thread) and that runs beside
/// what its owner does: in ``run()``, as long as its owner lives.
///
/// It is bounded: what comes beyond the bound, or after the end, is refused, and whoever hands it in says so.
package final class BackgroundWork: Sendable {
  private typealias Work = @Sendable () async -> Void

  private struct State {
    var waiting = Queue<Work>()
    /// How many are handed in and have not ended.
    var unfinished = 0
    var isOver = false
  }

  private let bound: Int
  private let state = Guarded(State())
  private let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  /// Ends when everything has ended that was handed in before the end.
  private let (rest, resting) = AsyncStream.makeStream(of: Void.self)

  /// - Parameter bound: how many may be unfinished at once.
  package init(bound: Int) { self.bound = bound }

  /// Takes work in, and returns at once.
  ///
  /// - Returns: whether it was taken: not where too much is unfinished, or after the end.
  package func begin(_ work: @escaping @Sendable () async -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isOver, state.unfinished < bound else { return false }
      state.unfinished += 1
      state.waiting.append(work)
      return true
    }
    if isTaken { bell.yield() }
    return isTaken
  }

  /// Runs what is handed in, all of it side by side, until ``finish(within:)`` or until cancelled; what runs then is
  /// cancelled too. Called once.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for await _ in rings { beginWaiting(in: &group) }
      // Who finished may have rung before the last ones were taken out.
      if !Task.isCancelled { beginWaiting(in: &group) }
    }
    state.withLock { $0.isOver = true }
  }

  /// Runs what is waiting now and waits for its end, where nobody ``run()``s it.
  ///
  /// - Returns: how many there were.
  package func drain() async -> Int {
    await withDiscardingTaskGroup { group in beginWaiting(in: &group) }
  }

  /// Refuses newcomers from now on and waits until what was taken in has ended, at most so long.
  ///
  /// - Returns: how many have not ended by then.
  package func finish(within limit: Duration) async -> Int {
    let isIdle = state.withLock { state in
      state.isOver = true
      return state.unfinished == 0
    }
    bell.finish()
    if isIdle { resting.finish() }
    await withTaskGroup { group in
      group.addTask { [rest] in for await _ in rest {} }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
    return state.withLock { $0.unfinished }
  }

  @discardableResult
  private func beginWaiting(in group: inout DiscardingTaskGroup) -> Int {
    let waiting = state.withLock { $0.waiting.removeAll() }
    for work in waiting {
      group.addTask {
        await work()
        self.end()
      }
    }
    return waiting.count
  }

  private func end() {
    let isLast = state.withLock { state in
      state.unfinished -= 1
      return state.isOver && state.unfinished == 0
    }
    if isLast { resting.finish() }
  }
}
