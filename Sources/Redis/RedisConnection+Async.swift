extension RedisConnection {
  /// Sends one command and waits for its reply. An error reply is thrown as `.serverError`.
  ///
  /// Cancelling the task does not call the command back: it ends with its reply or at its time limit.
  @discardableResult
  package func send(_ command: [RedisArgument], timeout: Duration? = nil) async throws(RedisError) -> RedisReply {
    try await send(.command(command), timeout: timeout)
  }

  /// Sends one request and waits for its reply. An error reply is thrown as `.serverError`.
  @discardableResult
  package func send(_ request: RedisRequest, timeout: Duration? = nil) async throws(RedisError) -> RedisReply {
    let result = await withCheckedContinuation { continuation in
      submit(request, timeout: timeout) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Sends several requests in one pipeline and returns their replies in the same order, errors among them as
  /// `.error`. Throws only where the connection failed; then any of them may have been executed.
  @discardableResult
  package func send(batch requests: [RedisRequest], timeout: Duration? = nil) async throws(RedisError) -> [RedisReply] {
    let result = await withCheckedContinuation { continuation in
      submit(batch: requests, timeout: timeout) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Runs a script and waits for its answer. An error reply is thrown as `.serverError`.
  @discardableResult
  package func run(
    _ script: Script, keys: [String], arguments: [RedisArgument] = [], timeout: Duration? = nil
  ) async throws(RedisError) -> RedisReply {
    try await send(.script(script, keys: keys, arguments: arguments), timeout: timeout)
  }
}
