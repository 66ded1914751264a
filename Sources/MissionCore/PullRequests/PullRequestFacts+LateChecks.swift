/// Where nothing is required, nobody says which checks a head gets: a quick one may have passed before the others are
/// even queued. So a head is given some time, and whoever reported on the one before it is waited for.
extension PullRequestFacts {
  /// How long a head is there before checks that have passed may be all there is, where none is required, in seconds:
  /// six times as long as checks settle, and half a minute at most.
  static func firstChecksSeconds(_ policy: Policy) -> Int { min(policy.settleSeconds, 5) * 6 }

  /// Why the checks that have passed may not be all there is; nil when they are.
  func lateChecksDoubt(_ policy: Policy, _ moment: inout Moment) -> Verdict? {
    guard let snapshot = snapshotOfHead, !isAnyCheckRequired else { return nil }
    guard !isTooYoung(snapshot, policy) else {
      let seconds = Self.firstChecksSeconds(policy)
      return .unproven("passing; looked at once more \(seconds)s after the head came, as others may begin late")
    }
    guard !moment.hasReached(graceEnd(policy)) else { return nil }
    if let doubt = workflowDoubt(policy) { return doubt }
    guard let absent = absentReporter else { return nil }
    return .waits(
      "passing, but \(absent.name), which reported on an earlier head, has not reported on this one; "
        + "that is waited for \(policy.noChecksGraceSeconds)s")
  }

  /// When to look once more because others may begin late; nil when nothing waits for that.
  func lookForLateChecks(_ policy: Policy, at now: Timestamp) -> Timestamp? {
    guard let snapshot = snapshotOfHead, !isAnyCheckRequired, !snapshot.checks.elements.isEmpty,
      !snapshot.checks.elements.contains(where: \.state.isOpen)
    else { return nil }
    if isTooYoung(snapshot, policy) { return max(now, firstChecksEnd(policy)) }
    return now < graceEnd(policy) && (absentReporter != nil || workflowDoubt(policy) != nil) ? graceEnd(policy) : nil
  }

  /// Notes who reports on heads, as the head is about to be an earlier one. What a head showed in its first minutes
  /// need not have been all: then whoever reported before it counts as well.
  mutating func noteReporters() {
    guard let snapshot = snapshotOfHead, snapshot.checkedCommit == head, snapshot.checks.isComplete else { return }
    let reporters = Set(snapshot.checks.elements.filter { $0.state != .expected }.map(CheckReporter.init))
    let isWhole = snapshot.startedAt >= waitsSince.adding(seconds: 300)
    reportersBefore = isWhole ? reporters : reporters.union(reportersBefore ?? [])
  }

  /// Whether it is to be asked which workflows the head's tree holds: others were quick and passed, and no workflow of
  /// GitHub Actions has begun, which takes a minute at times.
  func wantsWorkflows(_ policy: Policy) -> Bool {
    workflows?.head != head && mayWaitForWorkflows && (snapshotOfHead.map { $0.startedAt < graceEnd(policy) } ?? false)
  }

  private var mayWaitForWorkflows: Bool {
    guard state == .open, let snapshot = snapshotOfHead, !isAnyCheckRequired else { return false }
    let checks = snapshot.checks.elements
    return checks.contains { $0.state == .success } && checks.allSatisfy { !$0.state.isOpen }
      && !checks.contains { $0.app == "github-actions" }
  }

  private func workflowDoubt(_ policy: Policy) -> Verdict? {
    guard mayWaitForWorkflows else { return nil }
    guard let workflows, workflows.head == head else {
      return .waits("passing; GitHub is being asked which workflows its head holds that must still begin")
    }
    let bound = "that is waited for \(policy.noChecksGraceSeconds)s"
    guard let names = workflows.names else {
      return .waits("passing, but which workflows must still begin could not be read; \(bound)")
    }
    return names.first.map {
      .waits("passing, but workflow \(UntrustedText.line($0, limit: 60)) has not begun; \(bound)")
    }
  }

  private func isTooYoung(_ snapshot: PullRequestSnapshot, _ policy: Policy) -> Bool {
    Self.firstChecksSeconds(policy) > 0 && snapshot.startedAt < firstChecksEnd(policy)
  }

  private func firstChecksEnd(_ policy: Policy) -> Timestamp {
    waitsSince.adding(seconds: Self.firstChecksSeconds(policy))
  }

  /// Until when a head without checks, or without the ones that usually report, may still get them.
  func graceEnd(_ policy: Policy) -> Timestamp { waitsSince.adding(seconds: policy.noChecksGraceSeconds) }

  private var isAnyCheckRequired: Bool {
    guard let snapshot = snapshotOfHead else { return false }
    return !snapshot.requiredChecks.elements.isEmpty || snapshot.checks.elements.contains(where: \.isRequired)
  }

  private var absentReporter: CheckReporter? {
    let present = Set(checksOfHead.map { CheckReporter(of: $0.fact) })
    return (reportersBefore ?? []).subtracting(present).min {
      ($0.source.rawValue, $0.app ?? "") < ($1.source.rawValue, $1.app ?? "")
    }
  }
}
