package import Redis

/// The one way in: every signal is stored here, durably and once, before anybody is told that it was accepted.
///
/// On one connection the many small signals are written in groups, on another the few with a large body, one after the
/// other and straight from their file, so that neither waits for the other.
package final class SignalIntake: Sendable {
  /// Called exactly once, on a connection's thread, which it must not block; where a request cannot even be queued, on
  /// the caller's thread before `accept` returns.
  package typealias Completion = @Sendable (Result<Acceptance, RedisError>) -> Void

  private static let script = Script(name: "accept", source: PackageResources.accept_lua)

  /// One lane's turn of Redis' loop takes four to eight deliveries, and sixteen of GitHub's connections are at once
  /// half here and half in Redis.
  private static let lanes = 2

  private let keys: Keys
  private let limits: Limits
  private let small: RedisConnection
  private let large: RedisConnection

  /// Connects to the Redis at `address`.
  ///
  /// - Parameter options: of both connections; the deadline is that of `limits`.
  package init(
    address: RedisAddress, keys: Keys, limits: Limits = Limits(), options: RedisConnection.Options = .init()
  ) {
    self.keys = keys
    self.limits = limits
    var grouping = options
    grouping.lanes = Self.lanes
    small = RedisConnection(to: address, options: grouping)
    large = RedisConnection(to: address, options: options)
  }

  /// Takes signals over a connection that is there already, for a sender of a few small ones; ``close()`` closes it.
  package init(over connection: RedisConnection, keys: Keys, limits: Limits = Limits()) {
    self.keys = keys
    self.limits = limits
    small = connection
    large = connection
  }

  /// Fails what waits with `.closed`. Such a signal may have been stored; sending it again is safe.
  package func close() {
    small.close()
    large.close()
  }

  /// Stores a signal unless it is known.
  ///
  /// A failure says nothing about whether it was stored: then it has to be sent again, and may turn out a duplicate.
  package func accept(_ signal: Signal, completion: @escaping Completion) {
    let isDetached = signal.body?.size ?? 0 > limits.inlineBody
    let request = request(for: signal, isDetached: isDetached)
    let conclude: RedisConnection.Completion = { result in
      switch result {
      case .failure(let error): completion(.failure(error))
      case .success(let reply):
        completion(Acceptance(reply).map { .success($0) } ?? .failure(.unexpectedReply("accept")))
      }
    }
    (isDetached ? large : small).submit(request, timeout: limits.deadline, completion: conclude)
  }

  /// Stores a signal unless it is known; for signals of our own.
  package func accept(_ signal: Signal) async throws(RedisError) -> Acceptance {
    let result = await withCheckedContinuation { continuation in
      accept(signal) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  private func request(for signal: Signal, isDetached: Bool) -> RedisRequest {
    let bodyKey = keys.body(signal.id)
    var arguments: [RedisArgument] = []
    arguments.reserveCapacity(12 + signal.fields.count * 2)
    arguments += [
      .text(signal.hook), .text(signal.digest), .integer(max(1, Int(limits.memory.components.seconds))),
      .integer(limits.highWaterMark),
    ]
    if isDetached, let body = signal.body { arguments.append(.body(body)) }
    arguments += ["kind", .text(signal.kind.rawValue), "id", .text(signal.id)]
    for field in signal.fields {
      arguments.append(.text(field.name))
      arguments.append(.bytes(field.value))
    }
    if let body = signal.body {
      arguments += isDetached ? ["body_key", .text(bodyKey)] : ["body", .body(body)]
    }
    let keys = [keys.seen(signal.id), keys.signals] + (isDetached ? [bodyKey] : [])
    return .script(Self.script, keys: keys, arguments: arguments)
  }
}
