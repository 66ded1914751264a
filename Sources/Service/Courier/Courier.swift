import GitHub
import MissionCore
import MissionStore

/// Performs on GitHub what missions have in their outboxes, and brings what came of it back as a signal.
///
/// The poller tells it what is due and keeps one action from being performed twice at once. If the process dies in
/// between, the action is performed again: each is safe to do twice.
struct Courier: Sendable {
  private let store: TownStore
  private let missions: MissionReader
  private let lease: LeaseToken
  private let actor: GitHubActor

  /// A courier that works under this lease.
  ///
  /// - Parameter known: what the clerk holds.
  init(
    store: TownStore, lease: LeaseToken, actor: GitHubActor, known: MissionCache = MissionCache(capacity: 1)
  ) {
    self.store = store
    missions = MissionReader(store: store, known: known)
    self.lease = lease
    self.actor = actor
  }

  /// Performs an action, if its mission still wants it: only the mission knows.
  func perform(_ id: Identifier<PendingAction>, for mission: Identifier<Mission>) async throws {
    guard let pending = try await missions.mission(mission)?.actionToPerform(id) else { return }
    let outcome = await actor.perform(pending.action)
    try await store.forward([.actionEnded(id, outcome, for: mission)], under: lease)
  }
}
