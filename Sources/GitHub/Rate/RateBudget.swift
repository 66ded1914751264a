package import MissionCore

/// What may be asked of GitHub, and when: the pure part of ``RateGovernor``.
///
/// It keeps to the documented limits (primary per hour, secondary per minute and at once), learns the rest from the
/// answers, and holds back when GitHub says so. Trouble only ever makes it slower: while GitHub fails or limits, one
/// call at a time goes out until one succeeds.
package struct RateBudget: Sendable {
  private let configuration: RateConfiguration
  private var windows: [Purse: KnownWindow] = [:]
  private var minutes: [Purse: Minute] = [:]
  private var nextStart: [Spacing: Duration] = [:]
  private var inFlight: [Purse: Int] = [:]
  private var sweepsInFlight = 0
  private var pausedUntil: Duration?
  private var penalties = 0
  private var failures = 0
  private var generation = 0
  private var retryTenths: Int
  private var counters = RateSnapshot.Counters()

  /// A budget that knows nothing yet.
  package init(configuration: RateConfiguration = RateConfiguration()) {
    self.configuration = configuration
    retryTenths = configuration.retryBurst * 10
  }

  /// Asks for one call of an account: GitHub counts each installation of an App and each person for themselves. A
  /// granted permit must be given back with ``settle(_:_:at:)``.
  package mutating func admit(
    _ kind: CallKind, _ priority: CallPriority, for account: String = "", at now: Moment
  ) -> Admission {
    let purse = Purse(account: account, resource: kind.resource)
    if let (limit, uptime) = obstacle(kind, priority, purse, at: now) {
      counters.deferred += 1
      return .later(at: uptime, limit)
    }
    guard hasRoom(for: priority) else { return .full }

    let minute = minutes[purse].flatMap { $0.hasEnded(at: now) ? nil : $0 }
    minutes[purse] = (minute ?? Minute(start: now.uptime)).adding(kind.points)
    if let spacing = Spacing(kind) { nextStart[spacing] = now.uptime + configuration.distance(spacing) }
    inFlight[purse, default: 0] += 1
    if priority == .sweep { sweepsInFlight += 1 }
    counters.granted += 1
    return .granted(Permit(kind: kind, priority: priority, account: account, generation: generation))
  }

  /// Gives a permit back with what came of the call. For a limited call, until when calls of this kind have to wait.
  @discardableResult
  package mutating func settle(_ permit: Permit, _ outcome: CallOutcome, at now: Moment) -> Timestamp? {
    inFlight[permit.purse, default: 1] -= 1
    if permit.priority == .sweep { sweepsInFlight -= 1 }

    switch outcome {
    case .abandoned:
      return nil
    case .answered(let report):
      learn(report, of: permit.account, at: now)
      // An answer to a call from before the trouble says nothing about whether it is over.
      if permit.generation == generation { (penalties, failures) = (0, 0) }
      retryTenths = min(retryTenths + 1, configuration.retryBurst * 10)
      return nil
    case .failed(let report):
      learn(report, of: permit.account, at: now)
      counters.failed += 1
      failures = min(failures + 1, 1_000)
      if let wait = report.retryAfter { pause(for: wait, at: now) }
      return nil
    case .limitedPrimary(let report):
      learn(report, of: permit.account, at: now)
      counters.limitedPrimary += 1
      return now.timestamp(at: exhaust(permit.purse, report, at: now))
    case .limitedSecondary(let report):
      learn(report, of: permit.account, at: now)
      counters.limitedSecondary += 1
      // Calls that were under way together are limited together: that is one penalty, not ten.
      if permit.generation == generation {
        generation &+= 1
        penalties = min(penalties + 1, 16)
      }
      pause(for: report.retryAfter ?? configuration.penalty(penalties), at: now)
      return now.timestamp(at: pausedUntil ?? now.uptime)
    }
  }

  /// Whether a failed call may be tried once more. Successes earn retries, ten of them one; so while GitHub is out of
  /// order the retries end by themselves.
  package mutating func grantRetry() -> Bool {
    guard retryTenths >= 10 else {
      counters.retriesRefused += 1
      return false
    }
    retryTenths -= 10
    counters.retries += 1
    return true
  }

  /// The state in numbers.
  package func snapshot(at now: Moment) -> RateSnapshot {
    let all = windows.map { purse, known in
      let window = RateSnapshot.Window(
        limit: known.limit, remaining: known.hasEnded(at: now) ? known.limit : known.remaining,
        resetsAt: now.timestamp(at: known.resetsAt))
      return (purse.resource, window)
    }
    return RateSnapshot(
      windows: Dictionary(all) { $0.remaining <= $1.remaining ? $0 : $1 },
      inFlight: totalInFlight,
      pausedUntil: pausedUntil.flatMap { $0 > now.uptime ? now.timestamp(at: $0) : nil },
      counters: counters)
  }

  // MARK: - Admitting

  private func obstacle(
    _ kind: CallKind, _ priority: CallPriority, _ purse: Purse, at now: Moment
  ) -> (RateLimit, Duration)? {
    if let pausedUntil, pausedUntil > now.uptime { return (.secondary, pausedUntil) }
    if let known = windows[purse], !known.hasEnded(at: now) {
      // Calls under way are not in GitHub's count yet.
      let left = known.remaining - inFlight[purse, default: 0]
      let floor = priority == .sweep ? configuration.reserve(of: known.limit) : 0
      if left <= floor { return (.primary(kind.resource), known.resetsAt) }
    }
    if let minute = minutes[purse], !minute.hasEnded(at: now),
      minute.points + kind.points > configuration.pointsPerMinute(kind.resource)
    {
      return (.pace, minute.end)
    }
    if let spacing = Spacing(kind), let start = nextStart[spacing], start > now.uptime { return (.pace, start) }
    return nil
  }

  private func hasRoom(for priority: CallPriority) -> Bool {
    let isTroubled = penalties > 0 || failures >= configuration.failuresUntilCareful
    let limit = isTroubled ? 1 : configuration.concurrency
    guard totalInFlight < limit else { return false }
    return priority == .eventDriven || sweepsInFlight < max(1, limit - configuration.eventSlots)
  }

  private var totalInFlight: Int { inFlight.values.reduce(0, +) }

  // MARK: - Learning

  private mutating func learn(_ report: RateReport, of account: String, at now: Moment) {
    guard let window = report.window else { return }
    let purse = Purse(account: account, resource: window.resource)
    let resetsAt = now.uptime + remainingTime(until: window.resetEpoch, report, at: now)
    let fresh = KnownWindow(
      epoch: window.resetEpoch, limit: window.limit, remaining: window.remaining, resetsAt: resetsAt)
    guard var known = windows[purse] else {
      windows[purse] = fresh
      return
    }
    // Answers overtake each other. Within a window the count only falls, and an older window says nothing any more.
    if window.resetEpoch == known.epoch {
      known.remaining = min(known.remaining, window.remaining)
      known.limit = window.limit
      windows[purse] = known
    } else if window.resetEpoch > known.epoch || known.hasEnded(at: now) {
      windows[purse] = fresh
    }
  }

  private mutating func exhaust(_ purse: Purse, _ report: RateReport, at now: Moment) -> Duration {
    // A window that already ended, or none: GitHub's advice without better knowledge is a minute.
    let atLeast = now.uptime + (report.retryAfter ?? .seconds(1))
    var known =
      windows[purse]
      ?? KnownWindow(epoch: 0, limit: 0, remaining: 0, resetsAt: now.uptime + configuration.penalty(1))
    if known.hasEnded(at: now) { known.resetsAt = now.uptime + configuration.penalty(1) }
    known.remaining = 0
    known.resetsAt = max(known.resetsAt, atLeast)
    windows[purse] = known
    return known.resetsAt
  }

  private mutating func pause(for wait: Duration, at now: Moment) {
    pausedUntil = max(pausedUntil ?? now.uptime, now.uptime + wait)
  }

  /// A window lasts an hour; whoever promises more is not believed.
  private func remainingTime(until epoch: Int64, _ report: RateReport, at now: Moment) -> Duration {
    let reference = (report.serverTime ?? now.wall).milliseconds / 1000
    let (seconds, overflow) = epoch.subtractingReportingOverflow(reference)
    return .seconds(overflow ? 0 : min(max(0, seconds), 3_660))
  }
}
