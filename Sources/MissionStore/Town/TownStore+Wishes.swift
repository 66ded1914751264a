package import MissionCore
import Redis

extension TownStore {
  /// The most wishes that are kept at once: anybody may write comments.
  private static let wishBound = 1_000

  /// A wish as it is kept.
  package struct KeptWish: Sendable, Codable {
    /// What GitHub's users asked for.
    package let wish: StartWish
    /// When it was first heard of.
    package let since: Timestamp
  }

  /// Keeps what somebody asks for on GitHub until it is granted or refused, so that it outlives this process and a
  /// GitHub that cannot be asked. One that is kept already stays; beyond the bound nothing more is kept.
  package func keep(_ wish: StartWish) async throws(StoreError) {
    guard try await read(["HLEN", .text(keys.wishes)]).integer ?? 0 < Self.wishBound else { return }
    let kept = KeptWish(wish: wish, since: now())
    try await ask([["HSETNX", .text(keys.wishes), .text(wish.name), .bytes(PartCoding.json(kept))]])
  }

  /// It was granted or refused.
  package func forget(_ wish: StartWish) async throws(StoreError) {
    try await ask([["HDEL", .text(keys.wishes), .text(wish.name)]])
  }

  /// What is kept, oldest first. What cannot be read is left alone.
  package func keptWishes() async throws(StoreError) -> [KeptWish] {
    let values = try await read(["HVALS", .text(keys.wishes)]).array ?? []
    return values.compactMap { reply in reply.bytes.flatMap { try? PartCoding.decoded(KeptWish.self, from: $0) } }
      .sorted { $0.since < $1.since }
  }
}
