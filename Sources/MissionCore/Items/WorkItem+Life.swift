extension WorkItem {
  /// An item's life. On the wire `submitted` and `held` are both "blocked".
  package enum State: Hashable, Sendable, Codable {
    /// Waits for its dependencies.
    case pending
    /// Waits for an agent.
    case ready
    /// Handed to an agent with this task.
    case assigned(Identifier<WorkTask>)
    /// An agent works on it with this task.
    case running(Identifier<WorkTask>)
    /// A result is there and waits for its gates. A pull request may be seen before its author reports: then the
    /// author's task is still open.
    case submitted(reporting: Identifier<WorkTask>?)
    /// Cannot go on without a person.
    case held(Hold)
    /// Finished.
    case done(Resolution)
  }

  /// Why an item cannot go on without a person.
  package enum Hold: Hashable, Sendable, Codable {
    /// A dependency was cancelled or closed as not planned.
    case dependencyCancelled(String)
    /// A pull request that it depends on was closed without merging.
    case dependencyUnmerged(PullRequestReference)
    /// Its issue was deleted, transferred or hidden.
    case issueVanished(String)
    /// Its pull request was closed without merging.
    case pullRequestClosed(PullRequestReference)
    /// Its work failed as often as the policy allows.
    case exhausted(String)

    /// One sentence without a full stop.
    package var reason: String {
      switch self {
      case .dependencyCancelled(let name): "its dependency \(name) was cancelled"
      case .dependencyUnmerged(let reference):
        "its dependency pull request \(reference) was closed without merging"
      case .issueVanished(let reason): "its issue is gone: \(reason)"
      case .pullRequestClosed(let reference): "pull request \(reference) was closed without merging"
      case .exhausted(let reason): "its work failed too often: \(reason)"
      }
    }
  }

  /// How an item was finished. The raw values stand in the records as `resolution`.
  package enum Resolution: String, Hashable, Sendable, Codable {
    /// All its gates passed.
    case gatesPassed = "gates_passed"
    /// Its pull requests were merged.
    case merged
    /// Its issue was closed as completed.
    case issueClosed = "issue_closed"
    /// Its issue was closed as not planned: what depends on it is held.
    case cancelled
    /// An operator skipped it: what depends on it goes on.
    case skipped

    /// Whether what depends on the item may go on.
    package var satisfiesDependents: Bool { self != .cancelled }
  }

  /// Whether it is finished.
  package var isDone: Bool {
    switch state {
    case .done: true
    case .pending, .ready, .assigned, .running, .submitted, .held: false
    }
  }

  /// Whether nothing of a plan waits for it: research, and what an agent came upon.
  var isAdvisory: Bool { kind == .research || details?.isOutsideGate == true }

  /// Whether somebody has begun it and it is not finished.
  var isBegun: Bool {
    switch state {
    case .running, .submitted: true
    case .pending, .ready, .assigned, .held, .done: false
    }
  }

  /// Whether it takes one of the mission's parallel places.
  package var isInHand: Bool {
    switch state {
    case .assigned, .running: true
    case .pending, .ready, .submitted, .held, .done: false
    }
  }

  /// Whether nobody has begun it, so that an edited issue may still change it.
  package var isUntouched: Bool {
    switch state {
    case .pending, .ready: author == nil
    case .assigned, .running, .submitted, .held, .done: false
    }
  }

  /// The live assignment of the item, if any.
  package var liveTask: Identifier<WorkTask>? {
    switch state {
    case .assigned(let task), .running(let task): task
    case .submitted(let reporting): reporting
    case .pending, .ready, .held, .done: nil
    }
  }

  /// Whether something of this round's work was handed in already.
  var hasResult: Bool { !pullRequests.isEmpty || submissions > 0 }

  /// Where it goes when nothing holds it any more.
  var stateAfterHold: State { hasResult ? .submitted(reporting: nil) : .pending }

  /// Whether the one table of transitions allows the change.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    // A pull request that closes the issue submits it from anywhere before.
    case (.pending, .ready), (.pending, .submitted), (.pending, .held), (.pending, .done): true
    // An edited issue may add a dependency: back to pending.
    case (.ready, .pending), (.ready, .assigned), (.ready, .submitted), (.ready, .held), (.ready, .done): true
    // The lease ended or the task was redirected: ready again.
    case (.assigned, .ready), (.assigned, .running), (.assigned, .submitted), (.assigned, .held): true
    case (.assigned, .done): true
    case (.running, .ready), (.running, .submitted), (.running, .held), (.running, .done): true
    // A fix is assigned; a new pull request is submitted; a result turned out to be none.
    case (.submitted, .assigned), (.submitted, .submitted), (.submitted, .held), (.submitted, .done): true
    // What its author named turned out not to be its work.
    case (.submitted, .ready): true
    case (.held, .pending), (.held, .submitted), (.held, .held), (.held, .done): true
    // The issue was opened again; or what closed it turned out to be the merge of its pull request.
    case (.done, .pending), (.done(.issueClosed), .done(.merged)): true
    case (.pending, _), (.ready, _), (.assigned, _), (.running, _), (.submitted, _), (.held, _), (.done, _): false
    }
  }

  /// Carries the reference in its state over: the state itself stays what it is.
  mutating func followInState(_ move: ReferenceMove) {
    switch state {
    case .held(.pullRequestClosed(let reference)): state = .held(.pullRequestClosed(move.moved(reference)))
    case .held(.dependencyUnmerged(let reference)): state = .held(.dependencyUnmerged(move.moved(reference)))
    case .pending, .ready, .assigned, .running, .submitted, .held, .done: break
    }
  }

  /// Moves along the one table of transitions.
  mutating func become(_ next: State, at now: Timestamp) {
    precondition(Self.mayBecome(next, from: state), "Invalid work item transition: \(state) to \(next)")
    state = next
    updatedAt = now
  }
}
