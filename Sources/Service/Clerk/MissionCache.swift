import MissionCore
import MissionStore
import System

/// The missions the clerk touched last, so that a burst of events about one does not read it anew each time: not the
/// clerk, and not who looks for what they need. What it holds may be stale; the commit's revision check notices.
final class MissionCache: Sendable {
  private struct State {
    var entries: [Identifier<Mission>: (mission: VersionedMission, use: Int)] = [:]
    var uses = 0
  }

  private let capacity: Int
  private let state = Guarded(State())

  /// A cache of at most `capacity` missions, 1 or more.
  init(capacity: Int) { self.capacity = capacity }

  /// The mission, if it is held.
  func mission(_ id: Identifier<Mission>) -> VersionedMission? {
    state.withLock { state in
      guard let entry = state.entries[id] else { return nil }
      state.uses += 1
      state.entries[id]?.use = state.uses
      return entry.mission
    }
  }

  /// Holds a mission as it was just read or written; the longest unused one makes room.
  func hold(_ mission: VersionedMission) {
    state.withLock { state in
      state.uses += 1
      state.entries[mission.mission.id] = (mission, state.uses)
      guard state.entries.count > capacity,
        let oldest = state.entries.min(by: { $0.value.use < $1.value.use })?.key
      else { return }
      state.entries[oldest] = nil
    }
  }

  /// Forgets a mission that turned out to be stale.
  func remove(_ id: Identifier<Mission>) { state.withLock { $0.entries[id] = nil } }

  /// Forgets everything.
  func removeAll() { state.withLock { $0.entries = [:] } }
}
