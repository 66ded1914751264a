import MissionStore

extension TownStore {
  /// Puts into the stream what the service found out by itself; throws ``LeaseLost`` where another process
  /// works now, and ``StoreError`` where the stream is full, as it is for webhooks.
  func forward(_ signals: [InternalSignal], under lease: LeaseToken) async throws {
    guard !signals.isEmpty else { return }
    var commit = Commit(lease: lease)
    commit.forward = try signals.map { try $0.signal() }
    switch try await self.commit(commit) {
    case .fenced: throw LeaseLost()
    case .full: throw StoreError.full
    case .committed, .conflict, .gone, .unreadable: return
    }
  }
}
