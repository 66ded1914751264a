package import MissionCore

extension TownStore {
  /// The conductor: the well-known identity whose mailbox holds the questions to people.
  package static var conductor: Identifier<Agent> { MailboxMessage.conductor }

  /// What waits for the conductor, oldest first. Messages that are no questions are left out.
  package func helpRequests() async throws -> [HelpMessage] {
    try await inbox(agent: Self.conductor).compactMap { try? PartCoding.unpacked(HelpMessage.self, from: $0) }
  }

  /// An agent's messages as they stand, the next one first, without taking any.
  package func inbox(agent id: Identifier<Agent>) async throws -> [[UInt8]] {
    let reply = try await read(["LRANGE", .text(keys.inbox(agent: id.text)), 0, -1])
    return (reply.array ?? []).compactMap(\.bytes)
  }
}
