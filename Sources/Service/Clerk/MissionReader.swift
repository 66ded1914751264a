import MissionCore
import MissionStore

/// Reads missions for whoever only looks at them: as the clerk holds them where that is how they stand in the store,
/// for to read one of many pull requests anew costs more than what an event about it does.
struct MissionReader: Sendable {
  let store: TownStore
  /// What the clerk holds; nothing is put in here.
  let known: MissionCache

  /// A mission; nil if there is none of that identity. One that cannot be read throws `StoreError.unreadable`.
  func mission(_ id: Identifier<Mission>) async throws -> Mission? {
    if let held = try await held([id])[id] { return held }
    return try await store.mission(id)?.mission
  }

  /// Those of these missions that are there and can be read.
  func missions(_ ids: [Identifier<Mission>]) async throws -> [Mission] {
    let held = try await held(ids)
    return try await Array(held.values) + store.missions(ids.filter { held[$0] == nil }).missions.map(\.mission)
  }

  /// What is held and not older than what is stored: what a commit made due may be seen before the clerk holds it.
  private func held(_ ids: [Identifier<Mission>]) async throws -> [Identifier<Mission>: Mission] {
    let candidates = ids.compactMap { known.mission($0) }
    guard !candidates.isEmpty else { return [:] }
    let stored = try await store.revisions(of: candidates.map(\.mission.id))
    var held: [Identifier<Mission>: Mission] = [:]
    for (candidate, revision) in zip(candidates, stored) {
      if let revision, candidate.revision >= revision { held[candidate.mission.id] = candidate.mission }
    }
    return held
  }
}
