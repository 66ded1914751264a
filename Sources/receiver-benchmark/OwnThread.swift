import Glibc

/// Runs blocking work on a thread of its own: the cooperative pool has no thread to spare.
enum OwnThread {
  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Box { continuation.resume(returning: work()) })
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, box.toOpaque())
      guard failure == 0 else { preconditionFailure("Invalid state: no thread to be had") }
      pthread_detach(thread)
    }
  }

  private final class Box {
    let work: () -> Void

    init(_ work: @escaping () -> Void) {
      self.work = work
    }
  }
}
