import Redis

extension TownStore {
  private static let forgiveScript = Script(name: "forgive", source: PackageResources.forgive_lua)

  /// Counts that the handling of an entry begins, and gives the number of this attempt, from 1 on. It is counted before
  /// the handling, so that a crash counts too, and forgotten when the entry is finished or buried.
  package func noteAttempt(entry: String) async throws(StoreError) -> Int {
    let reply = try await send(["HINCRBY", .text(keys.attempts), .text(entry), 1])
    guard let count = reply.integer else { throw .redis(.unexpectedReply("HINCRBY")) }
    return count
  }

  /// Takes back an attempt that was ended by something else than the entry: Redis failed, the lease was lost, or the
  /// service was stopped.
  package func forgiveAttempt(entry: String) async throws(StoreError) {
    try await run(Self.forgiveScript, keys: [keys.attempts], arguments: [.text(entry)])
  }

  /// Puts an entry that cannot be handled among the dead letters, whole, and finishes it.
  ///
  /// - Parameter outcome: what is told of the delivery, if it was one.
  package func bury(
    entry: StreamEntry, reason: String, lease: LeaseToken, outcome: DeliveryOutcome? = nil
  ) async throws(StoreError) -> CommitResult {
    var writes: [Write] = [
      .streamAdd(keys.deadLetters, DeadLetter.fields(of: entry, reason: reason)),
      .finish(keys.signals, entry: entry.id), .hashDelete(keys.attempts, fields: [entry.id]),
    ]
    if let outcome { writes += Commit.recording(outcome, keys: keys, now: now()) }
    let checks: [Check] = [.lease(keys.lease, lease), .pending(keys.signals, entry: entry.id)]
    return try await run(Transaction(checks: checks, writes: writes))
  }

  /// The dead letters, newest first.
  package func deadLetters(limit: Int) async throws(StoreError) -> [DeadLetter] {
    guard limit > 0 else { return [] }
    let reply = try await read(
      ["XREVRANGE", .text(keys.deadLetters), "+", "-", "COUNT", .integer(limit)])
    return reply.entries().compactMap { DeadLetter($0) }
  }

  /// Puts a dead letter back at the end of the stream; `.gone` if somebody was faster.
  package func replay(_ letter: DeadLetter) async throws(StoreError) -> CommitResult {
    try await run(
      Transaction(
        checks: [.present(keys.deadLetters, entry: letter.id)],
        writes: [
          .streamAdd(keys.signals, letter.entry.fields), .discard(keys.deadLetters, entry: letter.id),
        ]))
  }

  /// Drops a dead letter and what belongs to it; `.gone` if somebody was faster. A delivery is told as dead no longer.
  package func discard(_ letter: DeadLetter) async throws(StoreError) -> CommitResult {
    var writes: [Write] = [.discard(keys.deadLetters, entry: letter.id)]
    switch letter.entry.body {
    case .detached(let key): writes.append(.delete(key))
    case .inline, nil: break
    }
    if letter.entry.kind == .delivery, let guid = letter.entry.signalID {
      let outcome = DeliveryOutcome(
        guid: guid, event: letter.entry.text("event") ?? "", action: letter.entry.text("action") ?? "",
        status: .ignored, note: "discarded; \(letter.reason)")
      writes += Commit.recording(outcome, keys: keys, now: now())
    }
    return try await run(
      Transaction(checks: [.present(keys.deadLetters, entry: letter.id)], writes: writes))
  }
}
