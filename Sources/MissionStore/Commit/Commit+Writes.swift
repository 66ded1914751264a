import MissionCore

extension Commit {
  private static let receiptSeconds = 300
  private static let outcomesKept = 1000
  /// As long as a delivery's GUID is remembered.
  static let memorySeconds = 8 * 86_400

  /// The commit as one call: all checks, then all writes.
  ///
  /// - Parameter highWaterMark: how many entries the stream may hold before nothing more is put into it. A commit that
  ///   finishes an entry is not held up by it: nothing else would ever make room.
  func transaction(keys: Keys, highWaterMark: Int, now: Timestamp) -> Transaction {
    var checks: [Check] = [.lease(keys.lease, lease)]
    if let entry {
      checks.append(.pending(keys.signals, entry: entry))
    } else if !forward.isEmpty {
      checks.append(.room(keys.signals, below: highWaterMark))
    }
    if let mission {
      checks.append(.revision(keys.missionParts(mission.after.id), mission.before?.revision ?? 0))
    }
    if let stored = removal?.mission {
      checks.append(.revision(keys.missionParts(stored.mission.id), stored.revision))
    }
    return Transaction(checks: checks, writes: writes(keys: keys, now: now))
  }

  private func writes(keys: Keys, now: Timestamp) -> [Write] {
    var writes: [Write] = []
    if let entry {
      writes += [.finish(keys.signals, entry: entry), .hashDelete(keys.attempts, fields: [entry])]
      if let detachedBody { writes.append(.delete(detachedBody)) }
    }
    if let mission {
      writes += mission.writes(keys: keys)
      let beginning: [Effect] = mission.before == nil ? [.activity("Mission started")] : []
      for effect in beginning + effects { writes += effect.writes(of: mission.after.id, keys: keys, now: now) }
    } else if let removal {
      writes += removal.writes(keys: keys)
    } else if !effects.isEmpty {
      preconditionFailure("Invalid state: effects without the mission they follow from")
    }
    for change in agents { writes += change.writes(keys: keys) }
    for agent in found { writes += IndexEntry.writes(from: [], to: AgentIndex.rows(of: agent, keys: keys)) }
    for receipt in receipts {
      let key = keys.receipt(receipt.signalID)
      writes += [.pushFront(key, receipt.json), .expire(key, seconds: Self.receiptSeconds)]
    }
    if let token {
      if let digest = token.digest {
        writes.append(.hashSet(keys.agentTokens, [(field: token.agent.text, value: Array(digest.utf8))]))
      } else {
        writes.append(.hashDelete(keys.agentTokens, fields: [token.agent.text]))
      }
    }
    for letter in letters { writes.append(letter.write(keys: keys, now: now)) }
    for notice in notices { writes.append(notice.write(keys: keys)) }
    for signal in forward { writes.append(Self.forwarding(signal, keys: keys)) }
    if let outcome { writes += Self.recording(outcome, keys: keys, now: now) }
    return writes
  }

  private static func forwarding(_ signal: Signal, keys: Keys) -> Write {
    let seen = signal.id.isEmpty ? nil : keys.seen(signal.id)
    return .forward(signal, stream: keys.signals, seen: seen, memorySeconds: memorySeconds)
  }

  /// What is written of a delivery's outcome: a row of the list, and a record under its GUID.
  static func recording(_ outcome: DeliveryOutcome, keys: Keys, now: Timestamp) -> [Write] {
    let fields = outcome.fields(at: now)
    let key = keys.outcome(outcome.guid)
    return [
      .streamAdd(keys.deliveries, fields.map { StreamEntry.Field($0.name, $0.value) }, keep: outcomesKept),
      .hashSet(key, fields.map { (field: $0.name, value: Array($0.value.utf8)) }),
      .expire(key, seconds: memorySeconds),
    ]
  }
}

extension DeliveryOutcome {
  fileprivate func fields(at now: Timestamp) -> [(name: String, value: String)] {
    [
      ("guid", guid), ("event", event), ("action", action), ("status", status.rawValue),
      ("missions", missions.map(\.text).joined(separator: " ")), ("note", note), ("at", String(now.milliseconds)),
    ]
  }
}
