package import MissionCore
import Redis

extension TownStore {
  /// What a prefix of an identity (4 characters or more) means: nothing, one thing, or several (at most `limit`).
  package func resolve(prefix: String, kind: IdentityKind, limit: Int = 20) async throws(StoreError) -> [IdentityMatch]
  {
    guard let prefix = IdentityKind.prefix(prefix), limit > 0 else { return [] }
    let reply = try await send(identityQuery(prefix: prefix, kind: kind, limit: limit))
    return (reply.array ?? []).compactMap { $0.text.flatMap { IdentityMatch($0) } }
  }

  /// The mission a task belongs to.
  package func mission(ofTask id: Identifier<WorkTask>) async throws(StoreError) -> Identifier<Mission>? {
    try await resolve(prefix: id.text, kind: .task, limit: 1).first?.mission
  }

  /// The mission a work item belongs to.
  package func mission(ofItem id: Identifier<WorkItem>) async throws(StoreError) -> Identifier<Mission>? {
    try await resolve(prefix: id.text, kind: .item, limit: 1).first?.mission
  }

  func identityQuery(prefix: String, kind: IdentityKind, limit: Int) -> [RedisArgument] {
    let start = kind.member(prefix)
    let range: [RedisArgument] = [.text("[" + start), .bytes(Array("(\(start)".utf8) + [0xFF])]
    return ["ZRANGE", .text(keys.identities)] + range + ["BYLEX", "LIMIT", 0, .integer(limit)]
  }
}
