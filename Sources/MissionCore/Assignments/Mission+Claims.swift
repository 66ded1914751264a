extension Mission {
  /// Why what GitHub was asked about a claimed pull request was not answered by its state.
  enum ClaimFailure: Error {
    /// There is no such pull request.
    case gone(String)
    /// It could not be asked just now.
    case unavailable(String)
  }

  /// An agent reports a task as done and names the pull request that carries it.
  mutating func claim(
    _ text: String, for id: Identifier<WorkTask>, _ report: WorkTask.Report, by reporter: Reporter,
    answering signal: String, _ turn: inout Turn
  ) -> Reply {
    if let refusal = refusal(of: id, "completion", by: reporter, &turn) { return .refused(refusal) }
    guard let task = tasks[id], let item = items[task.item] else {
      return .refused(
        Refusal(.invalid, "a pull request carries no task of this kind", hint: "report without --pull-request"))
    }
    if let refusal = objection(toProofOf: task, report) { return .refused(refusal) }
    guard
      let reference = PullRequestMention.claimed(
        in: text, home: home(of: item), on: turn.hosts)
    else {
      return .refused(
        Refusal(
          .invalid, "'\(UntrustedText.line(text))' names no pull request on this GitHub",
          hint: "give its address, owner/repo#42 or #42"))
    }
    if let refusal = objection(toCarryingBy: reference) { return .refused(refusal) }
    if issues[reference.asIssue]?.facts != nil { return .refused(Self.noPullRequest(reference, "it is an issue")) }
    // What is over is carried by nothing any more, and GitHub is asked nothing for it.
    if isOver { return complete(id, report, by: reporter, carriedBy: reference, &turn) }
    let claim = PullRequestClaim(reference: reference, report: report, reporter: reporter, signal: signal, at: turn.now)
    if item.pullRequests.contains(reference), !item.namings.contains(where: { $0.reference == reference }) {
      return complete(id, report, by: reporter, carriedBy: reference, &turn)
    }
    if let facts = pullRequests[reference], let snapshot = facts.currentSnapshot {
      return answer(claim, of: id, by: snapshot, &turn)
    }
    pullRequests.add(reference, at: turn.now)
    pullRequests.touch(reference, at: turn.now)
    tasks.note(claim, of: id)
    return .later
  }

  /// GitHub has answered about a pull request that reports claim: they count now, or are refused.
  mutating func answerClaims(
    on reference: PullRequestReference, by answer: Result<PullRequestSnapshot, ClaimFailure>, _ turn: inout Turn
  ) {
    for task in tasks.claiming(reference) {
      guard let claim = task.claim else { continue }
      tasks.note(nil, of: task.id)
      let reply: Reply
      switch answer {
      case .success(let snapshot): reply = self.answer(claim, of: task.id, by: snapshot, &turn)
      case .failure(.gone(let reason)):
        reply = .refused(Self.noPullRequest(reference, reason))
        turn.remark("Refused the completion of task \(task.id): \(reference) does not exist")
      case .failure(.unavailable(let reason)):
        // The word counts until GitHub can be asked; nothing passes a gate before.
        items.noteNaming(of: reference, for: task.item, at: claim.at)
        let taken = complete(task.id, claim.report, by: claim.reporter, carriedBy: reference, &turn)
        reply =
          if case .done(let text) = taken {
            .done("\(text); GitHub could not be asked whether \(reference) is there: \(reason)")
          } else {
            taken
          }
      }
      turn.add(.answer(claim.signal, reply))
    }
  }

  private mutating func answer(
    _ claim: PullRequestClaim, of id: Identifier<WorkTask>, by snapshot: PullRequestSnapshot, _ turn: inout Turn
  ) -> Reply {
    guard let item = tasks[id].flatMap({ items[$0.item] }) else { return .done("noted") }
    if let objection = objection(to: snapshot, named: claim.at, for: item) {
      turn.remark("Refused the completion of task \(id): \(claim.reference): \(objection)")
      // Nothing is left of what was only looked at.
      if carried(by: claim.reference).isEmpty { pullRequests.remove(claim.reference) }
      return .refused(
        Refusal(
          .invalid, "\(claim.reference) cannot carry this work: \(objection)",
          hint: "name the pull request that was opened for it, or say --no-pull-request"))
    }
    let reply = complete(id, claim.report, by: claim.reporter, carriedBy: claim.reference, &turn)
    if case .done = reply { adopt(snapshot, named: claim.at, for: item.id) }
    return reply
  }

  private static func noPullRequest(_ reference: PullRequestReference, _ reason: String) -> Refusal {
    Refusal(
      .invalid, "there is no pull request \(reference) (\(reason))",
      hint: "look at the address; the work is reported once the pull request is there")
  }

  /// What follows from a report, for whoever made it: which pull requests carry the work, and what they wait for.
  func consequences(for id: Identifier<WorkItem>, by judgement: Judgement) -> String? {
    guard let item = items[id], !item.isDone, item.hasResult else { return nil }
    let open = standings(of: item, by: judgement).filter { !$0.verdict.isPassed }
    let words = open.compactMap(\.word)
    // Watches in the order in which people name them, whatever their identities.
    var waits = WatchKind.allCases.map(\.word).filter(words.contains)
    for word in words where !waits.contains(word) { waits.append(word) }
    let home = home(of: item)
    let names = item.pullRequests.map { $0.repository == home ? "#\($0.number)" : "\($0)" }
    let linked = names.isEmpty ? nil : "PR \(names.joined(separator: ", ")) linked"
    let most = waits.dropLast().joined(separator: ", ")
    let waiting = waits.last.map { "waits for \(most.isEmpty ? $0 : "\(most) and \($0)")" }
    let parts = [linked, open.isEmpty ? "all its gates have passed" : waiting].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
