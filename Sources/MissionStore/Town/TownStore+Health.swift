import MissionCore
import Redis

extension TownStore {
  /// Writes a little: throws where Redis cannot be written to.
  package func checkWritable() async throws(StoreError) {
    try await send(["SET", .text(keys.probe), "1", "EX", 60])
  }

  /// How many there are of everything, for metrics.
  package func counts() async throws(StoreError) -> TownCounts {
    let replies = try await ask([
      ["XLEN", .text(keys.signals)], ["XLEN", .text(keys.deadLetters)], ["SCARD", .text(keys.activeMissions)],
      ["ZCARD", .text(keys.missions)], ["ZCARD", .text(keys.agents)], ["ZCARD", .text(keys.tasks(openOnly: true))],
      ["ZCARD", .text(keys.due)], ["HLEN", .text(keys.unreadable)],
      ["XRANGE", .text(keys.signals), "-", "+", "COUNT", 1],
    ])
    let numbers = replies.map { $0.integer ?? 0 }
    // Finished entries leave the stream: its first is the oldest that waits.
    let oldest = replies[8].entries().first.map { Timestamp(milliseconds: $0.milliseconds) }
    return TownCounts(
      signals: numbers[0], deadLetters: numbers[1], activeMissions: numbers[2], missions: numbers[3],
      agents: numbers[4], openTasks: numbers[5], dueWork: numbers[6], unreadable: numbers[7], oldestSignalAt: oldest)
  }

  /// How many signals wait.
  package func streamLength() async throws(StoreError) -> Int {
    try await read(["XLEN", .text(keys.signals)]).integer ?? 0
  }

  /// The records that were found unreadable and have not been read since.
  package func unreadableRecords() async throws(StoreError) -> [UnreadableRecord] {
    let fields = try await read(["HGETALL", .text(keys.unreadable)]).textFields() ?? [:]
    return fields.sorted { $0.key < $1.key }.map { UnreadableRecord(key: $0.key, reason: $0.value) }
  }

  /// Remembers that a record cannot be read, for `status` and `doctor`.
  package func noteUnreadable(_ record: UnreadableRecord) async throws(StoreError) {
    try await send(["HSET", .text(keys.unreadable), .text(record.key), .text(record.reason)])
  }

  /// Forgets it: the record was read.
  package func forgetUnreadable(key: String) async throws(StoreError) {
    try await send(["HDEL", .text(keys.unreadable), .text(key)])
  }
}
