import System

/// Gathers the replies of a batch and tells them once: when the last has come, or at the first failure.
final class RedisBatch: Sendable {
  private struct State {
    var replies: [RedisReply?]
    var missing: Int
    var completion: (@Sendable (Result<[RedisReply], RedisError>) -> Void)?
  }

  private let state: Guarded<State>

  init(count: Int, completion: @escaping @Sendable (Result<[RedisReply], RedisError>) -> Void) {
    state = Guarded(State(replies: Array(repeating: nil, count: count), missing: count, completion: completion))
  }

  func put(_ result: Result<RedisReply, RedisError>, at index: Int) {
    let tell = state.withLock { state -> (@Sendable () -> Void)? in
      guard let completion = state.completion else { return nil }
      switch result {
      case .failure(let error):
        state.completion = nil
        return { completion(.failure(error)) }
      case .success(let reply):
        state.replies[index] = reply
        state.missing -= 1
        guard state.missing == 0 else { return nil }
        state.completion = nil
        let replies = state.replies.compactMap { $0 }
        return { completion(.success(replies)) }
      }
    }
    tell?()
  }
}
