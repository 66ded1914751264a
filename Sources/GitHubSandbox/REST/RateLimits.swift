import MissionCore

/// The hourly budgets of calls (`core`) and GraphQL points (`graphql`).
package struct RateLimits: Sendable, Equatable {
  /// Which budget a call draws on; the raw values are GitHub's.
  package enum Resource: String, Sendable, CaseIterable {
    case core
    case graphql
  }

  /// One budget.
  package struct Budget: Sendable, Equatable {
    var limit = 5_000
    var used = 0
    var resetsAt: Timestamp
    var remaining: Int { max(0, limit - used) }
  }

  private var budgets: [Resource: Budget] = [:]

  init() {}

  /// A budget as it stands; a new hour begins it anew.
  mutating func budget(_ resource: Resource, at now: Timestamp) -> Budget {
    var budget = budgets[resource] ?? Budget(resetsAt: now.adding(seconds: 3600))
    if budget.resetsAt <= now {
      budget.used = 0
      budget.resetsAt = now.adding(seconds: 3600)
    }
    budgets[resource] = budget
    return budget
  }

  /// Draws on a budget.
  mutating func spend(_ points: Int, of resource: Resource, at now: Timestamp) {
    var budget = budget(resource, at: now)
    budget.used = min(budget.limit, budget.used + points)
    budgets[resource] = budget
  }

  /// Sets what is left, and when there is more.
  mutating func set(_ resource: Resource, limit: Int?, remaining: Int?, resetInSeconds: Int?, at now: Timestamp) {
    var budget = budget(resource, at: now)
    if let limit { budget.limit = max(0, limit) }
    if let remaining { budget.used = max(0, budget.limit - max(0, remaining)) }
    if let resetInSeconds { budget.resetsAt = now.adding(seconds: resetInSeconds) }
    budgets[resource] = budget
  }
}
