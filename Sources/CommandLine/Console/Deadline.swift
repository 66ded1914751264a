import Synchronization

/// How long something may take as a whole, however many calls it makes.
package enum Deadline {
  /// The time was over before the work was.
  package struct Passed: Error {}

  /// Does work, or gives up on it when its time is over. Work that does not notice that it was cancelled is left
  /// behind; it ends with the process.
  ///
  /// - Parameter limit: how long it may take; nil for as long as it likes.
  package static func keep<Value: Sendable>(
    _ limit: Duration?, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard let limit else { return try await work() }
    let race = Race<Value>()
    // A group would wait for work that does not notice its cancellation.
    let worker = Task {
      do {
        race.end(.success(try await work()))
      } catch {
        race.end(.failure(error))
      }
    }
    let clock = Task {
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      race.end(.failure(Passed()))
    }
    defer {
      worker.cancel()
      clock.cancel()
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { race.await($0) }
    } onCancel: {
      race.end(.failure(CancellationError()))
    }
  }

  /// Whoever ends it first decides.
  private final class Race<Value: Sendable>: Sendable {
    private enum State {
      case open(CheckedContinuation<Value, any Error>?)
      case ended(Result<Value, any Error>)
      case told
    }

    private let state = Mutex(State.open(nil))

    func await(_ continuation: CheckedContinuation<Value, any Error>) {
      let result = state.withLock { state -> Result<Value, any Error>? in
        switch state {
        case .open:
          state = .open(continuation)
          return nil
        case .ended(let result):
          state = .told
          return result
        case .told: preconditionFailure("Invalid state: a race is awaited once")
        }
      }
      if let result { continuation.resume(with: result) }
    }

    func end(_ result: Result<Value, any Error>) {
      let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
        switch state {
        case .open(let continuation?):
          state = .told
          return continuation
        case .open(nil):
          state = .ended(result)
          return nil
        case .ended, .told: return nil
        }
      }
      continuation?.resume(with: result)
    }
  }
}
