import Client
import MissionCore
import MissionStore

/// `metrics --json`.
struct MetricsDocument: Encodable, Sendable {
  struct Stage: Encodable, Sendable {
    let id: String
    let title: String
    let status: String
    let taskCount: Int
    let completedCount: Int
    let validatingMilliseconds: Int64

    private enum CodingKeys: String, CodingKey {
      case id, title, status
      case taskCount = "task_count"
      case completedCount = "completed_count"
      case validatingMilliseconds = "validating_ms"
    }
  }

  struct Tasks: Encodable, Sendable {
    let total: Int
    let completed: Int
    let failed: Int
    let retried: Int
    let completionRate: Double
    let retryRate: Double
    let avgDurationMilliseconds: Int64
    let medianDurationMilliseconds: Int64
    let p90DurationMilliseconds: Int64
    let avgQueueWaitMilliseconds: Int64
    let retriesByCause: [String: Int]
    let byMilestone: [Stage]

    private enum CodingKeys: String, CodingKey {
      case total, completed, failed, retried
      case completionRate = "completion_rate"
      case retryRate = "retry_rate"
      case avgDurationMilliseconds = "avg_duration_ms"
      case medianDurationMilliseconds = "median_duration_ms"
      case p90DurationMilliseconds = "p90_duration_ms"
      case avgQueueWaitMilliseconds = "avg_queue_wait_ms"
      case retriesByCause = "retries_by_cause"
      case byMilestone = "by_milestone"
    }
  }

  struct Worker: Encodable, Sendable {
    let name: String
    let activeMilliseconds: Int64
    let idleMilliseconds: Int64
    let tasks: Int
    let retries: Int
    let utilization: Double
    let usage: RunUsage?

    private enum CodingKeys: String, CodingKey {
      case name, tasks, retries, utilization, usage
      case activeMilliseconds = "active_ms"
      case idleMilliseconds = "idle_ms"
    }
  }

  struct Claim: Encodable, Sendable {
    let id: AssertionID
    /// How often somebody said what they saw of it.
    let rounds: Int
  }

  struct Whole: Encodable, Sendable {
    let id: Identifier<Mission>
    let title: String
    let status: String
    let milestonesCompleted: Int
    let validationPassRate: Double
    let wallClockMilliseconds: Int64
    let usage: RunUsage?
    let maxCostUSD: Double?

    private enum CodingKeys: String, CodingKey {
      case id, title, status, usage
      case maxCostUSD = "max_cost_usd"
      case milestonesCompleted = "milestones_completed"
      case validationPassRate = "validation_pass_rate"
      case wallClockMilliseconds = "wall_clock_ms"
    }
  }

  struct Session: Encodable, Sendable {
    let startedAt: String
    let durationMilliseconds: Int64
    let status: String
    let agentCount: Int

    private enum CodingKeys: String, CodingKey {
      case status
      case startedAt = "started_at"
      case durationMilliseconds = "duration_ms"
      case agentCount = "agent_count"
    }
  }

  struct Moment: Encodable, Sendable {
    let timestamp: String
    let completedTasks: Int
    let activeTasks: Int

    private enum CodingKeys: String, CodingKey {
      case timestamp
      case completedTasks = "completed_tasks"
      case activeTasks = "active_tasks"
    }
  }

  let session: Session
  let tasks: Tasks
  let agents: [Worker]
  let mission: Whole
  let assertions: [Claim]
  let timeline: [Moment]
  /// How many verdicts passed or failed, for people: of none there is no share.
  let verdictCount: Int
  /// What the runs used and may cost, for people.
  let budget: String?

  private enum CodingKeys: String, CodingKey { case session, tasks, agents, mission, assertions, timeline }

  /// The metrics of a planned mission; agents are called by their names.
  init(of mission: Mission, names: [Identifier<Agent>: String], at now: Timestamp) {
    let metrics = MissionMetrics(of: mission, at: now)
    let elapsed = metrics.elapsedMilliseconds
    let status = mission.plan?.phase.rawValue ?? mission.header.state.word
    session = Session(
      startedAt: mission.header.createdAt.jsonText, durationMilliseconds: elapsed, status: status,
      agentCount: metrics.agents.count)
    let stages = (mission.plan?.milestones ?? []).map { milestone in
      let items = mission.items.values.filter { $0.milestone == milestone.id }
      return Stage(
        id: milestone.id, title: milestone.title, status: milestone.state.word, taskCount: items.count,
        completedCount: items.count(where: \.isDone), validatingMilliseconds: milestone.validatedMilliseconds)
    }
    tasks = Tasks(
      total: metrics.tasks.total, completed: metrics.tasks.completed, failed: metrics.tasks.failed,
      retried: metrics.tasks.retried, completionRate: metrics.tasks.completionRate,
      retryRate: metrics.tasks.retryRate, avgDurationMilliseconds: metrics.tasks.averageMilliseconds,
      medianDurationMilliseconds: metrics.tasks.percentileMilliseconds(50),
      p90DurationMilliseconds: metrics.tasks.percentileMilliseconds(90),
      avgQueueWaitMilliseconds: metrics.tasks.averageWaitMilliseconds,
      retriesByCause: Dictionary(uniqueKeysWithValues: metrics.retries.map { ($0.word, $1) }), byMilestone: stages)
    agents = metrics.agents.map { work in
      Worker(
        name: names[work.agent] ?? work.agent.text, activeMilliseconds: work.activeMilliseconds,
        idleMilliseconds: max(0, elapsed - work.activeMilliseconds), tasks: work.tasks, retries: work.retries,
        utilization: elapsed == 0 ? 0 : min(1, Double(work.activeMilliseconds) / Double(elapsed)), usage: work.usage)
    }.sorted { $0.name < $1.name }
    let verdicts = (mission.plan?.assertions ?? []).flatMap(\.history).map(\.word).filter {
      $0 == .passing || $0 == .failing
    }
    verdictCount = verdicts.count
    self.mission = Whole(
      id: mission.id, title: mission.plan?.title ?? "", status: status,
      milestonesCompleted: mission.plan?.milestones.count(where: \.isDone) ?? 0,
      validationPassRate: verdicts.isEmpty ? 1 : Double(verdicts.count { $0 == .passing }) / Double(verdicts.count),
      wallClockMilliseconds: elapsed, usage: mission.usage, maxCostUSD: mission.header.policy.maxCostUSD)
    budget = mission.budgetSummary
    assertions = (mission.plan?.assertions ?? []).map { assertion in
      Claim(id: assertion.id, rounds: assertion.history.count { [.passing, .failing, .blocked].contains($0.word) })
    }
    timeline = metrics.timeline.map {
      Moment(timestamp: $0.at.jsonText, completedTasks: $0.completed, activeTasks: $0.active)
    }
  }
}

/// `metrics history --json`: the planned missions that were completed, newest first. What was given up has no line.
struct MetricsHistoryDocument: Encodable, Sendable {
  struct Entry: Encodable, Sendable {
    let id: Identifier<Mission>
    let title: String
    let status: String
    let completedAt: String
    let wallClockMilliseconds: Int64
    let taskCount: Int
    let completionRate: Double
    let agentCount: Int
    let milestonesCompleted: Int
    let usage: RunUsage?

    private enum CodingKeys: String, CodingKey {
      case id, title, status, usage
      case completedAt = "completed_at"
      case wallClockMilliseconds = "wall_clock_ms"
      case taskCount = "task_count"
      case completionRate = "completion_rate"
      case agentCount = "agent_count"
      case milestonesCompleted = "milestones_completed"
    }
  }

  let missions: [Entry]

  /// The history of missions.
  init(_ missions: [Mission], at now: Timestamp) {
    self.missions = missions.filter { $0.header.state == .completed && $0.plan != nil }.map { mission in
      let metrics = MissionMetrics(of: mission, at: now)
      return Entry(
        id: mission.id, title: mission.plan?.title ?? "", status: mission.header.state.word,
        completedAt: (mission.plan?.completedAt ?? mission.header.updatedAt).jsonText,
        wallClockMilliseconds: metrics.elapsedMilliseconds, taskCount: metrics.tasks.total,
        completionRate: metrics.tasks.completionRate, agentCount: metrics.agents.count,
        milestonesCompleted: mission.plan?.milestones.count(where: \.isDone) ?? 0, usage: mission.usage)
    }
  }
}
