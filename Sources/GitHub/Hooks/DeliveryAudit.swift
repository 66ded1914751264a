package import MissionCore

/// Compares GitHub's log of deliveries with what we hold, and says what to do about the rest: the pure part of the
/// audit.
///
/// A GUID is healed when we hold it, and by nothing else: that we once answered 202 to it, or that GitHub counts it as
/// delivered, proves nothing. For each hook a watermark says up to when everything is settled; it never passes a
/// delivery that is still missing, and moves over a listing that was cut only once its last part was read.
package struct DeliveryAudit: Sendable, Hashable {
  /// The bounds of the audit.
  package struct Configuration: Sendable, Hashable {
    /// How far before the watermark the log is read again, in seconds: entries of the same moment appear in any order.
    package var overlapSeconds = 600
    /// How young a delivery may be without being missed, in seconds: it may still be on its way into the store.
    package var graceSeconds = 30
    /// How long GitHub redelivers, in seconds: 3 days (GitHub Enterprise Server: 7).
    package var redeliverySeconds = 3 * 86_400
    /// How long a redelivery that was asked for may take before the delivery counts as lost, in seconds.
    package var patienceSeconds = 900
    /// Most deliveries to fetch in one round, the oldest first; the others wait for the next.
    package var fetchBound = 100

    /// The defaults.
    package init() {}
  }

  /// Up to when all deliveries of a hook are settled. Worth keeping over a restart.
  package private(set) var watermarks: [HookReference: Timestamp]
  private let configuration: Configuration
  private let start: Timestamp
  private var troubles: [String: Trouble] = [:]
  /// What was read of a hook's log since its newest end was, part by part, each by where it began: a log may be longer
  /// than what is read at once.
  private var covers: [HookReference: [String: Cover]] = [:]

  /// What a part of a log settles.
  private struct Cover: Hashable {
    let newest: Timestamp?
    let oldestOpen: Timestamp?
    /// Whether something is open of which nobody knows when it was.
    let isVague: Bool
  }

  /// A GUID whose payload could not be had.
  private enum Trouble: Hashable {
    case unfetchable(since: Timestamp)
    case asked(at: Timestamp)
    case lost(at: Timestamp)

    var time: Timestamp {
      switch self {
      case .unfetchable(let time), .asked(let time), .lost(let time): time
      }
    }
  }

  /// An audit that looks at what was delivered after `start`, or after a hook's watermark.
  package init(
    start: Timestamp, watermarks: [HookReference: Timestamp] = [:], configuration: Configuration = Configuration()
  ) {
    self.start = start
    self.watermarks = watermarks
    self.configuration = configuration
  }

  /// From when on the hook's log has to be read. Never further back than GitHub could redeliver.
  package func since(_ hook: HookReference, at now: Timestamp) -> Timestamp {
    let covered = (watermarks[hook] ?? start).adding(seconds: -max(0, configuration.overlapSeconds))
    return max(covered, now.adding(seconds: -max(0, configuration.redeliverySeconds)))
  }

  /// Looks through listings of one or more hooks. `held` are those of the GUIDs listed that we have.
  package mutating func examine(
    _ listings: [DeliveryListing], held: Set<String>, at now: Timestamp
  ) -> DeliveryFindings {
    var findings = DeliveryFindings()
    var unsettled: Set<String> = []
    for (guid, attempts) in Self.attemptsByGUID(listings) {
      let verdict = held.contains(guid) ? .held : verdict(on: guid, attempts, at: now, findings.fetch.count)
      switch verdict {
      case .held, .unused: troubles[guid] = nil
      case .lost: troubles[guid] = .lost(at: now)
      case .lostBefore: break
      case .young, .fetch, .redeliver, .awaited, .postponed: unsettled.insert(guid)
      }
      findings.take(verdict, attempts)
    }
    for listing in listings { moveWatermark(over: listing, unsettled) }
    // Longer than GitHub's log is read back nothing needs to be remembered.
    let horizon = now.adding(seconds: -configuration.redeliverySeconds - configuration.overlapSeconds - 86_400)
    troubles = troubles.filter { $0.value.time > horizon }
    return findings
  }

  /// The payload could not be had: the next round asks for a redelivery instead.
  package mutating func couldNotFetch(_ guid: String, at now: Timestamp) {
    let guid = guid.lowercased()
    if troubles[guid] == nil { troubles[guid] = .unfetchable(since: now) }
  }

  /// A redelivery was asked for; from now on it is waited for.
  package mutating func askedForRedelivery(_ guid: String, at now: Timestamp) {
    troubles[guid.lowercased()] = .asked(at: now)
  }
}

extension DeliveryAudit {
  /// What is to be done about one GUID.
  fileprivate enum Verdict {
    case held
    case unused
    case young
    case fetch(DeliveryAttempt)
    case redeliver(DeliveryAttempt)
    case awaited
    case postponed
    case lost(DeliveryAttempt)
    case lostBefore
  }

  private func verdict(
    on guid: String, _ attempts: [DeliveryAttempt], at now: Timestamp, _ fetchCount: Int
  ) -> Verdict {
    guard let newest = attempts.first, attempts.contains(where: { $0.delivery.isUsed }) else { return .unused }
    // An attempt that was just made may not be in the store yet, a redelivery of an old event just as well.
    let isYoung = newest.delivery.deliveredAt.map { $0 > now.adding(seconds: -configuration.graceSeconds) }
    if isYoung ?? false { return .young }
    switch troubles[guid] {
    case nil:
      return fetchCount < configuration.fetchBound ? .fetch(newest) : .postponed
    case .unfetchable:
      let oldest = attempts.lazy.compactMap(\.delivery.deliveredAt).min()
      let isTooOld = oldest.map { $0 < now.adding(seconds: -configuration.redeliverySeconds) } ?? false
      return isTooOld ? .lost(newest) : .redeliver(newest)
    case .asked(let time):
      return time < now.adding(seconds: -configuration.patienceSeconds) ? .lost(newest) : .awaited
    case .lost:
      return .lostBefore
    }
  }

  /// All attempts by GUID, within one the newest first; the GUIDs by their first attempts, the oldest first.
  private static func attemptsByGUID(_ listings: [DeliveryListing]) -> [(String, [DeliveryAttempt])] {
    var seen: Set<DeliveryAttempt> = []
    var attempts: [String: [DeliveryAttempt]] = [:]
    for listing in listings {
      for delivery in listing.deliveries {
        // Pages may overlap when something was delivered while they were read.
        let attempt = DeliveryAttempt(hook: listing.hook, delivery: delivery)
        if seen.insert(attempt).inserted { attempts[delivery.guid, default: []].append(attempt) }
      }
    }
    let sorted = attempts.map { ($0.key, $0.value.sorted { isNewer($0.delivery, $1.delivery) }) }
    return sorted.sorted { left, right in
      guard let first = left.1.last?.delivery, let second = right.1.last?.delivery else { return false }
      return isNewer(second, first)
    }
  }

  private static func isNewer(_ left: HookDelivery, _ right: HookDelivery) -> Bool {
    let (leftTime, rightTime) = (left.deliveredAt?.milliseconds ?? .min, right.deliveredAt?.milliseconds ?? .min)
    return (leftTime, left.id) > (rightTime, right.id)
  }

  // MARK: - Covering

  private mutating func moveWatermark(over listing: DeliveryListing, _ unsettled: Set<String>) {
    let open = listing.deliveries.lazy.filter { unsettled.contains($0.guid) }
    if listing.start == nil { covers[listing.hook] = [:] }
    covers[listing.hook, default: [:]][listing.start?.url ?? ""] = Cover(
      newest: listing.deliveries.lazy.compactMap(\.deliveredAt).max(),
      oldestOpen: open.compactMap(\.deliveredAt).min(), isVague: open.contains { $0.deliveredAt == nil })
    // What was not read may be missing: the watermark moves once the last part is read, over all of them.
    guard listing.isComplete, let parts = covers[listing.hook], parts[""] != nil else { return }
    guard let newest = parts.values.compactMap(\.newest).max(), !parts.values.contains(where: \.isVague) else { return }
    // Just before the oldest that is open, so that it stays within what is read even without an overlap.
    let covered =
      parts.values.compactMap(\.oldestOpen).min().map { min(newest, $0.adding(milliseconds: -1)) } ?? newest
    watermarks[listing.hook] = max(watermarks[listing.hook] ?? start, covered)
  }
}

extension DeliveryFindings {
  fileprivate mutating func take(_ verdict: DeliveryAudit.Verdict, _ attempts: [DeliveryAttempt]) {
    switch verdict {
    case .held: held += 1
    case .unused: unused += 1
    case .young: young += 1
    case .fetch(let attempt): fetch.append(attempt)
    case .redeliver(let attempt): redeliver.append(attempt)
    case .awaited: awaited += 1
    case .postponed: postponed += 1
    case .lost(let attempt): lost.append(attempt)
    case .lostBefore: lostBefore += 1
    }
    switch verdict {
    case .held, .unused, .young: break
    case .fetch, .redeliver, .awaited, .postponed, .lost, .lostBefore:
      if attempts.contains(where: \.delivery.wasAcknowledged) { acknowledgedButMissing += 1 }
    }
  }
}
