import Glibc

/// Runs blocking work on a thread of its own: the cooperative pool has as few threads as the machine has cores, and the
/// sandbox that runs in this process needs them.
func offPool<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    let box = Unmanaged.passRetained(Work { continuation.resume(returning: work()) })
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

  init(_ run: @escaping () -> Void) { self.run = run }
}
