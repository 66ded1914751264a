package import MissionCore
import Redis

extension TownStore {
  /// A mission; nil if there is none of that identity. One that cannot be read throws `StoreError.unreadable`.
  package func mission(_ id: Identifier<Mission>) async throws(StoreError) -> VersionedMission? {
    try Self.mission(try await missionReplies([id])[0], key: keys.missionParts(id))
  }

  /// The revisions at which missions stand, in the order asked for; nil for one that is not there or cannot be read.
  package func revisions(of ids: [Identifier<Mission>]) async throws(StoreError) -> [Int?] {
    let questions = ids.map { RedisRequest.command(["HGET", .text(keys.missionParts($0)), "revision"]) }
    return try await send(batch: questions).map { $0.text.flatMap { Int($0) } }
  }

  /// The missions that want to hear about any of these, in one round trip.
  package func missions(interestedIn interests: [Interest]) async throws(StoreError) -> Set<Identifier<Mission>> {
    guard !interests.isEmpty else { return [] }
    let reply = try await send(["SUNION"] + interests.map { .text(keys.interested(in: $0)) })
    return Set((reply.array ?? []).compactMap { $0.text.flatMap { Identifier<Mission>($0) } })
  }

  /// The missions that are planned, run, wait or were stopped (a stopped one can be resumed), newest first.
  ///
  /// What another tool put among them is listed as unreadable.
  package func activeMissions() async throws(StoreError) -> MissionListing {
    let members = try await read(["SMEMBERS", .text(keys.activeMissions)]).array ?? []
    let texts = members.compactMap(\.text)
    let ids = texts.compactMap { Identifier<Mission>($0) }
    let strangers = texts.filter { Identifier<Mission>($0) == nil }.sorted().map {
      UnreadableRecord(key: keys.activeMissions, reason: "the member \($0.debugDescription) is no identity")
    }
    let listing = try await missions(ids)
    let missions = listing.missions.sorted { left, right in
      let (left, right) = (left.mission, right.mission)
      return (right.header.createdAt, right.id) < (left.header.createdAt, left.id)
    }
    return MissionListing(missions: missions, unreadable: listing.unreadable + strangers)
  }

  /// The identities of all missions, newest first, those that are over included.
  package func allMissionIDs(limit: Int) async throws(StoreError) -> [Identifier<Mission>] {
    guard limit > 0 else { return [] }
    let reply = try await read(["ZREVRANGE", .text(keys.missions), 0, .integer(limit - 1)])
    return (reply.array ?? []).compactMap { $0.text.flatMap { Identifier<Mission>($0) } }
  }

  /// These missions, in the order asked for. One that does not exist or cannot be read is listed as unreadable.
  package func missions(_ ids: [Identifier<Mission>]) async throws(StoreError) -> MissionListing {
    var missions: [VersionedMission] = []
    var unreadable: [UnreadableRecord] = []
    // Not all at once: an answer of hundreds of missions would have to be held whole.
    for start in stride(from: 0, to: ids.count, by: 32) {
      let some = Array(ids[start..<min(start + 32, ids.count)])
      for (id, reply) in zip(some, try await missionReplies(some)) {
        do throws(StoreError) {
          if let mission = try Self.mission(reply, key: keys.missionParts(id)) {
            missions.append(mission)
          } else {
            unreadable.append(UnreadableRecord(key: keys.mission(id.text), reason: "it is no mission of Signalbox"))
          }
        } catch {
          guard case .unreadable(let key, let reason) = error else { throw error }
          unreadable.append(UnreadableRecord(key: key, reason: reason))
        }
      }
    }
    return MissionListing(missions: missions, unreadable: unreadable)
  }

  /// The newest lines of a mission's activity, newest first.
  package func events(of mission: Identifier<Mission>, limit: Int) async throws(StoreError) -> [String] {
    guard limit > 0 else { return [] }
    let range: [RedisArgument] = [.text(keys.activity(mission: mission.text)), 0, .integer(limit - 1)]
    return try await read(["LRANGE"] + range).array?.compactMap(\.text) ?? []
  }

  private func missionReplies(_ ids: [Identifier<Mission>]) async throws(StoreError) -> [RedisReply] {
    try await send(batch: ids.map { .command(["HGETALL", .text(keys.missionParts($0))]) })
  }

  private static func mission(_ reply: RedisReply, key: String) throws(StoreError) -> VersionedMission? {
    if case .error(_, let message) = reply { throw .unreadable(key: key, reason: message) }
    guard let fields = reply.pairs() else { throw .unreadable(key: key, reason: "it is no hash") }
    return fields.isEmpty ? nil : try StoredMission.read(fields, key: key)
  }
}
