import MissionCore
import Redis

extension TownStore {
  /// Looks at the published records of the active missions and remembers which cannot be read. They are left alone:
  /// the commit refuses to overwrite them. What was remembered and has been mended since is forgotten.
  ///
  /// - Parameter limit: how many missions are looked at.
  package func checkSharedRecords(limit: Int = 1_000) async throws(StoreError) {
    let members = try await read(["SMEMBERS", .text(keys.activeMissions)]).strings() ?? []
    var unreadable: [UnreadableRecord] = []
    for member in members.sorted().prefix(limit) {
      guard Identifier<Mission>(member) != nil else {
        unreadable.append(.init(key: "\(keys.activeMissions) \(member)", reason: "not a mission's id"))
        continue
      }
      unreadable += try await unreadableRecords(ofMission: member)
    }
    for record in unreadable { try await noteUnreadable(record) }
    let found = Set(unreadable.map(\.key))
    for record in try await unreadableRecords() where !found.contains(record.key) {
      if try await isMended(record.key) { try await forgetUnreadable(key: record.key) }
    }
  }

  /// Whether a record that could not be read can be read now, or is no longer there.
  ///
  /// - Parameter place: its key, or its key, a blank, and a field or member.
  private func isMended(_ place: String) async throws(StoreError) -> Bool {
    // A town's name may hold blanks; what follows it in a key holds none.
    let start = [keys.own(""), keys.shared("")].first { place.hasPrefix($0) } ?? ""
    let words = place.dropFirst(start.count).split(separator: " ", maxSplits: 1)
    guard let name = words.first else { return true }
    let key = start + name
    let field = words.count == 2 ? String(words[1]) : nil
    switch try await send(["TYPE", .text(key)]).text {
    case "none": return true
    case "string": return Self.isObject(try await send(["GET", .text(key)]).bytes)
    case "set":
      guard let field, Identifier<Mission>(field) == nil else { return true }
      return try await send(["SISMEMBER", .text(key), .text(field)]).integer == 0
    case "hash":
      if let id = Identifier<Mission>(String(name.split(separator: ":").last ?? "")), key == keys.missionParts(id) {
        do throws(StoreError) {
          return try await mission(id) != nil
        } catch .unreadable {
          return false
        }
      }
      guard let field else { return true }
      let value = try await send(["HGET", .text(key), .text(field)])
      return value.isNull || Self.isObject(value.bytes)
    default: return false
    }
  }

  private func unreadableRecords(ofMission id: String) async throws(StoreError) -> [UnreadableRecord] {
    let hashes = [keys.work(mission: id), keys.watches(mission: id)]
    let replies = try await send(
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
    return (try? PartCoding.decoded(AnyObject.self, from: bytes)) != nil
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
