import MissionCore

extension Worker {
  func settle(_ task: Assignment, _ run: AgentRun.Ending, in worktree: Worktree) async -> Outcome {
    switch run.end {
    case .superseded:
      say("task \(task.task): no longer ours; its worktree stays")
      return .reported
    case .ended(.stopped):
      say("task \(task.task): its run was stopped")
      return .handedBack
    case .ended(.exited(0)) where run.account.error == nil:
      await succeed(task, run, in: worktree)
      return .reported
    case .ended(let end):
      let words = [run.account.error, run.tail].compactMap { $0 }.joined(separator: "\n")
      if case .exited = end, let limit = UsageLimit(in: words, at: now()) { return .parked(limit) }
      // A program that ended by itself has said why; of one that was ended that is only the last thing it said.
      let reason: [String]
      if case .exited = end, let error = run.account.error {
        reason = [error]
      } else {
        reason = ["\(end)", run.account.error ?? run.tail]
      }
      await fail(task, reason.joined(separator: ":\n"), run.report)
      return .reported
    }
  }

  /// The run ended well: its commits go to origin, a pull request is opened, the task is reported unless the run did
  /// so.
  private func succeed(_ task: Assignment, _ run: AgentRun.Ending, in worktree: Worktree) async {
    var report = run.report
    if case .review = task.kind {
      report.result = ReviewWords.verdictFirst(in: report.result)
      await complete(task, report)
      return
    }
    do throws(WorktreeFault) {
      let reference = task.issue.map { " (#\($0.number))" } ?? " (\(task.number))"
      _ = try await worktree.commitAll(
        message: "\(UntrustedLine.of(task.title))\(reference)", author: settings.agent)
      guard await worktree.hasCommits else {
        if case .work = task.kind, task.needsResult, task.pullRequests.isEmpty, await isOpen(task) {
          let denied =
            run.account.denials.isEmpty
            ? "" : "; it was not allowed to use \(run.account.denials.joined(separator: ", "))"
          return await fail(
            task, "no result: the run ended without a commit and without a pull request\(denied)", report)
        }
        return await complete(task, report)
      }
      if await worktree.hasUnpushed {
        try await worktree.push { await source.pushCredential(for: task, to: $0) }
      }
    } catch {
      return await fail(task, error.description, report)
    }
    if task.opensPullRequest, let branch = worktree.branch {
      do {
        let opened = try await apart { try await source.openPullRequest(for: task, branch: branch) }
        if let opened, !report.result.contains(opened.address) {
          report.result = report.result.isEmpty ? opened.address : "\(report.result)\n\n\(opened.address)"
        }
      } catch {
        return await fail(task, "the branch \(branch) is pushed, but there is no pull request: \(error)", report)
      }
    }
    await complete(task, report)
  }

  /// Says what the run used. A town that does not hear it loses a number and no work.
  func account(for task: Assignment, _ report: RunReport) async {
    guard !report.usage.isEmpty || report.session != nil else { return }
    do {
      try await apart { try await source.account(for: task, report) }
    } catch {
      say("task \(task.task): what its run used could not be noted: \(error)")
    }
  }

  private func complete(_ task: Assignment, _ report: RunReport) async {
    guard await isOpen(task) else { return sayReported(task) }
    do {
      try await apart { try await source.complete(task, report) }
      say("task \(task.task): done")
    } catch {
      await fail(task, "\(error)", report)
    }
  }

  /// Reports a failure, unless the run has reported its own end. Whoever stops the worker while it pushes must not turn
  /// work into work that failed: what was stopped is handed back.
  func fail(_ task: Assignment, _ reason: String, _ report: RunReport) async {
    guard !Task.isCancelled else { return say("task \(task.task): stopped (\(reason))") }
    guard await isOpen(task) else { return sayReported(task) }
    await self.report(task) { try await source.fail(task, reason: reason, report) }
  }

  private func sayReported(_ task: Assignment) { say("task \(task.task): the run reported by itself") }

  private func isOpen(_ task: Assignment) async -> Bool {
    // Where it cannot be told, the report itself is refused.
    (try? await apart { try await source.isOpen(task) }) ?? true
  }

  /// Reports an end, tried for a while: the service may be starting again. Its lease ends where nobody hears it.
  func report(_ task: Assignment, _ body: @escaping @Sendable () async throws -> Void) async {
    for attempt in 0..<4 {
      do {
        guard await isOpen(task) else { return say("task \(task.task): nothing is left to report") }
        try await apart(body)
        return say("task \(task.task): reported")
      } catch {
        say("task \(task.task): the report did not arrive: \(error)")
        if attempt == 3 || Task.isCancelled { return }
        try? await Task.sleep(for: .milliseconds(500 << attempt))
      }
    }
  }

  /// Runs on though this task is cancelled: who is stopped still says what became of its work.
  func apart<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await Task { try await body() }.value
  }

  func pause(until: Timestamp) async {
    say("parked until \(until.milliseconds / 1000)")
    while !Task.isCancelled, now() < until {
      // In pieces: a clock that jumps ahead ends the pause.
      try? await Task.sleep(for: .seconds(min(5, max(1, until.seconds(since: now())))))
    }
  }
}

extension PullRequestReference {
  /// `owner/repo#N`: what every reader of a result understands.
  fileprivate var address: String { description }
}
