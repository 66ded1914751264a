import MissionStore

extension TownStore {
  /// Puts into the stream what the service found out by itself; throws ``LeaseLost`` where another process works now.
  func forward(_ signals: [InternalSignal], under lease: LeaseToken) async throws {
    guard !signals.isEmpty else { return }
    var commit = Commit(lease: lease)
    commit.forward = try signals.map { try $0.signal() }
    if try await self.commit(commit) == .fenced { throw LeaseLost() }
  }
}
