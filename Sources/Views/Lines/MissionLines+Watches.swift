import CommandLine
import MissionCore

extension MissionLines {
  /// The watches, in the order of their items.
  package var watches: [String] {
    let places = Dictionary(mission.orderedItems.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let watches = mission.watches.values.sorted { left, right in
      (places[left.item] ?? .max, left.target, rank(of: left.kind), left.id)
        < (places[right.item] ?? .max, right.target, rank(of: right.kind), right.id)
    }
    return ["🚧 Watch Items: \(watches.count)"] + watches.flatMap(lines(of:))
  }

  private func lines(of watch: WatchItem) -> [String] {
    let name = "PR \(names.short(watch.target)) \(name(of: watch.kind))"
    let first =
      switch watch.status {
      // The warning sign is one column wide in most terminals, but drawn two wide.
      case .snoozed: "   ⚠️  \(name): \(paint.bad(redWord(of: watch.kind))) (retrying \(nextLook(of: watch)))"
      case .active: "   ⏳ \(name): \(paint.waiting("waiting")) (next look \(nextLook(of: watch)))"
      case .done: "   ✅ \(name): \(paint.good("done"))"
      }
    return [first, "      └─ \(paint.faint(watch.verdict.printable()))"]
  }

  /// What people ask for first stands first.
  private func rank(of kind: WatchKind) -> Int { WatchKind.allCases.firstIndex(of: kind) ?? 0 }

  private func nextLook(of watch: WatchItem) -> String {
    guard let next = mission.pullRequests[watch.target]?.nextFetchAt else { return "soon" }
    let seconds = next.seconds(since: now)
    return seconds > 0 ? "in \(seconds)s" : "now"
  }

  private func name(of kind: WatchKind) -> String {
    switch kind {
    case .checks: "CI check"
    case .bots: "bot findings"
    case .reviews: "review comments"
    case .mergeability: "mergeability"
    }
  }

  private func redWord(of kind: WatchKind) -> String {
    switch kind {
    case .checks: "failing"
    case .bots: "findings open"
    case .reviews: "changes requested"
    case .mergeability: "conflicting"
    }
  }
}
