package import MissionCore
package import Redis

/// A town's missions and agents in Redis: reads them, and writes what a signal brought about, all of it or nothing.
///
/// The authority on a mission is our own hash; what stands under `tt:` is written from it in the same commit, for other
/// tools to read. The authority on an agent is its record under `tt:`, which other tools write too.
///
/// Whatever it is asked throws ``StoreError``: Redis failed, or a record cannot be read.
package final class TownStore: Sendable {
  /// What everything is called.
  package let keys: Keys
  /// The way to its Redis.
  package let connection: RedisConnection
  let now: @Sendable () -> Timestamp
  private let highWaterMark: Int

  /// A town's store.
  ///
  /// - Parameters:
  ///   - highWaterMark: how many entries the stream may hold before only the clerk may put something in.
  ///   - now: stamps what is written.
  package init(
    connection: RedisConnection, keys: Keys, highWaterMark: Int = SignalIntake.Limits.usualHighWaterMark,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.connection = connection
    self.keys = keys
    self.highWaterMark = highWaterMark
    self.now = now
  }

  /// Writes a commit, or nothing of it.
  ///
  /// After a thrown error it may or may not have been written. Committing the same again is safe: where an entry was
  /// named, the second attempt is `.gone`; where a mission was, it is `.conflict`.
  package func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
    try await run(
      commit.transaction(keys: keys, highWaterMark: highWaterMark, now: now()), revision: commit.mission?.revision)
  }

  /// Runs checks and writes.
  func run(_ transaction: Transaction, revision: Int? = nil) async throws(StoreError) -> CommitResult {
    let reply = try await send(transaction.request)
    guard let result = CommitResult(reply, revision: revision) else { throw .redis(.unexpectedReply("commit")) }
    return result
  }

  /// Runs a script and gives its answer.
  @discardableResult
  func run(_ script: Script, keys: [String], arguments: [RedisArgument]) async throws(StoreError) -> RedisReply {
    try await send(.script(script, keys: keys, arguments: arguments))
  }

  /// Asks for what is under one key, the command's second word. A key of another type is an unreadable record.
  func read(_ command: [RedisArgument]) async throws(StoreError) -> RedisReply {
    do throws(StoreError) {
      return try await send(command)
    } catch {
      guard case .redis(.serverError("WRONGTYPE", _)) = error, case .text(let key) = command[1] else { throw error }
      throw .unreadable(key: key, reason: "it has another type")
    }
  }

  /// Sends commands in one pipeline; the first error among the replies is thrown. A command's second word is its key:
  /// one of another type is an unreadable record.
  @discardableResult
  func ask(_ commands: [[RedisArgument]]) async throws(StoreError) -> [RedisReply] {
    let replies = try await send(batch: commands.map { .command($0) })
    for (command, reply) in zip(commands, replies) {
      guard case .error(let code, let message) = reply else { continue }
      guard code == "WRONGTYPE", case .text(let key) = command[1] else {
        throw .redis(.serverError(code: code, message: message))
      }
      throw .unreadable(key: key, reason: "it has another type")
    }
    return replies
  }

  /// Sends one command, whatever it is about; an error reply is a failure of Redis.
  @discardableResult
  func send(_ command: [RedisArgument]) async throws(StoreError) -> RedisReply { try await send(.command(command)) }

  /// Sends one request, whatever it is about; an error reply is a failure of Redis.
  @discardableResult
  func send(_ request: RedisRequest) async throws(StoreError) -> RedisReply {
    do throws(RedisError) { return try await connection.send(request) } catch { throw .redis(error) }
  }

  /// Sends requests in one pipeline and gives their replies in the same order, errors among them as `.error`.
  func send(batch requests: [RedisRequest]) async throws(StoreError) -> [RedisReply] {
    do throws(RedisError) { return try await connection.send(batch: requests) } catch { throw .redis(error) }
  }
}
