package import Redis

/// Reads the signals in order, for the clerk: what was read and never acknowledged first, then what is new.
///
/// A read whose answer was lost (time limit, broken connection) may have handed over entries that nobody has seen.
/// Therefore every failure sends the reader back to what is pending; an entry is seen again rather than never. The
/// caller acknowledges what it was given before it reads on, or sees it again.
///
/// What is pending can also come from elsewhere: a process that lost the lease while it waited in a blocking read is
/// still handed the next entry, and may not finish it. So the reader looks at what is pending again whenever nothing
/// new came, and now and then while much comes.
package actor SignalReader {
  private enum Position {
    /// Going through what was handed over before, behind this entry.
    case pending(after: String)
    /// Reading what nobody has read, for so many reads.
    case new(reads: Int)
  }

  /// How many reads of new entries pass before the next look at what is pending.
  private static let readsBetweenLooks = 32

  private let keys: Keys
  private let connection: RedisConnection
  private var position = Position.pending(after: "0")

  /// A reader with a connection of its own: a blocking read holds up everything behind it.
  package init(address: RedisAddress, keys: Keys, options: RedisConnection.Options = .init()) {
    self.keys = keys
    connection = RedisConnection(to: address, options: options)
  }

  /// Ends a read that is under way with `.closed`, and every later one.
  package nonisolated func close() { connection.close() }

  /// Makes the stream and its consumer group, which starts at the beginning, unless they exist.
  package func ensureGroup() async throws(RedisError) {
    let reply = try await connection.send(
      batch: [.command(["XGROUP", "CREATE", .text(keys.signals), .text(Keys.clerk), "0", "MKSTREAM"])])
    if case .error(let code, let message)? = reply.first, code != "BUSYGROUP" {
      throw .serverError(code: code, message: message)
    }
  }

  /// The next entries, in order; empty if none came in time.
  ///
  /// - Parameters:
  ///   - count: how many at most; below 10 the round trips cost more than the work.
  ///   - block: how long to wait for the first. Zero does not wait.
  package func read(count: Int = 64, block: Duration) async throws(RedisError) -> [StreamEntry] {
    do throws(RedisError) {
      if case .pending(let after) = position {
        let entries = try await readPending(count: count, after: after)
        if !entries.isEmpty { return entries }
      }
      let entries = try await read(from: ">", count: count, block: block)
      noteRead(isEmpty: entries.isEmpty)
      return entries
    } catch {
      position = .pending(after: "0")
      throw error
    }
  }

  private func noteRead(isEmpty: Bool) {
    guard case .new(let reads) = position else { return }
    position = isEmpty || reads >= Self.readsBetweenLooks ? .pending(after: "0") : .new(reads: reads + 1)
  }

  private func readPending(count: Int, after start: String) async throws(RedisError) -> [StreamEntry] {
    var after = start
    while true {
      let entries = try await read(from: after, count: count, block: .zero)
      guard let last = entries.last else {
        position = .new(reads: 0)
        return []
      }
      after = last.id
      position = .pending(after: after)
      // Entries without fields were deleted from the stream while they were pending: nothing is left to process.
      let deleted = entries.filter { $0.fields.isEmpty }
      if !deleted.isEmpty {
        try await connection.send(["XACK", .text(keys.signals), .text(Keys.clerk)] + deleted.map { .text($0.id) })
      }
      var living = entries.filter { !$0.fields.isEmpty }
      for index in living.indices { living[index].isFoundAgain = true }
      if !living.isEmpty { return living }
    }
  }

  private func read(from start: String, count: Int, block: Duration) async throws(RedisError) -> [StreamEntry] {
    var command: [RedisArgument] = [
      "XREADGROUP", "GROUP", .text(Keys.clerk), .text(Keys.clerk), "COUNT", .integer(max(1, count)),
    ]
    let (seconds, attoseconds) = block.components
    let milliseconds = Int(min(max(seconds, 0), 3600)) * 1000 + Int(max(attoseconds, 0) / 1_000_000_000_000_000)
    // BLOCK 0 would wait for ever.
    if milliseconds > 0 { command += ["BLOCK", .integer(milliseconds)] }
    command += ["STREAMS", .text(keys.signals), .text(start)]
    let reply = try await connection.send(command, timeout: .milliseconds(milliseconds) + .seconds(5))
    if reply.isNull { return [] }
    guard let stream = reply.array?.first?.array, stream.count == 2, let listed = stream[1].array else {
      throw .unexpectedReply("XREADGROUP")
    }
    return try listed.map { element throws(RedisError) in
      guard let entry = StreamEntry(element) else { throw .unexpectedReply("an entry of \(keys.signals)") }
      return entry
    }
  }
}
