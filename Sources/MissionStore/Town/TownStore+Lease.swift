import Redis

extension TownStore {
  private static let leaseScript = Script(name: "lease", source: PackageResources.lease_lua)

  /// Takes the lease if it is free, and renews it if it is this token's already.
  ///
  /// - Parameter holder: who it is, for people: host and process.
  package func acquireLease(_ token: LeaseToken, holder: String, seconds: Int) async throws(StoreError) -> LeaseState {
    try await lease("acquire", token, holder: holder, seconds: seconds)
  }

  /// Renews the lease. `.free` when it ran out: then it has to be acquired again.
  package func renewLease(_ token: LeaseToken, holder: String, seconds: Int) async throws(StoreError) -> LeaseState {
    try await lease("renew", token, holder: holder, seconds: seconds)
  }

  /// Gives the lease up if it is this token's.
  @discardableResult
  package func releaseLease(_ token: LeaseToken) async throws(StoreError) -> LeaseState {
    try await lease("release", token, holder: "", seconds: 1)
  }

  /// Ends the lease of somebody who is known to be dead.
  package func endLease() async throws(StoreError) { try await send(["DEL", .text(keys.lease)]) }

  /// Who serves the town; nil when nobody does.
  package func leaseHolder() async throws(StoreError) -> String? {
    try await read(["HGET", .text(keys.lease), "holder"]).text
  }

  private func lease(
    _ action: String, _ token: LeaseToken, holder: String, seconds: Int
  ) async throws(StoreError) -> LeaseState {
    let milliseconds = min(max(1, seconds), 86_400) * 1000
    let reply = try await run(
      Self.leaseScript, keys: [keys.lease],
      arguments: [.text(action), .text(token.text), .text(holder), .integer(milliseconds)])
    guard let words = reply.array, let word = words.first?.text else { throw .redis(.unexpectedReply("lease")) }
    switch (word, words.count) {
    case ("held", _): return .held
    case ("free", _): return .free
    case ("other", 3):
      return .heldByOther(holder: words[1].text ?? "", remainingMilliseconds: words[2].integer ?? 0)
    default: throw .redis(.unexpectedReply("lease"))
    }
  }
}
