import System

/// A connection to Redis, served by one thread of its own.
///
/// Whatever waits is written in one go and answered in order (a pipeline): while Redis works on one group of requests
/// the next one gathers, so a slow disk makes groups larger and not the queue longer. With several lanes
/// (`Options.lanes`) the order among requests is lost.
///
/// A broken connection is rebuilt with growing pauses. Requests that were on their way then fail with
/// `.connectionLost` and are never repeated here: only the caller knows whether repeating is safe.
///
/// A blocking read (`XREADGROUP … BLOCK`) holds up everything behind it and therefore needs a connection of its own,
/// and a timeout longer than its `BLOCK`.
package final class RedisConnection: Sendable {
  /// Called exactly once, on the connection's thread; it must not block. A request that cannot even be queued is
  /// answered on the caller's thread, before `submit` returns.
  package typealias Completion = @Sendable (Result<RedisReply, RedisError>) -> Void

  /// Where it connects to.
  package let address: RedisAddress
  private let options: Options
  private let inbox: RedisInbox

  /// Starts connecting; requests made meanwhile wait.
  package init(to address: RedisAddress, options: Options = Options()) {
    self.address = address
    self.options = options
    let inbox = RedisInbox(maximumRequests: options.maximumRequests, maximumBytes: options.maximumBytes)
    self.inbox = inbox
    OwnedThread.start(name: "redis") {
      RedisLoop(inbox: inbox, address: address, options: options).run()
    }
  }

  deinit { close() }

  /// Fails everything that waits with `.closed` and ends the thread. Returns at once; calling it again does nothing.
  package func close() { inbox.close() }

  /// Asks without `async`, for threads that must not wait. An error reply is a `.serverError`.
  ///
  /// - Parameter timeout: for this request alone, waiting included; nil means the connection's.
  package func submit(_ request: RedisRequest, timeout: Duration? = nil, completion: @escaping Completion) {
    let item = RedisItem(request, deadline: deadline(timeout)) { result in
      if case .success(.error(let code, let message)) = result {
        completion(.failure(.serverError(code: code, message: message)))
      } else {
        completion(result)
      }
    }
    if let refusal = inbox.offer([item]) { completion(.failure(refusal)) }
  }

  /// Asks for several things in one pipeline; the replies come in the order of the requests, errors among them as
  /// `.error`. Between them other clients may run: what must not be torn apart is a script.
  ///
  /// A script that Redis does not know is sent again after the batch: then it runs after its successors.
  package func submit(
    batch requests: [RedisRequest], timeout: Duration? = nil,
    completion: @escaping @Sendable (Result<[RedisReply], RedisError>) -> Void
  ) {
    guard !requests.isEmpty else {
      completion(.success([]))
      return
    }
    let gathering = RedisBatch(count: requests.count, completion: completion)
    let deadline = deadline(timeout)
    let items = requests.enumerated().map { index, request in
      RedisItem(request, deadline: deadline) { gathering.put($0, at: index) }
    }
    if let refusal = inbox.offer(items) { completion(.failure(refusal)) }
  }

  private func deadline(_ timeout: Duration?) -> ContinuousClock.Instant {
    .now.advanced(by: timeout ?? options.commandTimeout)
  }
}
