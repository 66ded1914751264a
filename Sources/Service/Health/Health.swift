import Client
import CommandLine
import Doors
import GitHub
import MissionCore
import MissionStore
import Redis

/// Whether the service can do its work, and the numbers that are read only when somebody asks.
struct Health: Sendable {
  /// How long a signal may wait before the clerk counts as late, in seconds.
  private static let longestLag = 60
  /// How long a word about a place's hook counts, in seconds: the audit repeats it every ten minutes or every hour.
  private static let noteSeconds = 2 * 3600

  let town: TownStore
  let standstill: Standstill
  let directory: DataDirectoryWatch
  let durability: RedisDurability

  /// Looks at the store, the lease, the clerk and the records.
  func readiness() async -> Readiness {
    let own = [
      Readiness.Check("work", isReady: standstill.reason == nil, detail: standstill.reason ?? "goes on"),
      Readiness.Check("data", isReady: directory.problem == nil, detail: directory.problem ?? "in its place"),
    ]
    do {
      try await town.checkWritable()
      let counts = try await town.counts()
      let holder = try await town.leaseHolder()
      return Readiness(
        [
          .init("store", isReady: true, detail: "writable"), await durable(),
          .init("lease", isReady: holder != nil, detail: holder.map { "held by \($0)" } ?? "nobody serves the town"),
          clerk(counts), try await records(), try await webhooks(),
        ] + own)
    } catch {
      return Readiness([.init("store", isReady: false, detail: CommandFailure(error, configuration: nil).what)] + own)
    }
  }

  /// Asked anew each time: somebody may change it while the server runs.
  private func durable() async -> Readiness.Check {
    let facts = try? await RedisServerFacts(town)
    let remarks = (facts?.remarks ?? []).map { "; \($0)" }.joined()
    return switch facts?.appendonly {
    case "yes"?: .init("durability", isReady: true, detail: "appendonly yes\(remarks)")
    case "no"?:
      .init(
        "durability", isReady: durability == .any,
        detail: "appendonly is off: a restart of Redis loses what was acknowledged")
    case nil, _?: .init("durability", isReady: true, detail: "Redis does not tell; check appendonly yourself")
    }
  }

  /// Brings the numbers up to date that no event tells.
  func refresh(_ metrics: Metrics, _ governor: RateGovernor) async {
    metrics.build(version: ProgramVersion.text)
    metrics.rates(governor.snapshot.windows)
    guard let counts = try? await town.counts() else { return }
    metrics.stream(entries: counts.signals, lag: .seconds(lag(counts)), deadLetters: counts.deadLetters)
    guard let listing = try? await town.activeMissions() else { return }
    metrics.town(
      TownCensus(
        missions: listing.missions.map(\.mission), agents: (try? await town.allAgents()) ?? [],
        helpCauses: ((try? await town.helpRequests()) ?? []).map(\.cause), at: Timestamp.now()))
  }

  private func clerk(_ counts: TownCounts) -> Readiness.Check {
    let lag = lag(counts)
    return .init(
      "clerk", isReady: lag <= Self.longestLag, detail: "\(counts.signals) signals wait, the oldest for \(lag)s")
  }

  /// One broken record must not take the whole town out of service; it is named here and left alone.
  private func records() async throws -> Readiness.Check {
    try await town.checkSharedRecords()
    let broken = try await town.unreadableRecords()
    let names = broken.map { "\($0.key) (\($0.reason))" }.joined(separator: "; ")
    return .init("records", isReady: true, detail: broken.isEmpty ? "all readable" : "left alone: \(names)")
  }

  /// Without webhooks everything goes on by polling, so this takes nothing out of service.
  private func webhooks() async throws -> Readiness.Check {
    let now = Timestamp.now()
    let problems = try await town.auditNotes().compactMap { note in
      note.problem.flatMap { now.seconds(since: note.at) < Self.noteSeconds ? "\(note.place): \($0)" : nil }
    }
    return .init(
      "webhooks", isReady: true, detail: problems.isEmpty ? "no fault known" : problems.joined(separator: "; "))
  }

  private func lag(_ counts: TownCounts) -> Int {
    counts.oldestSignalAt.map { max(0, Timestamp.now().seconds(since: $0)) } ?? 0
  }
}
