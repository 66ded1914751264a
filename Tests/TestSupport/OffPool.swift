import System

/// Runs blocking work on a thread of its own: the cooperative pool has as few threads as the machine has cores, and a
/// test that blocks one can keep the other side of its own conversation from running.
package func offPool<Value: Sendable, Failure: Error>(
  _ work: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result = await withCheckedContinuation { continuation in
    OwnedThread.start(name: "test") {
      do throws(Failure) {
        continuation.resume(returning: Result<Value, Failure>.success(try work()))
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
  }
  return try result.get()
}
