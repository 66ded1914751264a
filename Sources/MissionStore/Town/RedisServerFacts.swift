package import MissionCore
package import Redis

/// How a Redis is set up, as far as it tells.
package struct RedisServerFacts: Sendable, Equatable {
  /// Which Redis it is.
  package var version: RedisVersion
  /// `appendonly`; like the three below nil where `CONFIG GET` is forbidden.
  package var appendonly: String?
  /// `appendfsync`.
  package var appendfsync: String?
  /// `maxmemory-policy`.
  package var maxmemoryPolicy: String?
  /// `maxmemory` in bytes; 0 is no limit.
  package var maxmemory: Int?
  /// Why Redis refuses or endangers writes, if it does.
  package var writeProblem: String?
  /// What time it is there.
  package var time: Timestamp

  /// Asks a town's server, and tries whether it takes what the town writes.
  package init(_ town: TownStore) async throws(RedisError) {
    try await self.init(town.connection)
    do throws(StoreError) {
      try await town.checkWritable()
    } catch .redis(let error) {
      guard case .serverError = error else { throw error }
      writeProblem = "\(error)"
    } catch {
      writeProblem = "\(error)"
    }
  }

  /// Asks a server.
  package init(_ connection: RedisConnection) async throws(RedisError) {
    version = try await connection.serverVersion()
    let replies = try await connection.send(
      batch: ["appendonly", "appendfsync", "maxmemory-policy", "maxmemory"].map {
        .command(["CONFIG", "GET", .text($0)])
      } + [.command(["INFO", "persistence"]), .command(["TIME"])])
    let settings = replies.prefix(4).map { $0.array.flatMap { $0.count == 2 ? $0[1].text : nil } }
    appendonly = settings[0]
    appendfsync = settings[1]
    maxmemoryPolicy = settings[2]
    maxmemory = settings[3].flatMap { Int($0) }
    let facts = Self.facts(replies[4].text ?? "")
    // Where CONFIG may not be asked, INFO still says this much.
    appendonly = appendonly ?? facts["aof_enabled"].map { $0 == "1" ? "yes" : "no" }
    writeProblem =
      facts["aof_last_write_status"] == "err"
      ? "the append-only file could not be written"
      : facts["rdb_last_bgsave_status"] == "err"
        ? "the last snapshot failed" : nil
    let time = (replies[5].strings() ?? []).compactMap { Int64($0) }
    guard time.count == 2 else { throw .unexpectedReply("TIME") }
    self.time = Timestamp(milliseconds: time[0].multipliedReportingOverflow(by: 1000).partialValue + time[1] / 1000)
  }

  /// What may cost something that was acknowledged though everything is kept on disk; one clause each.
  package var remarks: [String] {
    var remarks: [String] = []
    if appendonly == "yes", let appendfsync, appendfsync != "always" {
      remarks.append("appendfsync is \(appendfsync), so a crash of its machine loses the last seconds")
    }
    if let maxmemoryPolicy, maxmemoryPolicy != "noeviction", maxmemory != 0 {
      remarks.append("maxmemory-policy is \(maxmemoryPolicy), so it drops keys when its memory is full")
    }
    return remarks
  }

  private static func facts(_ info: String) -> [String: String] {
    info.split(whereSeparator: \.isNewline).reduce(into: [:]) { facts, line in
      let words = line.split(separator: ":", maxSplits: 1)
      if words.count == 2 { facts[String(words[0])] = String(words[1]) }
    }
  }
}
