import Glibc

/// A thread of our own with a beginning and an end; blocking belongs here, never on the cooperative pool.
struct OwnedThread: ~Copyable {
  private let handle: pthread_t

  /// Starts the thread, or nil when the system has none left.
  init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    var handle = pthread_t()
    let failure = pthread_create(
      &handle, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard failure == 0 else {
      box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits for its end.
  consuming func join() {
    pthread_join(handle, nil)
  }

  /// Lets it end by itself.
  consuming func detach() {
    pthread_detach(handle)
  }

  private final class Box {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}
