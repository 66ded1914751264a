/// How a mission went, counted from its tasks: nothing here is sampled.
package struct MissionMetrics: Hashable, Sendable {
  /// Work items, without validations.
  package struct Tasks: Hashable, Sendable {
    /// All of them.
    package let total: Int
    /// Those that are done.
    package let completed: Int
    /// Those that are held because they failed too often.
    package let failed: Int
    /// Those that more than one agent run was needed for.
    package let retried: Int
    /// From hand-over to report, for every run that ended well, in milliseconds, ascending.
    package let durations: [Int64]
    /// From the moment it could be taken to the moment it was, for every run, in milliseconds, ascending.
    package let waits: [Int64]

    /// The share of completed items, 0 to 1.
    package var completionRate: Double { total == 0 ? 0 : Double(completed) / Double(total) }
    /// The share of retried items, 0 to 1.
    package var retryRate: Double { total == 0 ? 0 : Double(retried) / Double(total) }
    /// The mean duration in milliseconds; 0 where nothing ended.
    package var averageMilliseconds: Int64 { Self.average(durations) }
    /// The mean wait in milliseconds; 0 where nothing was taken.
    package var averageWaitMilliseconds: Int64 { Self.average(waits) }

    private static func average(_ values: [Int64]) -> Int64 {
      values.isEmpty ? 0 : values.reduce(0, +) / Int64(values.count)
    }

    /// The duration that a share of all stay within, by the nearest rank; 0 where nothing ended.
    package func percentileMilliseconds(_ percent: Int) -> Int64 {
      guard !durations.isEmpty else { return 0 }
      let rank = max(1, (durations.count * percent + 99) / 100)
      return durations[min(rank, durations.count) - 1]
    }
  }

  /// Why something was done again.
  package enum RetryCause: Hashable, Sendable {
    /// A run was given up, or its holder was lost.
    case run
    /// A validation was.
    case validation
    /// An assertion failed.
    case assertion
    /// A result had to be mended.
    case fix(FixKind)

    /// Its word in documents.
    package var word: String {
      switch self {
      case .run: "run"
      case .validation: "validation"
      case .assertion: "assertion"
      case .fix(let kind): kind.rawValue
      }
    }
  }

  /// What one agent did.
  package struct Work: Hashable, Sendable {
    /// Which agent.
    package let agent: Identifier<Agent>
    /// How long it worked, in milliseconds.
    package let activeMilliseconds: Int64
    /// How many tasks it finished.
    package let tasks: Int
    /// How many it gave up or lost.
    package let retries: Int
    /// What its runs used together; nil where nothing was told.
    package let usage: RunUsage?
  }

  /// One moment at which something ended.
  package struct Moment: Hashable, Sendable {
    /// When.
    package let at: Timestamp
    /// How many items were done by then.
    package let completed: Int
    /// How many tasks were being worked on then.
    package let active: Int
  }

  /// Its work.
  package let tasks: Tasks
  /// How often something was done again, by the reason.
  package let retries: [RetryCause: Int]
  /// Its agents, by identity.
  package let agents: [Work]
  /// The moments its items were done, in order: the newest two hundred.
  package let timeline: [Moment]
  /// From its start to its end, or to now, in milliseconds.
  package let elapsedMilliseconds: Int64

  /// The metrics of a mission at a moment.
  package init(of mission: Mission, at now: Timestamp) {
    let all = mission.tasks.values
    let runs = all.filter { $0.startedAt != nil && !$0.isValidation }
    let end = mission.isOver ? mission.header.updatedAt : now
    elapsedMilliseconds = max(0, end.milliseconds - mission.header.createdAt.milliseconds)
    var byItem: [Identifier<WorkItem>: Int] = [:]
    for run in runs where run.kind == .work { byItem[run.item, default: 0] += 1 }
    let items = mission.items.values
    tasks = Tasks(
      total: items.count, completed: items.count(where: \.isDone),
      failed: items.count { if case .held(.exhausted) = $0.state { true } else { false } },
      retried: byItem.values.count { $0 > 1 },
      durations: runs.compactMap { run in
        if case .completed = run.state { run.milliseconds(at: now) } else { nil }
      }.sorted(), waits: runs.map(\.waitMilliseconds).sorted())
    var retries: [RetryCause: Int] = [:]
    for task in all where task.startedAt != nil {
      switch (task.kind, task.state) {
      case (.fix(let kind), _): retries[.fix(kind), default: 0] += 1
      case (.work, .failed), (.work, .cancelled): retries[.run, default: 0] += 1
      case (.validate, .failed), (.validate, .cancelled): retries[.validation, default: 0] += 1
      case (.work, _), (.validate, _), (.review, _): break
      }
    }
    let mended = items.count { $0.details?.remediates != nil }
    if mended > 0 { retries[.assertion] = mended }
    self.retries = retries
    var work: [Identifier<Agent>: (active: Int64, tasks: Int, retries: Int)] = [:]
    for task in all where task.startedAt != nil {
      guard let agent = task.assignee else { continue }
      work[agent, default: (0, 0, 0)].active += task.milliseconds(at: now)
      switch task.state {
      case .completed: work[agent, default: (0, 0, 0)].tasks += 1
      case .failed, .cancelled: work[agent, default: (0, 0, 0)].retries += 1
      case .pending, .assigned, .running: break
      }
    }
    let usages = Dictionary(mission.usageByAgent.map { ($0.agent, $0.usage) }) { first, _ in first }
    agents = work.sorted { $0.key < $1.key }.map {
      Work(
        agent: $0.key, activeMilliseconds: $0.value.active, tasks: $0.value.tasks, retries: $0.value.retries,
        usage: usages[$0.key])
    }
    let ends = items.filter(\.isDone).map(\.updatedAt).sorted()
    timeline = ends.enumerated().map { index, at in
      let active = all.count { task in
        guard let start = task.startedAt else { return false }
        return start <= at && (task.isOpen || task.updatedAt > at)
      }
      return Moment(at: at, completed: index + 1, active: active)
    }.suffix(200)
  }
}

extension WorkTask {
  /// How long it could be taken before it was; 0 before.
  fileprivate var waitMilliseconds: Int64 {
    guard let startedAt else { return 0 }
    return max(0, startedAt.milliseconds - max(createdAt, notBefore ?? createdAt).milliseconds)
  }

  /// How long it was, or has been, worked on; 0 before.
  fileprivate func milliseconds(at now: Timestamp) -> Int64 {
    guard let startedAt else { return 0 }
    return max(0, (isOpen ? now : updatedAt).milliseconds - startedAt.milliseconds)
  }
}
