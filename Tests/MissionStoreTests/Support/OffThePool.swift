import System

@testable import MissionStore

/// Runs blocking work on a thread of its own: the cooperative pool has as many threads as the machine has cores.
func offThePool<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    OwnedThread.start(name: "test") { continuation.resume(returning: work()) }
  }
}
