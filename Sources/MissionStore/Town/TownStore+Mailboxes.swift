package import MissionCore
import Redis

extension TownStore {
  /// The conductor: the well-known identity whose mailbox holds the questions to people.
  package static var conductor: Identifier<Agent> { MailboxMessage.conductor }

  /// What waits for the conductor, oldest first. Messages that are no questions are left out.
  package func helpRequests() async throws(StoreError) -> [HelpMessage] {
    try await inbox(agent: Self.conductor).compactMap { try? PartCoding.unpacked(HelpMessage.self, from: $0) }
  }

  /// An agent's messages as they stand, the urgent ones first, then the next one first, without taking any.
  package func inbox(agent id: Identifier<Agent>) async throws(StoreError) -> [[UInt8]] {
    let replies = try await ask([
      ["LRANGE", .text(keys.urgent(agent: id.text)), 0, -1], ["LRANGE", .text(keys.inbox(agent: id.text)), 0, -1],
    ])
    return replies.flatMap { ($0.array ?? []).compactMap(\.bytes) }
  }

  /// Asks the conductor what the town itself needs, with the notices that tell of it, under the lease. A question that
  /// is there already stays.
  ///
  /// - Returns: whether it was asked now.
  package func ask(_ help: TownHelp, telling notices: [Notice], under lease: LeaseToken) async throws(StoreError)
    -> Bool
  {
    guard !(try await helpRequests().contains { $0.id == help.subject.id.text }) else { return false }
    let message = MailboxMessage(to: Self.conductor, content: .townQuestion(help), createdAt: now())
    let box = keys.inbox(agent: Self.conductor.text)
    let result = try await run(
      Transaction(
        checks: [.lease(keys.lease, lease)],
        writes: [
          .removeMessages(box, field: "id", value: help.subject.id.text), .pushBack(box, PartCoding.json(message)),
        ]
          + notices.map { $0.write(keys: keys) }))
    if case .committed = result { return true }
    return false
  }

  /// Takes a question of the town's back, with the notices that tell of it, under the lease.
  ///
  /// - Returns: whether there was one.
  package func withdraw(
    _ subject: TownHelp.Subject, telling notices: [Notice], under lease: LeaseToken
  ) async throws(StoreError) -> Bool {
    guard try await helpRequests().contains(where: { $0.id == subject.id.text }) else { return false }
    let result = try await run(
      Transaction(
        checks: [.lease(keys.lease, lease)],
        writes: [.removeMessages(keys.inbox(agent: Self.conductor.text), field: "id", value: subject.id.text)]
          + notices.map { $0.write(keys: keys) }))
    if case .committed = result { return true }
    return false
  }
}
