package import Glibc

/// A value that is only reached with its lock held.
///
/// Where threads of ours meet at every request (System, Redis, MissionStore), because ThreadSanitizer understands a
/// pthread mutex: under contention `Synchronization.Mutex` waits inside an uninstrumented library, and races are
/// reported that do not exist. Everywhere else `Mutex` serves, which needs no class.
///
/// Inlinable, because every request of the store takes such a lock and a generic call across modules would not be
/// specialised.
///
/// `@unchecked Sendable`: `value` is touched only inside `withLock`, which holds `mutex`.
package final class Guarded<Value>: @unchecked Sendable {
  @usableFromInline var value: Value
  @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Takes a value under a lock of its own.
  @inlinable
  package init(_ value: sending Value) {
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
  @inlinable
  package func withLock<Answer, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
