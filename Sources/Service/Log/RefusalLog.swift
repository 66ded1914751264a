import Doors
import Synchronization

/// Tells of refused requests so that a flood of them stays readable: the first of each kind from each address, then a
/// summary a minute.
final class RefusalLog: Sendable {
  /// How many pairs of outcome and address are told one by one; whatever comes beyond is only counted.
  private static let pairBound = 256
  /// How often the rest is summed up.
  private static let interval = Duration.seconds(60)

  private struct Pair: Hashable {
    let outcome: WebhookOutcome
    let peer: String
  }

  private struct State {
    /// How often each pair came since the last summary, the first time not counted.
    var pairs: [Pair: Int] = [:]
    var counts: [WebhookOutcome: Int] = [:]
  }

  private let log: Log
  private let state = Mutex(State())

  /// What refused requests are told to.
  init(_ log: Log) { self.log = log }

  /// A request was refused.
  func note(_ outcome: WebhookOutcome, delivery: String?, peer: String) {
    let pair = Pair(outcome: outcome, peer: peer)
    let isFirst = state.withLock { state in
      guard let before = state.pairs[pair] else {
        guard state.pairs.count < Self.pairBound else {
          state.counts[outcome, default: 0] += 1
          return false
        }
        state.pairs[pair] = 0
        return true
      }
      state.pairs[pair] = before + 1
      state.counts[outcome, default: 0] += 1
      return false
    }
    guard isFirst else { return }
    log.warning(
      "A webhook request was refused", ["outcome": outcome.rawValue, "delivery": delivery ?? "", "peer": peer])
  }

  /// Sums up what was not told one by one, and forgets the pairs that did not come again.
  func sumUp() {
    let (counts, peers) = state.withLock { state in
      let again = state.pairs.filter { $0.value > 0 }
      defer {
        state.pairs = again.mapValues { _ in 0 }
        state.counts = [:]
      }
      return (state.counts, Set(again.keys.map(\.peer)).count)
    }
    guard !counts.isEmpty else { return }
    let outcomes = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    log.warning(
      "More webhook requests were refused",
      [
        "count": counts.values.reduce(0, +), "addresses": peers,
        "outcomes": outcomes.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", "),
      ])
  }

  /// Sums up once a minute until cancelled.
  func run() async {
    while (try? await Task.sleep(for: Self.interval)) != nil { sumUp() }
  }
}
