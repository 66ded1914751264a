/// A path below `/api/v1/` that belongs to agents elsewhere: only a token of theirs opens it.
package enum AgentRoute: Equatable, Sendable {
  /// An agent's next task.
  case next(agent: String)
  /// What becomes of a task.
  case report(task: String, Report)
  /// A verdict on an assertion.
  case verdict(assertion: String)

  /// What may be said of a task.
  package enum Report: String, Sendable, CaseIterable {
    /// It is done.
    case done
    /// It cannot be done.
    case fail
    /// It is still worked on.
    case heartbeat
  }

  /// The route of a path, if it is one of these.
  init?(_ path: [String]) {
    switch (path.count, path.first, path.last) {
    case (3, "agents", "next"): self = .next(agent: path[1])
    case (3, "tasks", let word?):
      guard let report = Report(rawValue: word) else { return nil }
      self = .report(task: path[1], report)
    case (2, "assertions", let assertion?): self = .verdict(assertion: assertion)
    default: return nil
    }
  }

  /// The only method it takes.
  var method: String {
    switch self {
    case .next: "GET"
    case .report, .verdict: "POST"
    }
  }
}
