package import GitHub

/// How a look at GitHub's log of a hook's deliveries ended.
package enum AuditResult: String, Sendable, CaseIterable {
  /// It was read.
  case read
  /// It could not be read, or something missing not be fetched.
  case failed
  /// There is no hook, or no permission to see it.
  case off
}

extension Metrics {
  /// A place's log of deliveries was looked at.
  package func audited(_ result: AuditResult) { update { $0[.audits].add(1, result.rawValue) } }

  /// So many deliveries were found that GitHub made and we do not have.
  package func deliveriesMissed(_ count: Int) {
    guard count > 0 else { return }
    update { $0[.missed].add(Double(count)) }
  }

  /// A missing delivery was brought in from GitHub's log, so long after GitHub made it.
  package func foundByAudit(late: Duration) {
    update { state in
      state[.found].add(1, "audit")
      state[.auditDelay].observe(late)
    }
  }

  /// GitHub was asked to make so many deliveries again.
  package func deliveriesRedelivered(_ count: Int) {
    guard count > 0 else { return }
    update { $0[.redelivered].add(Double(count)) }
  }

  /// So many deliveries were given up.
  package func deliveriesLost(_ count: Int) {
    guard count > 0 else { return }
    update { $0[.lost].add(Double(count)) }
  }

  /// GitHub told that the App reaches other repositories now.
  package func appReachChanged(_ reach: AppReach) {
    update { state in
      switch reach {
      case .lost(_, let loss): state[.appReach].add(1, loss.rawValue)
      case .back: state[.appReach].add(1, "back")
      case .changed: state[.appReach].add(1, "changed")
      }
    }
  }

  /// GitHub told that one of our hooks was deleted.
  package func hookDeleted() { update { $0[.deletedHooks].add() } }

  /// A poll found what no webhook had told, at most so long after it happened.
  package func foundByPoll(late: Duration) {
    update { state in
      state[.found].add(1, "poll")
      state[.pollDelay].observe(late)
    }
  }
}
