package import MissionCore
package import Redis

/// A town's missions and agents in Redis: reads them, and writes what a signal brought about, all of it or nothing.
///
/// The authority on a mission is our own hash; what stands under `tt:` is written from it in the same commit, for other
/// tools to read. The authority on an agent is its record under `tt:`, which other tools write too.
///
/// Reading throws `RedisError` where Redis fails and `StoreError` where a record cannot be read.
package final class TownStore: Sendable {
  /// What everything is called.
  package let keys: Keys
  /// The way to its Redis.
  package let connection: RedisConnection
  let now: @Sendable () -> Timestamp

  /// A town's store. `now` stamps what is written.
  package init(connection: RedisConnection, keys: Keys, now: @escaping @Sendable () -> Timestamp) {
    self.connection = connection
    self.keys = keys
    self.now = now
  }

  /// Writes a commit, or nothing of it.
  ///
  /// After a thrown error it may or may not have been written. Committing the same again is safe: where an entry was
  /// named, the second attempt is `.gone`; where a mission was, it is `.conflict`.
  package func commit(_ commit: Commit) async throws(RedisError) -> CommitResult {
    try await run(commit.transaction(keys: keys, now: now()), revision: commit.mission?.revision)
  }

  /// Runs checks and writes.
  func run(_ transaction: Transaction, revision: Int? = nil) async throws(RedisError) -> CommitResult {
    let reply = try await connection.send(transaction.request)
    guard let result = CommitResult(reply, revision: revision) else { throw .unexpectedReply("commit") }
    return result
  }

  /// Asks for what is under one key, the command's second word. A key of another type is an unreadable record.
  func read(_ command: [RedisArgument]) async throws -> RedisReply {
    do throws(RedisError) {
      return try await connection.send(command)
    } catch {
      guard case .serverError("WRONGTYPE", _) = error, case .text(let key) = command[1] else { throw error }
      throw StoreError.unreadable(key: key, reason: "it has another type")
    }
  }

  /// Sends commands in one pipeline; the first error among the replies is thrown. A command's second word is its key: one
  /// of another type is an unreadable record.
  func ask(_ commands: [[RedisArgument]]) async throws -> [RedisReply] {
    let replies = try await connection.send(batch: commands.map { .command($0) })
    for (command, reply) in zip(commands, replies) {
      guard case .error(let code, let message) = reply else { continue }
      guard code == "WRONGTYPE", case .text(let key) = command[1] else {
        throw RedisError.serverError(code: code, message: message)
      }
      throw StoreError.unreadable(key: key, reason: "it has another type")
    }
    return replies
  }
}
