package import MissionCore
import Synchronization

/// The one gate that every call to GitHub goes through, whoever makes it: waits as long as ``RateBudget`` says.
package final class RateGovernor: Sendable {
  /// Why a call was not let through.
  package enum Refusal: Error, Sendable, Equatable {
    /// It would have to wait longer than the caller wants; try again at the given time.
    case limited(until: Timestamp, RateLimit)
    /// The task was cancelled while it waited.
    case cancelled
  }

  private enum Wake: Sendable {
    case decided(RateBudget.Admission)
    case cancelled
  }

  private struct Waiter {
    let number: Int
    let kind: CallKind
    let priority: CallPriority
    let account: String
    let continuation: CheckedContinuation<Wake, Never>
  }

  private struct State {
    var budget: RateBudget
    var waiters: [Waiter] = []
    var nextNumber = 0
  }

  private let timekeeper: any Timekeeper
  private let state: Mutex<State>

  /// A governor with the budget's bounds.
  package init(configuration: RateConfiguration = RateConfiguration(), timekeeper: any Timekeeper = SystemTimekeeper())
  {
    self.timekeeper = timekeeper
    state = Mutex(State(budget: RateBudget(configuration: configuration)))
  }

  /// Waits until the call may go out. The permit must be given back with ``settle(_:_:)``, whatever happens.
  ///
  /// Each account has limits of its own (``Token/account``). Waiting for another call to end has no bound, because
  /// calls end.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for a limit of GitHub's to pass.
  ///   - turn: how long to wait for this call's turn among ours; nil for as long as `patience`.
  package func admit(
    _ kind: CallKind, _ priority: CallPriority, for account: String = "", patience: Duration = .seconds(15),
    turn: Duration? = nil
  ) async throws(Refusal) -> RateBudget.Permit {
    let start = timekeeper.now.uptime
    while true {
      switch await admission(kind, priority, account) {
      case .cancelled: throw .cancelled
      case .decided(.granted(let permit)): return permit
      case .decided(.full): continue
      case .decided(.later(let uptime, let limit)):
        let now = timekeeper.now
        guard uptime <= start + (limit == .pace ? turn ?? patience : patience) else {
          throw .limited(until: now.timestamp(at: uptime), limit)
        }
        do {
          try await timekeeper.sleep(for: uptime - now.uptime)
        } catch {
          throw .cancelled
        }
      }
    }
  }

  /// Gives the permit back. For a limited call, until when calls of its kind have to wait.
  @discardableResult
  package func settle(_ permit: RateBudget.Permit, _ outcome: CallOutcome) -> Timestamp? {
    let now = timekeeper.now
    let (until, woken) = state.withLock { state in
      let until = state.budget.settle(permit, outcome, at: now)
      return (until, Self.wake(&state, at: now))
    }
    for (waiter, admission) in woken { waiter.continuation.resume(returning: .decided(admission)) }
    return until
  }

  /// Whether a failed call may be tried once more; see ``RateBudget/grantRetry()``.
  package func grantRetry() -> Bool {
    state.withLock { $0.budget.grantRetry() }
  }

  /// The state in numbers.
  package var snapshot: RateSnapshot {
    let now = timekeeper.now
    return state.withLock { $0.budget.snapshot(at: now) }
  }

  /// Calls that wait for another one to end.
  package var waitingCount: Int { state.withLock { $0.waiters.count } }

  // MARK: - Waiting

  private func admission(_ kind: CallKind, _ priority: CallPriority, _ account: String) async -> Wake {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waiter = Waiter(
          number: number, kind: kind, priority: priority, account: account, continuation: continuation)
        if let wake = enter(waiter) { continuation.resume(returning: wake) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
      }
      waiter?.continuation.resume(returning: .cancelled)
    }
  }

  /// Decides at once, or lines up and gives nil.
  private func enter(_ waiter: Waiter) -> Wake? {
    let now = timekeeper.now
    return state.withLock { state in
      // The handler runs after the flag is set: whoever does not see the flag here is found in the line by it.
      if Task.isCancelled { return .cancelled }
      // Nobody overtakes those who wait with the same or a higher priority.
      let isBehind = state.waiters.contains { $0.priority >= waiter.priority }
      if !isBehind {
        let admission = state.budget.admit(waiter.kind, waiter.priority, for: waiter.account, at: now)
        if admission != .full { return .decided(admission) }
      }
      state.waiters.append(waiter)
      return nil
    }
  }

  /// Takes those out of the line who need not wait for a place any more, the urgent first, else in their order.
  private static func wake(_ state: inout State, at now: Moment) -> [(Waiter, RateBudget.Admission)] {
    var woken: [(Waiter, RateBudget.Admission)] = []
    while let index = first(of: state.waiters) {
      let waiter = state.waiters[index]
      let admission = state.budget.admit(waiter.kind, waiter.priority, for: waiter.account, at: now)
      guard admission != .full else { break }
      state.waiters.remove(at: index)
      woken.append((waiter, admission))
    }
    return woken
  }

  private static func first(of waiters: [Waiter]) -> Int? {
    waiters.firstIndex { $0.priority == .eventDriven } ?? waiters.indices.first
  }
}
