/// The one way in: every signal is stored here, durably and once, before anybody is told that it was accepted.
///
/// On a few connections the many small signals are written in groups, on another the few with a large body, one after
/// the other and straight from their file, so that neither waits for the other.
public final class SignalIntake: Sendable {
  /// Called exactly once, on a connection's thread, which it must not block; where a request cannot even be queued, on
  /// the caller's thread before `accept` returns.
  public typealias Completion = @Sendable (Result<Acceptance, RedisError>) -> Void

  private static let script = Script(name: "accept", source: PackageResources.accept_lua)

  /// Four turns of Redis' loop take what sixteen of GitHub's connections send at once.
  private static let lanes = 4

  private let keys: Keys
  private let limits: Limits
  private let small: IntakeLanes
  private let large: RedisConnection

  /// Connects to the Redis at `address`.
  ///
  /// - Parameter options: of both connections; the deadline is that of `limits`.
  public init(
    address: RedisAddress, keys: Keys, limits: Limits = Limits(), options: RedisConnection.Options = .init()
  ) {
    self.keys = keys
    self.limits = limits
    small = IntakeLanes(count: Self.lanes, to: address, options: options)
    large = RedisConnection(to: address, options: options)
  }

  /// Fails what waits with `.closed`. Such a signal may have been stored; sending it again is safe.
  public func close() {
    small.close()
    large.close()
  }

  /// Stores a signal unless it is known.
  ///
  /// A failure says nothing about whether it was stored: then it has to be sent again, and may turn out a duplicate.
  public func accept(_ signal: Signal, completion: @escaping Completion) {
    let size = signal.body?.size ?? 0
    let isDetached = size > limits.inlineBody
    let request = request(for: signal, isDetached: isDetached)
    let conclude: RedisConnection.Completion = { result in
      switch result {
      case .failure(let error): completion(.failure(error))
      case .success(let reply):
        completion(Acceptance(reply).map { .success($0) } ?? .failure(.unexpectedReply("accept")))
      }
    }
    if isDetached {
      large.submit(request, timeout: limits.deadline, completion: conclude)
    } else {
      // Some 400 bytes of names and numbers come with every body.
      small.submit(request, bytes: size + 400, timeout: limits.deadline, completion: conclude)
    }
  }

  /// Stores a signal unless it is known; for signals of our own.
  public func accept(_ signal: Signal) async throws(RedisError) -> Acceptance {
    let result = await withCheckedContinuation { continuation in
      accept(signal) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  private func request(for signal: Signal, isDetached: Bool) -> RedisRequest {
    let bodyKey = keys.body(signal.id)
    var arguments: [RedisArgument] = [
      .text(signal.hook), .text(signal.digest), .integer(max(1, Int(limits.memory.components.seconds))),
      .integer(limits.highWaterMark), isDetached ? "1" : "0",
    ]
    if isDetached, let body = signal.body { arguments.append(.body(body)) }
    arguments += ["kind", .text(signal.kind.rawValue), "id", .text(signal.id)]
    for field in signal.fields { arguments += [.text(field.name), .bytes(field.value)] }
    if let body = signal.body {
      arguments += ["encoding", .text(CompressedBody.encoding), "size", .integer(body.rawSize)]
      arguments += isDetached ? ["body_key", .text(bodyKey)] : ["body", .body(body)]
    }
    return .script(Self.script, keys: [keys.seen(signal.id), keys.signals, bodyKey], arguments: arguments)
  }
}
