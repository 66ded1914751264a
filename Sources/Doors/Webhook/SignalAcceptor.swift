package import MissionStore
package import Redis

/// Takes signals in, durably and once: what the door needs of the store.
package protocol SignalAcceptor: Sendable {
  /// Stores a signal unless it is known. `completion` is called exactly once, on any thread; it does not block.
  func accept(
    _ signal: Signal, completion: @escaping @Sendable (Result<Acceptance, RedisError>) -> Void)
}

extension SignalIntake: SignalAcceptor {}
