package import MissionCore
import Redis

extension TownStore {
  private static let claimScript = Script(name: "claim", source: PackageResources.claim_lua)

  /// Takes what is due, the longest due first. It is due again after `claimSeconds` unless a commit says otherwise, so
  /// that a claimer that dies loses nothing.
  package func claimDue(
    now: Timestamp, limit: Int, claimSeconds: Int
  ) async throws(StoreError) -> [(mission: Identifier<Mission>, work: DueWork)] {
    let until = now.adding(seconds: max(1, claimSeconds)).milliseconds
    let reply = try await run(
      Self.claimScript, keys: [keys.due],
      arguments: [.integer(Int(now.milliseconds)), .integer(max(0, limit)), .integer(Int(until))])
    guard let members = reply.strings() else { throw .redis(.unexpectedReply("claim")) }
    let unknown = members.filter { DueMember($0) == nil }
    // Left by another version: it would come due for ever.
    if !unknown.isEmpty { try await send(["ZREM", .text(keys.due)] + unknown.map { .text($0) }) }
    return members.compactMap { DueMember($0) }.map { ($0.mission, $0.work) }
  }

  /// What comes due next, soonest first, without claiming it.
  package func dueSoon(
    after now: Timestamp, until end: Timestamp, limit: Int
  ) async throws(StoreError) -> [(mission: Identifier<Mission>, work: DueWork)] {
    let reply = try await read([
      "ZRANGE", .text(keys.due), .text("(\(now.milliseconds)"), .text("\(end.milliseconds)"), "BYSCORE", "LIMIT", 0,
      .integer(max(0, limit)),
    ])
    return (reply.strings() ?? []).compactMap { DueMember($0) }.map { ($0.mission, $0.work) }
  }

  /// Leaves claimed work alone until the given times. What a commit removed since stays removed.
  package func postpone(
    _ claims: [(mission: Identifier<Mission>, work: DueWork, until: Timestamp)]
  ) async throws(StoreError) {
    guard !claims.isEmpty else { return }
    let pairs = claims.flatMap { claim -> [RedisArgument] in
      let member = DueMember(mission: claim.mission, work: claim.work).text
      return [.text("\(claim.until.milliseconds)"), .text(member)]
    }
    try await send(["ZADD", .text(keys.due), "XX"] + pairs)
  }

  /// When the next thing is due; nil when nothing is.
  package func nextDue() async throws(StoreError) -> Timestamp? {
    let reply = try await read(["ZRANGE", .text(keys.due), 0, 0, "WITHSCORES"])
    guard let words = reply.strings(), words.count == 2, let score = Double(words[1]) else { return nil }
    return Timestamp(milliseconds: Int64(exactly: score.rounded()) ?? .max)
  }
}
