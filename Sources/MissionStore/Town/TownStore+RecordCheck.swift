import FoundationEssentials
import MissionCore

extension TownStore {
  /// Looks at the published records of the active missions and remembers which cannot be read. They are left alone:
  /// the commit refuses to overwrite them.
  ///
  /// - Parameter limit: how many missions are looked at.
  package func checkSharedRecords(limit: Int = 1_000) async throws {
    let members = try await connection.send(["SMEMBERS", .text(keys.activeMissions)]).strings() ?? []
    var unreadable: [UnreadableRecord] = []
    for member in members.sorted().prefix(limit) {
      guard Identifier<Mission>(member) != nil else {
        unreadable.append(.init(key: "\(keys.activeMissions) \(member)", reason: "not a mission's id"))
        continue
      }
      unreadable += try await unreadableRecords(ofMission: member)
    }
    for record in unreadable { try await noteUnreadable(record) }
  }

  private func unreadableRecords(ofMission id: String) async throws -> [UnreadableRecord] {
    let hashes = [keys.work(mission: id), keys.watches(mission: id)]
    let replies = try await connection.send(
      batch: [.command(["GET", .text(keys.mission(id))])] + hashes.map { .command(["HGETALL", .text($0)]) })
    var unreadable: [UnreadableRecord] = []
    if !Self.isObject(replies[0].bytes) {
      unreadable.append(.init(key: keys.mission(id), reason: "not a JSON object"))
    }
    for (key, reply) in zip(hashes, replies.dropFirst()) {
      let words = reply.array ?? []
      if case .error = reply { unreadable.append(.init(key: key, reason: "not a hash")) }
      for index in stride(from: 0, to: words.count - 1, by: 2) where !Self.isObject(words[index + 1].bytes) {
        unreadable.append(.init(key: "\(key) \(words[index].text ?? "")", reason: "not a JSON object"))
      }
    }
    return unreadable
  }

  private static func isObject(_ bytes: [UInt8]?) -> Bool {
    guard let bytes else { return false }
    return (try? JSONDecoder().decode(AnyObject.self, from: Data(bytes))) != nil
  }

  /// Any JSON object, whatever is in it.
  private struct AnyObject: Decodable {
    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Name.self) }
  }
}
