import MissionCore
import MissionStore

/// The missions the clerk touched last, so that a burst of events about one does not read it anew each time. What it
/// holds may be stale; the commit's revision check notices.
struct MissionCache {
  private let capacity: Int
  private var entries: [Identifier<Mission>: (mission: VersionedMission, use: Int)] = [:]
  private var uses = 0

  /// A cache of at most `capacity` missions, 1 or more.
  init(capacity: Int) { self.capacity = capacity }

  /// The mission, if it is held.
  mutating func mission(_ id: Identifier<Mission>) -> VersionedMission? {
    guard let entry = entries[id] else { return nil }
    uses += 1
    entries[id]?.use = uses
    return entry.mission
  }

  /// Holds a mission as it was just read or written; the longest unused one makes room.
  mutating func hold(_ mission: VersionedMission) {
    uses += 1
    entries[mission.mission.id] = (mission, uses)
    guard entries.count > capacity, let oldest = entries.min(by: { $0.value.use < $1.value.use })?.key else { return }
    entries[oldest] = nil
  }

  /// Forgets a mission that turned out to be stale.
  mutating func remove(_ id: Identifier<Mission>) { entries[id] = nil }

  /// Forgets everything.
  mutating func removeAll() { entries = [:] }
}
