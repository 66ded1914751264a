extension PullRequestFacts {
  /// What the review bots say about the head.
  func botsVerdict(at now: Timestamp) -> Verdict {
    let words = botWords
    let findings = botFindings(words, at: now)
    if !findings.isEmpty { return .acts(findings, findings.map(\.title).joined(separator: "; ")) }
    guard let snapshot = currentSnapshot else { return .unproven(staleness) }
    guard snapshot.threads.isComplete else { return .waits("not all review threads could be read") }
    guard snapshot.checks.isComplete else { return .waits("not all checks could be read") }
    guard snapshot.botComments.isComplete && snapshot.botReviews != nil || !saysAnythingOutsideThreads else {
      return .waits("not all comments of review bots could be read")
    }
    var remarks: [String] = []
    for bot in expectedBots(words) {
      let word = words[bot.name]
      if let word, word.isOfHead, word.meaning == .standDown {
        remarks.append("\(bot.name) stood down")
      } else if !hasLooked(bot, word: word) {
        guard isOverdue(bot, at: now) else { return .waits("\(bot.name) has not finished with this head") }
        remarks.append("\(bot.name) stayed silent past its deadline")
      }
    }
    return .passes("no open finding" + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))"))
  }

  /// The bots that are waited for on this head: those that look at every push and have shown themselves, here or
  /// on another pull request of the repository, those whose
  /// check stands on it or that say that they are at work, and those whose last word, a finding, is of an earlier head.
  private func expectedBots(_ words: [String: BotWord]) -> [ReviewBot] {
    let checks = checksOfHead
    return ReviewBot.catalogue.filter { bot in
      if bot.looksAtEveryPush, awaitedBots.contains(bot.name) { return true }
      return words[bot.name]?.meaning == .findings || isAtWork(bot) || checks.contains { bot.reports($0.fact) }
    }
  }

  /// Whether the bot has been silent on the head for longer than it is waited for.
  func isOverdue(_ bot: ReviewBot, at now: Timestamp) -> Bool {
    now >= waitsSince.adding(seconds: bot.deadlineSeconds)
  }

  private var saysAnythingOutsideThreads: Bool {
    ReviewBot.catalogue.contains { $0.speaksOutsideThreads && knownBots.contains($0.name) }
  }

  private func botFindings(_ words: [String: BotWord], at now: Timestamp) -> [Cause] {
    let findings = threadFindings + toldFindings + textFindings(words, at: now)
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
    return causes + checkFindings
  }

  private var threadFindings: [(BotFinding, Timestamp)] {
    let observedAt = snapshot?.startedAt ?? headSeenAt
    return openThreads.compactMap { thread in
      guard !thread.isOutdated, let first = thread.comments.first, let bot = ReviewBot.named(first.author) else {
        return nil
      }
      let isTakenBack = thread.comments.contains { comment in
        guard ReviewBot.named(comment.author) == bot else { return false }
        let text = comment.body.lowercased()
        return bot.takenBackMarks.contains { $0.stands(in: text) }
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
      let finding = BotFinding(bot: bot, comment: comment, path: path, line: hint.fact.line, thread: ":\(comment.id)")
      return (finding, hint.observedAt)
    }
  }

  /// What bots found outside threads. A finding of an earlier head stands again when its bot lets its deadline pass
  /// without a word on this one: silence takes nothing back.
  private func textFindings(_ words: [String: BotWord], at now: Timestamp) -> [(BotFinding, Timestamp)] {
    words.values.sorted { $0.bot.name < $1.bot.name }.compactMap { word in
      guard word.meaning == .findings,
        word.isOfHead || !hasLooked(word.bot, word: word) && isOverdue(word.bot, at: now)
      else { return nil }
      let finding = BotFinding(bot: word.bot, comment: word.comment, path: nil, line: nil)
      return (finding, snapshot?.startedAt ?? headSeenAt)
    }
  }

  /// What bots found by the word of their checks alone: where nothing else shows it, the check is all there is to show.
  /// A thread from before the check began shows what was found then, not what is found now.
  private var checkFindings: [Cause] {
    guard let snapshot = snapshotOfHead else { return [] }
    return ReviewBot.catalogue.filter(\.neutralMeansFindings).compactMap { bot in
      guard let check = checksOfHead.map(\.fact).first(where: { bot.reports($0) && $0.state == .neutral }),
        !snapshot.threads.elements.contains(where: { bot.wrote(in: $0, since: check.startedAt) })
      else { return nil }
      return Cause(
        key: .init(.bot(bot.name, finding: "check"), on: reference), title: "\(bot.name) reports findings in its check",
        link: check.url,
        quoted: check.summary, severity: "unknown", observedAt: snapshot.startedAt)
    }
  }
}

extension ReviewBot {
  /// Whether the thread is the bot's, and it wrote there since then.
  fileprivate func wrote(in thread: ReviewThreadFact, since start: Timestamp?) -> Bool {
    guard ReviewBot.named(thread.comments.first?.author) == self else { return false }
    guard let start else { return true }
    return thread.comments.contains { ReviewBot.named($0.author) == self && $0.updatedAt >= start }
  }
}
