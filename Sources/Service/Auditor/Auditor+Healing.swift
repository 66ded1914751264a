import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Auditor {
  /// How many payloads are fetched at the same time.
  private static let fetchWidth = 4
  /// How many GUIDs are remembered as counted.
  private static let countedBound = 50_000
  /// The name of the hook that audited deliveries come through: another one than any of GitHub's, because a payload
  /// from the log is not the bytes that were sent. So neither door takes the other's delivery for a forgery.
  static let hookName = "audit"

  /// What came of one delivery that was missing.
  private enum Outcome: Sendable {
    /// It is in the stream now, so late.
    case stored(Duration)
    /// It arrived meanwhile.
    case known
    /// GitHub's log does not give it away.
    case unavailable(String)
    /// Not now.
    case failed(String)
  }

  /// How a round of healing went.
  enum Progress {
    /// Something was brought in, or is known now to be no longer in the log.
    case some
    /// Nothing came of it, and nothing is wrong.
    case none
    /// GitHub or the store could not do it now.
    case failed
  }

  /// Brings in what is missing, or has it delivered again.
  func heal(_ findings: DeliveryFindings, at place: HookPlace) async throws -> Progress {
    parts.metrics.audited(.read)
    let missed = findings.fetch.count { counted.insert($0.delivery.guid).inserted }
    parts.metrics.deliveriesMissed(missed)
    var counts = ["missed": missed, "healed": 0, "redelivered": 0, "lost": findings.lost.count]
    if counted.count > Self.countedBound { counted = [] }
    var problem: String?
    var progress = Progress.none
    var longest = Duration.zero
    for outcome in await fetch(findings.fetch) {
      switch outcome {
      case .stored(let delay):
        counts["healed", default: 0] += 1
        progress = .some
        longest = max(longest, delay)
        parts.metrics.foundByAudit(late: delay)
      case .known: break
      case .unavailable(let guid):
        audit.couldNotFetch(guid, at: parts.clock())
        progress = .some
      case .failed(let reason): problem = reason
      }
    }
    for attempt in findings.redeliver {
      do throws(HookError) {
        try await lister(attempt.hook).redeliver(attempt.delivery.id)
        audit.askedForRedelivery(attempt.delivery.guid, at: parts.clock())
        counts["redelivered", default: 0] += 1
      } catch {
        problem = "\(error)"
        break
      }
    }
    tell(counts, longest, findings, problem, at: place)
    try await parts.store.note(AuditNote(place: place.key, at: parts.clock()), counts: counts)
    return problem == nil ? progress : .failed
  }

  private func tell(
    _ counts: [String: Int], _ longest: Duration, _ findings: DeliveryFindings, _ problem: String?, at place: HookPlace
  ) {
    let healed = counts["healed"] ?? 0
    let redelivered = counts["redelivered"] ?? 0
    parts.metrics.deliveriesRedelivered(redelivered)
    parts.metrics.deliveriesLost(findings.lost.count)
    if healed + redelivered > 0 {
      parts.log.warning(
        "Deliveries that had not arrived were brought in",
        [
          "place": "\(place)", "healed": healed, "redelivered": redelivered, "waiting": findings.postponed,
          "latest": Int(longest / .seconds(1)),
        ])
    }
    for attempt in findings.lost {
      parts.log.error(
        "A delivery is lost: neither GitHub's log nor a redelivery brought it; polling finds what it said",
        ["place": "\(place)", "delivery": attempt.delivery.guid, "event": attempt.delivery.event])
    }
    if findings.acknowledgedButMissing > 0 {
      parts.log.error(
        "GitHub was told that deliveries were stored, and they are not here: was the Redis changed or emptied, or a backup restored?",
        ["place": "\(place)", "deliveries": findings.acknowledgedButMissing])
    }
    if let problem {
      parts.metrics.audited(.failed)
      parts.log.debug("Missing deliveries could not be fetched yet", ["place": "\(place)", "error": problem])
    }
  }

  /// Fetches and stores, a few at a time, the oldest first; stops at the first that fails for everybody.
  private func fetch(_ attempts: [DeliveryAttempt]) async -> [Outcome] {
    await withTaskGroup(of: Outcome.self) { group in
      var outcomes: [Outcome] = []
      var rest = attempts[...]
      var isOver = false
      for attempt in rest.prefix(Self.fetchWidth) { group.addTask { await self.bring(attempt) } }
      rest = rest.dropFirst(Self.fetchWidth)
      while let outcome = await group.next() {
        outcomes.append(outcome)
        if case .failed = outcome { isOver = true }
        if !isOver, let next = rest.popFirst() { group.addTask { await self.bring(next) } }
      }
      return outcomes
    }
  }

  private nonisolated func bring(_ attempt: DeliveryAttempt) async -> Outcome {
    let payload: DeliveredPayload
    do throws(HookError) {
      payload = try await DeliveryLister(parts.client(attempt.hook.place), hook: attempt.hook)
        .payload(of: attempt.delivery.id)
    } catch {
      switch error {
      case .noPayload, .gone, .github(.transport(.responseTooLarge)), .github(.notJSON):
        return .unavailable(attempt.delivery.guid)
      case .permission, .placeNotFound, .refused, .notForApps, .secretNotText, .github: return .failed("\(error)")
      }
    }
    guard payload.guid == attempt.delivery.guid else { return .unavailable(attempt.delivery.guid) }
    let now = parts.clock()
    do {
      switch try await parts.intake.accept(Self.signal(payload, at: now)) {
      case .new:
        let late = attempt.delivery.deliveredAt.map { now.milliseconds - $0.milliseconds } ?? 0
        return .stored(.milliseconds(max(0, late)))
      case .duplicate, .conflict: return .known
      case .full(let length): return .failed("\(length) signals wait already")
      }
    } catch {
      return .failed("\(error)")
    }
  }

  private static func signal(_ payload: DeliveredPayload, at now: Timestamp) throws -> Signal {
    Signal(
      kind: .delivery, id: payload.guid, hook: hookName,
      fields: [
        StreamEntry.Field("event", payload.event), StreamEntry.Field("action", payload.action ?? ""),
        StreamEntry.Field("encoding", "json"), StreamEntry.Field("received", String(now.milliseconds)),
        StreamEntry.Field("source", "audit"),
      ],
      body: try CompressedBody(compressing: payload.body))
  }
}
