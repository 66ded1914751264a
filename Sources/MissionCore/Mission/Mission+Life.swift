extension Mission {
  /// A mission's life.
  package enum State: Hashable, Sendable, Codable {
    /// Its plan is not made yet; the problem says why, once something was tried.
    case planning(problem: PlanningProblem?)
    /// Somebody works.
    case running
    /// Everything that is left waits for something outside, was stopped, or needs help.
    case blocked(Block)
    /// Everything is done.
    case completed
    /// It was given up.
    case failed(reason: String)
  }

  /// Why a plan is not there yet.
  package enum PlanningProblem: Hashable, Sendable, Codable {
    /// The issues make no plan; somebody must mend them.
    case invalid(String)
    /// GitHub could not be asked; time may mend it.
    case unavailable(String)

    /// One sentence without a full stop.
    package var text: String {
      switch self {
      case .invalid(let text), .unavailable(let text): text
      }
    }
  }

  /// Why a mission is blocked.
  package enum Block: Hashable, Sendable, Codable {
    /// Waits for something; goes on by itself.
    case waiting(String)
    /// An operator stopped it: watches sleep until `resume`.
    case stopped(by: String)
    /// An operator's note paused it until `resume`.
    case paused(by: String)

    /// One sentence without a full stop.
    package var reason: String {
      switch self {
      case .waiting(let reason): reason
      case .stopped(let by): "Stopped by \(by)"
      case .paused(let by): "Paused by \(by)"
      }
    }
  }

  /// The one table of a mission's life.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    case (.planning, .planning), (.planning, .running), (.planning, .failed): true
    case (.planning, .blocked), (.planning, .completed): false
    case (.running, .blocked), (.running, .completed), (.running, .failed): true
    case (.blocked, .running), (.blocked, .blocked), (.blocked, .completed), (.blocked, .failed): true
    case (.running, .planning), (.running, .running), (.blocked, .planning): false
    case (.completed, _), (.failed, _): false
    }
  }
}

extension Mission.State {
  /// The state's word on the wire.
  package var word: String {
    switch self {
    case .planning: "planning"
    case .running: "running"
    case .blocked: "blocked"
    case .completed: "completed"
    case .failed: "failed"
    }
  }

  /// Why it is in that state, where there is a reason.
  package var reason: String? {
    switch self {
    case .planning(let problem): problem?.text
    case .blocked(let block): block.reason
    case .failed(let reason): reason
    case .running, .completed: nil
    }
  }
}
