package import MissionCore
import Redis

extension TownStore {
  /// The oldest things that finished items left behind and that are not in the library yet, at most `limit`, each as it
  /// is stored. What cannot be read is given as nil.
  package func waitingLearnings(limit: Int) async throws(StoreError) -> [(json: [UInt8], learning: Learning?)] {
    let reply = try await send(["LRANGE", .text(keys.learnings), 0, .integer(limit - 1)])
    return (reply.array ?? []).compactMap { element in
      guard let json = element.bytes else { return nil }
      return (json, try? PartCoding.decoded(Learning.self, from: json))
    }
  }

  /// One of them is in the library.
  package func endLearning(_ json: [UInt8]) async throws(StoreError) {
    try await send(["LREM", .text(keys.learnings), 1, .bytes(json)])
  }
}
