import Synchronization

/// A value that the tasks and threads of a test share.
final class Guarded<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: sending Value) {
    mutex = Mutex(value)
  }

  var value: Value { mutex.withLock { $0 } }

  func change(_ body: (inout sending Value) -> Void) {
    mutex.withLock { body(&$0) }
  }
}
