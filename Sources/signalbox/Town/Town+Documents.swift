import MissionCore
import MissionStore

extension TownStore {
  /// How many lines of activity a mission's document holds: all that are kept.
  private static let eventLimit = 100

  /// Everything about one mission, as `mission status --json` gives it.
  func document(of mission: VersionedMission) async throws -> MissionDocument {
    let roster = try await roster(for: mission.mission)
    return MissionDocument(
      mission, roster: roster, events: try await events(of: mission.mission.id, limit: Self.eventLimit))
  }

  /// Everything about all active missions.
  func missionsDocument() async throws -> MissionsDocument {
    let listing = try await activeMissions()
    var documents: [MissionDocument] = []
    for mission in listing.missions { documents.append(try await document(of: mission)) }
    return MissionsDocument(missions: documents, unreadable: listing.unreadable)
  }

  /// The missions that are active, or all of them.
  func missionListing(all: Bool) async throws -> (missions: [VersionedMission], unreadable: [UnreadableRecord]) {
    let active = try await activeMissions()
    guard all else { return (active.missions, active.unreadable) }
    let ids = try await allMissionIDs(limit: 1000)
    let listing = try await missions(ids)
    // What another tool put among the active ones has no identity of ours, but must not vanish from the list.
    let others = active.unreadable.filter { !listing.unreadable.contains($0) }
    return (listing.missions, listing.unreadable + others)
  }

  /// Why a mission and its items stand where they stand.
  func reasons(of mission: Mission, home: RepositoryName?) async throws -> ReasonsDocument {
    let roster = try await roster(for: mission)
    let names = Names(in: mission, configured: home)
    return ReasonsDocument(
      mission: mission.id, state: mission.header.state.word, why: mission.why(roster: roster),
      items: mission.orderedItems.map { item in
        ReasonsDocument.Item(
          id: item.id, name: names.item(item), status: Words.word(item.state), why: mission.why(item.id, roster: roster)
        )
      })
  }

  /// The newest deliveries, and every signal that could not be handled.
  func deliveriesDocument(limit: Int) async throws -> DeliveriesDocument {
    let known = try await deliveries(limit: limit).map { DeliveryDocument($0) }
    let dead = try await deadLetters(limit: limit).compactMap { DeliveryDocument(ownSignal: $0) }
    return DeliveriesDocument(deliveries: Array((known + dead).sorted { $0.time > $1.time }.prefix(limit)))
  }
}
