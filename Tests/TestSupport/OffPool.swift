import Glibc

/// Runs blocking work on a thread of its own: the cooperative pool has two threads here, and a test that blocks one can
/// keep the other side of its own conversation from running.
package func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let box = Unmanaged.passRetained(Work { continuation.resume(with: Result { try work() }) })
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    precondition(failure == 0, "no thread for a test")
    pthread_detach(thread)
  }
}

private final class Work {
  let run: () -> Void

  init(_ run: @escaping () -> Void) {
    self.run = run
  }
}

/// Waits until a condition holds, at most ten seconds; says whether it does.
package func eventually(_ condition: () -> Bool) -> Bool {
  for _ in 0..<10_000 {
    if condition() { return true }
    poll(nil, 0, 1)
  }
  return condition()
}
