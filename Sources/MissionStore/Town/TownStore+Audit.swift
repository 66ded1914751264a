package import MissionCore
import Redis

extension TownStore {
  /// How many keys one pipeline asks for.
  private static let pipelineBound = 2_000
  private static let startField = "start"

  /// Which of these signals were accepted and are remembered, in one round trip (for two thousand).
  package func known(_ ids: some Collection<String>) async throws(StoreError) -> Set<String> {
    let ids = Array(ids)
    var known: Set<String> = []
    for start in stride(from: 0, to: ids.count, by: Self.pipelineBound) {
      let some = ids[start..<min(start + Self.pipelineBound, ids.count)]
      let replies = try await ask(some.map { ["EXISTS", .text(keys.seen($0))] })
      for (id, reply) in zip(some, replies) where reply.integer == 1 { known.insert(id) }
    }
    return known
  }

  /// The repositories that active missions are about, each once, by name.
  package func activeRepositories() async throws(StoreError) -> [RepositoryName] {
    let members = try await send(["ZRANGE", .text(keys.repositories), 0, -1]).strings() ?? []
    let names = Set(members.compactMap { $0.split(separator: "\0").first.map(String.init) })
    return names.sorted().compactMap { RepositoryName($0) }
  }

  /// Makes the index of repositories complete: missions that an earlier version wrote are not in it.
  package func refreshRepositoryIndex() async throws(StoreError) {
    for versioned in try await activeMissions().missions {
      let members = MissionIndex.repositories(of: versioned.mission)
      guard !members.isEmpty else { continue }
      try await send(
        ["ZADD", .text(keys.repositories)] + members.flatMap { [RedisArgument.integer(0), .text($0)] })
    }
  }

  // MARK: - The audit's memory

  /// Up to when each hook's deliveries are settled, by the hook's key; and when the audit first ran in this town, which
  /// is now if it never did.
  package func auditMarks() async throws(StoreError) -> (start: Timestamp, marks: [String: Timestamp]) {
    let now = now()
    let key = RedisArgument.text(keys.auditMarks)
    let replies = try await ask([
      ["HSETNX", key, .text(Self.startField), .integer(Int(now.milliseconds))], ["HGETALL", key],
    ])
    var marks = (replies[1].textFields() ?? [:]).compactMapValues { Int64($0).map { Timestamp(milliseconds: $0) } }
    let start = marks.removeValue(forKey: Self.startField) ?? now
    return (start, marks)
  }

  /// Keeps marks over a restart. A mark that is lost costs a second look, nothing else.
  package func noteAuditMarks(_ marks: [String: Timestamp]) async throws(StoreError) {
    guard !marks.isEmpty else { return }
    let pairs = marks.sorted { $0.key < $1.key }.flatMap { mark in
      [RedisArgument.text(mark.key), .integer(Int(mark.value.milliseconds))]
    }
    try await send(["HSET", .text(keys.auditMarks)] + pairs)
  }

  /// Adds to what was counted, and keeps the note.
  package func note(_ note: AuditNote, counts: [String: Int]) async throws(StoreError) {
    let text = "\(note.at.milliseconds) \(note.problem ?? "")"
    let additions = counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { count -> [RedisArgument] in
      ["HINCRBY", .text(keys.auditCounts), .text(count.key), .integer(count.value)]
    }
    try await ask([["HSET", .text(keys.auditNotes), .text(note.place), .text(text)]] + additions)
  }

  /// What the audit has counted since the town began.
  package func auditCounts() async throws(StoreError) -> [String: Int] {
    (try await read(["HGETALL", .text(keys.auditCounts)]).textFields() ?? [:]).compactMapValues { Int($0) }
  }

  /// The latest look at each place, by place.
  package func auditNotes() async throws(StoreError) -> [AuditNote] {
    let fields = try await read(["HGETALL", .text(keys.auditNotes)]).textFields() ?? [:]
    return fields.sorted { $0.key < $1.key }.compactMap { place, text in
      let words = text.split(separator: " ", maxSplits: 1)
      guard let at = words.first.flatMap({ Int64($0) }) else { return nil }
      return AuditNote(
        place: place, at: Timestamp(milliseconds: at), problem: words.count == 2 ? String(words[1]) : nil)
    }
  }
}
