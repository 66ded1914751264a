/// What a review bot says in a text of its own: a comment of the conversation, or the body of its review.
struct BotWord {
  /// What such a text means.
  enum Meaning: Hashable {
    /// It has findings.
    case findings
    /// It has none.
    case clean
    /// It will not look at this head: skipped, rate limited, out of quota.
    case standDown
  }

  let bot: ReviewBot
  let comment: CommentFact
  let meaning: Meaning
  /// Whether it may be about the head: it is of that very commit, names it, or is not older than it.
  fileprivate(set) var isOfHead: Bool

  /// Reads a text; nil when it means nothing that is known. Findings win over all else a text may contain.
  init?(_ comment: CommentFact, of bot: ReviewBot, isOfHead: Bool) {
    let text = comment.body.lowercased()
    if bot.speaksOutsideThreads, bot.findingMarks.contains(where: { $0.stands(in: text) }) {
      meaning = .findings
    } else if bot.standDownMarks.contains(where: { $0.stands(in: text) }) {
      meaning = .standDown
    } else if bot.cleanMarks.contains(where: { $0.stands(in: text) }) {
      meaning = .clean
    } else {
      return nil
    }
    self.bot = bot
    self.comment = comment
    self.isOfHead = isOfHead
  }
}

extension PullRequestFacts {
  /// The last word of each review bot on the pull request, where it has one: fetched texts, overlaid with what webhooks
  /// told since.
  var botWords: [String: BotWord] {
    guard let snapshot = snapshotOfHead else { return [:] }
    var last: [String: BotWord] = [:]
    func hear(_ comment: CommentFact, isOfHead: Bool) {
      guard let bot = ReviewBot.named(comment.author),
        var word = BotWord(comment, of: bot, isOfHead: isOfHead || comment.body.contains(snapshot.head.prefix(7)))
      else { return }
      // Who would not look at a draft has not said so of what is ready.
      if word.meaning == .standDown, isBeforeReady(comment.updatedAt) { word.isOfHead = false }
      if let known = last[bot.name], known.order > word.order { return }
      last[bot.name] = word
    }
    for review in snapshot.botReviews ?? [] where review.commit == snapshot.head {
      let comment = CommentFact(
        id: review.id, author: review.reviewer, body: review.body, url: review.url,
        updatedAt: review.submittedAt ?? snapshot.headCommittedAt ?? snapshot.updatedAt)
      hear(comment, isOfHead: true)
    }
    let told = commentHints.filter { $0.fact.path == nil }.map(\.fact.comment)
    // A commit may be pushed long after it was made: what was written meanwhile is about the head before it. And its
    // date is the word of whoever made it: it may lie in the future.
    let committedAt = snapshot.headCommittedAt.map { min($0, headSeenAt) }
    let earliest = [committedAt, headNotBefore].compactMap { $0 }.max()
    for comment in snapshot.botComments.elements + told {
      hear(comment, isOfHead: earliest.map { comment.updatedAt >= $0 } ?? true)
    }
    return last
  }

  /// Whether the bot has looked at the head: its check has ended, it reviewed this commit, or its last word is of it.
  func hasLooked(_ bot: ReviewBot, word: BotWord?) -> Bool {
    if let word, word.isOfHead { return true }
    if foundNothing(bot) { return true }
    if checksOfHead.contains(where: { bot.reports($0.fact) && isLook($0.fact, word: word) }) { return true }
    return (snapshotOfHead?.botReviews ?? []).contains { review in
      review.commit == head && ReviewBot.named(review.reviewer) == bot
    }
  }
}

extension PullRequestFacts {
  /// Whether a bot's check has ended, and not only because the head was not ready to be looked at then.
  private func isLook(_ check: CheckFact, word: BotWord?) -> Bool {
    guard !check.state.isOpen else { return false }
    guard let end = check.endedAt, isBeforeReady(end) else { return true }
    return check.state != .skipped && word?.meaning != .standDown
  }

  private func isBeforeReady(_ time: Timestamp) -> Bool { readySeenAt.map { time < $0 } ?? false }

  /// Whether the bot says by a reaction that it found nothing on this head: one that is older than the head's arrival is
  /// about an earlier one. The head arrives no later than it is known here.
  private func foundNothing(_ bot: ReviewBot) -> Bool {
    reactions(of: bot, in: bot.cleanReactions).contains { $0.createdAt >= headSeenAt }
  }

  /// Whether the bot says by a reaction that it is at work, and nothing since.
  func isAtWork(_ bot: ReviewBot) -> Bool {
    guard let began = reactions(of: bot, in: bot.workingReactions).map(\.createdAt).max() else { return false }
    return !reactions(of: bot, in: bot.cleanReactions).contains { $0.createdAt >= max(began, headSeenAt) }
  }

  private func reactions(of bot: ReviewBot, in contents: Set<String>) -> [ReactionFact] {
    guard !contents.isEmpty else { return [] }
    return (snapshotOfHead?.botReactions ?? []).filter { reaction in
      contents.contains(reaction.content) && ReviewBot.named(reaction.account) == bot
    }
  }
}

extension BotWord {
  /// Later words count; of two of one time the one that has findings, then the one with the later identity.
  fileprivate var order: (Int, Timestamp, Int, String) {
    (isOfHead ? 1 : 0, comment.updatedAt, meaning == .findings ? 1 : 0, comment.id)
  }
}
