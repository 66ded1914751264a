import Synchronization

/// Does a piece of work once for all who want its result at the same time.
///
/// Whoever is cancelled leaves at once; the work goes on as long as one is left who waits for it.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private typealias Waiter = CheckedContinuation<Result<Value, GitHubError>, Never>

  private struct Flight {
    /// Tells a flight from the next one for the same key.
    let number: Int
    var waiters: [Int: Waiter] = [:]
    var task: Task<Void, Never>?
  }

  private struct State {
    var flights: [Key: Flight] = [:]
    var nextNumber = 0
  }

  private let state = Mutex(State())

  /// The result of the work that is under way for this key, or else of this one.
  func value(
    for key: Key, _ work: @escaping @Sendable () async throws(GitHubError) -> Value
  ) async throws(GitHubError) -> Value {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in enter(number, key, continuation, work) }
    } onCancel: {
      leave(number, key)
    }
    return try result.get()
  }

  private func enter(
    _ number: Int, _ key: Key, _ waiter: Waiter, _ work: @escaping @Sendable () async throws(GitHubError) -> Value
  ) {
    let isCancelled = state.withLock { state in
      // The handler runs after the flag is set: whoever does not see the flag here is found in the flight by it.
      if Task.isCancelled { return true }
      if state.flights[key] != nil {
        state.flights[key]?.waiters[number] = waiter
        return false
      }
      var flight = Flight(number: number)
      flight.waiters[number] = waiter
      // No caller's task owns it: it lives as long as one is left who waits for it, and the last one who leaves cancels
      // it.
      flight.task = Task { [self] in
        let result: Result<Value, GitHubError>
        do throws(GitHubError) {
          result = .success(try await work())
        } catch let error {
          result = .failure(error)
        }
        land(number, key, result)
      }
      state.flights[key] = flight
      return false
    }
    if isCancelled { waiter.resume(returning: .failure(.cancelled)) }
  }

  private func land(_ number: Int, _ key: Key, _ result: Result<Value, GitHubError>) {
    let waiters = state.withLock { state -> [Int: Waiter] in
      guard let flight = state.flights[key], flight.number == number else { return [:] }
      state.flights[key] = nil
      return flight.waiters
    }
    for waiter in waiters.values { waiter.resume(returning: result) }
  }

  private func leave(_ number: Int, _ key: Key) {
    let (waiter, task) = state.withLock { state -> (Waiter?, Task<Void, Never>?) in
      guard let waiter = state.flights[key]?.waiters.removeValue(forKey: number) else { return (nil, nil) }
      guard state.flights[key]?.waiters.isEmpty == true else { return (waiter, nil) }
      // Nobody is left: the next one who comes starts anew.
      return (waiter, state.flights.removeValue(forKey: key)?.task)
    }
    task?.cancel()
    waiter?.resume(returning: .failure(.cancelled))
  }
}
