package import GitHub

extension Metrics {
  /// A signal was worked on.
  ///
  /// - Parameters:
  ///   - kind: the kind of signal (`delivery`, `command`, …).
  ///   - age: time since the delivery came in; nil for signals of our own.
  package func signalHandled(kind: String, _ result: SignalResult, age: Duration?) {
    update { state in
      state[.signals].add(1, kind, result.rawValue)
      if let age { state[.eventAge].observe(age) }
    }
  }

  /// How the stream stands: entries in it, age of the oldest that is not worked on yet, and what was given up.
  package func stream(entries: Int, lag: Duration, deadLetters: Int) {
    update { state in
      state[.streamEntries].set(Double(entries))
      state[.clerkLag].set(lag / .seconds(1))
      state[.deadLetters].set(Double(deadLetters))
    }
  }

  /// Whether this process holds the town's lease.
  package func lease(isHeld: Bool) {
    update { $0[.holdsLease].set(isHeld ? 1 : 0) }
  }

  /// How many there are of everything in the town, by state as it is called on the wire.
  package func town(_ census: TownCensus) {
    update { state in
      state[.missions].replaceAll(census.missions)
      state[.workItems].replaceAll(census.workItems)
      state[.watches].replaceAll(census.watches)
      state[.tasks].replaceAll(census.tasks)
      state[.agents].replaceAll(census.agents)
      state[.helpRequests].replaceAll(census.helpRequests)
      state[.oldestUntaken].set(Double(census.oldestUntakenSeconds))
    }
  }

  /// Which version runs.
  package func build(version: String) {
    update { $0[.buildInfo].set(1, version) }
  }

  /// A notice was brought to a target, or was not.
  package func notified(_ outcome: NoticeOutcome) { update { $0[.notices].add(1, outcome.rawValue) } }

  /// A poll brought something new, or what a webhook had told before.
  package func polled(isNews: Bool) {
    update { $0[.polls].add(1, isNews ? "news" : "known") }
  }

  /// A request to GitHub ended.
  ///
  /// - Parameter status: the status of its answer; nil without one.
  package func called(status: Int?) {
    let code = status.flatMap { (100...599).contains($0) ? $0 : nil } ?? 0
    update { $0[.calls].add(1, String(code)) }
  }

  /// What is left of GitHub's primary limits.
  package func rates(_ windows: [RateResource: RateSnapshot.Window]) {
    update { state in
      for (resource, window) in windows {
        state[.rateRemaining].set(Double(window.remaining), resource.rawValue)
        state[.rateLimit].set(Double(window.limit), resource.rawValue)
      }
    }
  }
}
