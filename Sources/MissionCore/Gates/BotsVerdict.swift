extension PullRequestFacts {
  /// What the review bots say about the head: clean only by a positive mark of this very head.
  func botsVerdict(policy: Policy, _ moment: inout Moment) -> Verdict {
    let checks = checksOfHead.map(\.fact)
    let standings = botStandings
    let findings = botFindings(standings, &moment)
    if !findings.isEmpty { return .acts(findings, findings.map(\.title).joined(separator: "; ")) }
    var remarks: [String] = []
    var open: [Verdict] = []
    for standing in standings {
      switch judgement(of: standing, checks, policy, &moment) {
      case .passes(let remark): if !remark.isEmpty { remarks.append(remark) }
      case let verdict: open.append(verdict)
      }
    }
    for word in unlistedFindings {
      let text = "\(word.bot.name), a bot that is not known here, lists findings"
      if isAccepted(word) {
        remarks.append("\(text); a person lets that pass")
      } else {
        open.append(.needsPerson(text, remedy: "have them mended, or " + Self.letPass))
      }
    }
    // What a person must decide on is told at once, whatever else is waited for, and while GitHub is merely asked
    // again:
    // asking does not change it by itself.
    let need = open.first { if case .needsPerson = $0 { true } else { false } }
    let unread = snapshotOfHead.flatMap(unreadPart)
    if let need, unread == nil { return need }
    guard currentSnapshot != nil else { return .unproven(staleness) }
    if let unread { return .waits("not all \(unread) could be read") }
    return open.first ?? .passes("no open finding" + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))"))
  }

  /// What bots may have said where not all could be read; nil where all was.
  private func unreadPart(_ snapshot: PullRequestSnapshot) -> String? {
    if !snapshot.threads.isComplete { return "review threads" }
    if !snapshot.checks.isComplete { return "checks" }
    guard snapshot.botComments.isComplete && snapshot.botReviews != nil || awaitedBots.isEmpty else {
      return "comments of review bots"
    }
    return nil
  }

  /// What one bot's standing makes of the verdict, where it has no finding: passes with a remark, or what is open.
  private func judgement(
    of standing: BotStanding, _ checks: [CheckFact], _ policy: Policy, _ moment: inout Moment
  ) -> Verdict {
    let name = standing.bot.name
    switch standing.state {
    case .findings, .looked:
      return .passes(standing.saysMore ? "\(name) also says something that is not understood" : "")
    case .stoodDown(let reason, let word):
      let text = "\(name) stood down: it \(reason.words)"
      if isAccepted(word) { return .passes("\(text); a person lets that pass") }
      switch policy.botStoodDown {
      case .pass: return .passes(text)
      case .wait where !moment.hasReached(waitsSince.adding(seconds: Self.patienceSeconds)):
        return .waits("\(text); it is waited for")
      case .wait, .ask: return .needsPerson(text, remedy: Self.remedy(name))
      }
    case .undecided(let word):
      if isAccepted(word) { return .passes("\(name) left it to a person, who lets it pass") }
      let quote = UntrustedText.line(word.comment.body, limit: 160)
      return .needsPerson("\(name) leaves it to a person: '\(quote)'", remedy: "look at it, and \(Self.letPass)")
    case .unknown(let word):
      if isAccepted(word) { return .passes("\(name) says something that a person lets pass") }
      let quote = UntrustedText.line(word.comment.body, limit: 80)
      let what = quote.isEmpty ? "a review without a word or a thread" : "'\(quote)'"
      return .needsPerson("\(name) says what is not understood: \(what)", remedy: Self.remedy(name))
    case .working, .silent:
      guard isExpected(standing, checks) else { return .passes("") }
      guard moment.hasReached(deadline(of: standing.bot)) else {
        return .waits("\(name) has not finished with this head")
      }
      return .passes("\(name) stayed silent past its deadline")
    }
  }

  private static func remedy(_ name: String) -> String {
    "have \(name) look at the pull request again, or \(letPass)"
  }

  private static let letPass = "let the head pass without it: 'signalbox mission approve ID ITEM'"

  /// How long anything about a head may last that no deadline of its own bounds before a person is asked, in seconds.
  static let patienceSeconds = 86_400

  /// Whether a person has accepted this head though a bot has not said that it is clean: by an operator's approval, or
  /// by an approving review of the head after the bot's word.
  private func isAccepted(_ word: BotWord) -> Bool {
    if let acceptedHead, acceptedHead == head { return true }
    guard let snapshot = snapshotOfHead else { return false }
    return snapshot.approvals.contains { $0.submittedAt.map { $0 > word.comment.updatedAt } ?? false }
  }

  /// Whether the bot is waited for on this head: it looks at every push and has shown itself, here or on another pull
  /// request of the repository; it says that it is at work; its check stands on the head; or its last word, a finding,
  /// is of an earlier head.
  private func isExpected(_ standing: BotStanding, _ checks: [CheckFact]) -> Bool {
    if standing.bot.looksAtEveryPush, awaitedBots.contains(standing.bot.name) { return true }
    if case .working = standing.state { return true }
    return standing.earlier != nil || checks.contains { standing.bot.reports($0) }
  }

  /// Whether the bot has been silent on the head for longer than it is waited for.
  func isOverdue(_ bot: ReviewBot, at now: Timestamp) -> Bool {
    now >= deadline(of: bot)
  }

  private func deadline(of bot: ReviewBot) -> Timestamp { waitsSince.adding(seconds: bot.deadlineSeconds) }

  private func botFindings(_ standings: [BotStanding], _ moment: inout Moment) -> [Cause] {
    let findings = threadFindings(standings) + toldFindings + textFindings(standings, &moment)
    var causes: [Cause] = []
    var places: [Cause.Key: Int] = [:]
    for (finding, observedAt) in findings {
      let cause = finding.cause(on: reference, observedAt: observedAt)
      // The same finding in several threads is one.
      guard let place = places[cause.key] else {
        places[cause.key] = causes.count
        causes.append(cause)
        continue
      }
      if let thread = cause.thread { causes[place].furtherThreads = (causes[place].furtherThreads ?? []) + [thread] }
    }
    return causes
  }

  /// What stands in threads that nobody resolved. One whose lines have changed stands as well, for a rebase changes
  /// lines too, until its bot has looked at this head and did not say it again.
  private func threadFindings(_ standings: [BotStanding]) -> [(BotFinding, Timestamp)] {
    let observedAt = snapshot?.startedAt ?? headSeenAt
    let lookers = Set(standings.filter(\.hasLooked).map(\.bot.name))
    return openThreads.compactMap { thread in
      guard let first = thread.comments.first, let bot = ReviewBot.named(first.author),
        !thread.isOutdated || !lookers.contains(bot.name)
      else { return nil }
      let isTakenBack = thread.comments.contains { comment in
        guard ReviewBot.named(comment.author) == bot else { return false }
        // A mark stands at the beginning of a line; within one it is what the finding is about.
        return comment.body.lowercased().split(whereSeparator: \.isNewline).contains { line in
          bot.takenBackMarks.contains { line.trimmingSpaces().hasPrefix($0) }
        }
      }
      guard !isTakenBack else { return nil }
      let mark = thread.mark(author: snapshot?.author)
      let finding = BotFinding(bot: bot, comment: first, path: thread.path ?? "", line: thread.line, thread: mark)
      return (finding, observedAt)
    }
  }

  private var toldFindings: [(BotFinding, Timestamp)] {
    commentHints.compactMap { hint in
      guard let path = hint.fact.path, let bot = ReviewBot.named(hint.fact.comment.author) else { return nil }
      let comment = hint.fact.comment
      let mark = ThreadMark(thread: nil, comment: comment.id)
      let finding = BotFinding(bot: bot, comment: comment, path: path, line: hint.fact.line, thread: mark)
      return (finding, hint.observedAt)
    }
  }

  /// What bots found outside threads. A finding of an earlier head stands again when its bot lets its deadline pass
  /// without a look at this one: silence takes nothing back.
  private func textFindings(_ standings: [BotStanding], _ moment: inout Moment) -> [(BotFinding, Timestamp)] {
    let observedAt = snapshot?.startedAt ?? headSeenAt
    return standings.flatMap { standing -> [(BotFinding, Timestamp)] in
      var words: [BotWord] = []
      if case .findings(let found) = standing.state { words = found }
      if let earlier = standing.earlier, words.isEmpty, moment.hasReached(deadline(of: standing.bot)) {
        words = [earlier]
      }
      return words.map { (BotFinding($0), observedAt) }
    }
  }
}
