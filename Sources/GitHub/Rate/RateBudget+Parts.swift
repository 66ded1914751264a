extension RateBudget {
  /// The answer to the wish to call.
  package enum Admission: Sendable, Equatable {
    /// Go ahead.
    case granted(Permit)
    /// Ask again when the steady clock shows this.
    case later(at: Duration, RateLimit)
    /// Ask again when another call has ended.
    case full
  }

  /// The right to make one call.
  package struct Permit: Sendable, Equatable {
    let kind: CallKind
    let priority: CallPriority
    let account: String
    /// Counts the penalties before the call: an answer is news only about its own time.
    let generation: Int

    var purse: Purse { Purse(account: account, resource: kind.resource) }
  }

  /// What a primary limit counts: the calls of one sort of one account.
  struct Purse: Sendable, Hashable {
    let account: String
    let resource: RateResource
  }

  /// A primary window as we know it.
  struct KnownWindow: Sendable {
    var epoch: Int64
    var limit: Int
    var remaining: Int
    var resetsAt: Duration

    func hasEnded(at now: Moment) -> Bool { now.uptime >= resetsAt }
  }

  /// Points spent in a minute that began with its first call.
  struct Minute: Sendable {
    private let start: Duration
    private(set) var points = 0

    init(start: Duration) { self.start = start }

    var end: Duration { start + .seconds(60) }
    func hasEnded(at now: Moment) -> Bool { now.uptime >= end }

    func adding(_ more: Int) -> Minute {
      var minute = self
      minute.points += more
      return minute
    }
  }

  /// Calls that keep a distance from each other.
  enum Spacing: Sendable, Hashable {
    case writes
    case searches

    init?(_ kind: CallKind) {
      switch kind {
      case .write, .mutation: self = .writes
      case .search: self = .searches
      case .read, .query: return nil
      }
    }
  }
}
