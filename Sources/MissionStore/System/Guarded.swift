import Glibc

/// A value that is only reached with its lock held.
///
/// A pthread mutex and not `Synchronization.Mutex`: under contention the latter's slow path lives inside an
/// uninstrumented library, and ThreadSanitizer then reports races that do not exist.
///
/// `@unchecked Sendable`: `value` is touched only inside `withLock`, which holds `mutex`.
final class Guarded<Value>: @unchecked Sendable {
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init(_ value: sending Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    guard pthread_mutex_init(mutex, nil) == 0 else { preconditionFailure("Invalid state: no mutex to be had") }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` with the lock held. `body` must neither block nor call back into the same lock.
  func withLock<Answer, Failure: Error>(_ body: (inout Value) throws(Failure) -> Answer) throws(Failure) -> Answer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
