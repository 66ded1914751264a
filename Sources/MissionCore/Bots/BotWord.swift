/// What a review bot says of a pull request: by a text of its own outside threads, by its check, or by a reaction.
struct BotWord {
  /// Where it says so. What is said in one place replaces only what was said there before.
  enum Place: Hashable {
    /// The bodies of its reviews.
    case review
    /// A comment of the conversation; nil where each of the bot's comments replaces those before.
    case comment(String?)
    /// Its check or status.
    case check
    /// Its reactions to the pull request.
    case reaction
  }

  let bot: ReviewBot
  let place: Place
  let comment: CommentFact
  let meaning: BotText.Meaning
  /// Whether it is about the head: it is of that very commit, or names it, or was written after the push.
  let isOfHead: Bool

  /// Whether it says how the bot judges, or that it does not.
  var isDecisive: Bool {
    switch meaning {
    case .findings, .announces, .clean, .undecided, .standsDown, .working: true
    case .overview, .unknown: false
    }
  }

  /// Whether the bot has looked at what it speaks of.
  var isLook: Bool {
    switch meaning {
    case .findings, .announces, .clean, .undecided: true
    case .standsDown, .working, .overview, .unknown: false
    }
  }

  /// Later words count; of two of one time the one that says less in favour, then the one with the later identity.
  fileprivate var order: (Timestamp, Int, String) {
    let rank =
      switch meaning {
      case .findings: 4
      case .standsDown: 3
      case .working, .undecided: 2
      case .announces, .clean: 1
      case .overview, .unknown: 0
      }
    return (comment.updatedAt, rank, comment.id)
  }

  /// Whether the other one, of the same bot, comes before this.
  func follows(_ other: BotWord) -> Bool { other.order < order }
}

extension PullRequestFacts {
  /// All words of review bots that are known: fetched ones, overlaid with what webhooks told since.
  var botWords: [BotWord] {
    guard let snapshot = snapshotOfHead else { return [] }
    return reviewWords(snapshot) + commentWords(snapshot) + checkWords(snapshot) + reactionWords(snapshot)
  }

  private func reviewWords(_ snapshot: PullRequestSnapshot) -> [BotWord] {
    (snapshot.botReviews ?? []).compactMap { review in
      guard let bot = ReviewBot.speaking(review.body, by: review.reviewer) else { return nil }
      let comment = CommentFact(
        id: review.id, author: review.reviewer, body: review.body, url: review.url,
        updatedAt: review.submittedAt ?? snapshot.headCommittedAt ?? snapshot.updatedAt)
      return BotWord(
        bot: bot, place: .review, comment: comment, meaning: Self.meaning(of: review, by: bot),
        isOfHead: review.commit == snapshot.head)
    }
  }

  /// A review decides by its state as well; one without a text of its own consists of threads.
  private static func meaning(of review: ReviewFact, by bot: ReviewBot) -> BotText.Meaning {
    let said = BotText.meaning(of: review.body, by: bot)
    if said == .findings || review.verdict == .changesRequested { return .findings }
    switch said {
    case .standsDown, .working, .undecided: return said ?? .unknown
    case .announces, .clean, .overview, .unknown, .findings, nil: break
    }
    if review.verdict == .approved {
      // An approval is a mark of clean, unless its own words say less.
      if case .announces(let count)? = said, count > 0 { return .announces(count) }
      return BotText.isQualified(review.body) ? .unknown : .clean
    }
    switch said {
    case .overview, nil: return .announces(1)
    case .findings, .announces, .clean, .undecided, .standsDown, .working, .unknown: return said ?? .unknown
    }
  }

  private func commentWords(_ snapshot: PullRequestSnapshot) -> [BotWord] {
    let told = commentHints.filter { $0.fact.path == nil }.map(\.fact.comment)
    let toldIDs = Set(told.map(\.id))
    let fetched = snapshot.botComments.elements.filter { comment in
      !toldIDs.contains(comment.id) || !told.contains { $0.id == comment.id && $0.updatedAt >= comment.updatedAt }
    }
    return (fetched + told).compactMap { comment in
      guard let bot = ReviewBot.speaking(comment.body, by: comment.author),
        let meaning = BotText.meaning(of: comment.body, by: bot), meaning != .unknown || !bot.alsoWrites
      else { return nil }
      var isOfHead = isAboutHead(comment, meaning, snapshot)
      // A bot that did not look at a draft says nothing about the pull request once that is ready.
      if case .standsDown = meaning, isBeforeReady(comment.updatedAt) { isOfHead = false }
      return BotWord(
        bot: bot, place: .comment(bot.judgesAnewByEachComment ? nil : comment.id), comment: comment, meaning: meaning,
        isOfHead: isOfHead)
    }
  }

  /// Whether a comment is about the head: it names it, or names no other commit and was written after the push. A
  /// commit may be pushed long after it was made: what was written meanwhile is about the head before it. And its date
  /// is the word of whoever made it: it may lie in the future.
  func isAboutHead(
    _ comment: CommentFact, _ meaning: BotText.Meaning, _ snapshot: PullRequestSnapshot
  ) -> Bool {
    // What says that nothing was found says so of the commits it names, and the head is not among them.
    let isInFavour = meaning == .clean || meaning == .announces(0)
    if isInFavour || meaning == .findings,
      let judged = Self.commit(after: ["merge risk:"], in: comment.body, digits: 5...40)
    {
      return snapshot.head.hasPrefix(judged)
    }
    if comment.body.contains(snapshot.head.prefix(7)) { return true }
    if pastHeads.contains(where: { comment.body.contains($0.prefix(7)) }) { return false }
    let marks = ["reviewed commit", "reviewed up to commit", "commit reviewed"]
    if let reviewed = Self.commit(after: marks, in: comment.body, digits: 7...40) {
      return snapshot.head.hasPrefix(reviewed)
    }
    if isInFavour, Self.namesCommit(comment.body) { return false }
    let committedAt = snapshot.headCommittedAt.map { min($0, headSeenAt) }
    guard let earliest = [committedAt, headNotBefore].compactMap({ $0 }).max() else {
      // A word without a date can hold a pull request, but it does not release it.
      return !isInFavour
    }
    return comment.updatedAt >= earliest
  }

  /// Whether a text names any commit by its whole name.
  private static func namesCommit(_ body: String) -> Bool {
    body.lowercased().utf8.split(whereSeparator: { !UInt8.isWordByte($0) }).contains { word in
      word.count == 40 && word.allSatisfy(UInt8.isHexadecimal)
    }
  }

  /// The commit that a text says was reviewed: the hexadecimal word of so many digits after such words; nil where it
  /// names none.
  private static func commit(after marks: [String], in body: String, digits: ClosedRange<Int>) -> String? {
    let text = Spelling.plain(Array(body.lowercased().utf8))
    for mark in marks {
      guard let start = Spelling.end(of: mark, in: text) else { continue }
      let line = text[start...].prefix { $0 != UInt8(ascii: "\n") }
      for word in line.split(whereSeparator: { !UInt8.isWordByte($0) }) {
        guard digits.contains(word.count), word.allSatisfy(UInt8.isHexadecimal) else { continue }
        return String(decoding: word, as: UTF8.self)
      }
    }
    return nil
  }

  private func checkWords(_ snapshot: PullRequestSnapshot) -> [BotWord] {
    checksOfHead.compactMap { entry in
      let check = entry.fact
      guard let bot = ReviewBot.catalogue.first(where: { $0.role == .finds && $0.reports(check) }),
        let meaning = meaning(of: check, by: bot, snapshot)
      else { return nil }
      let end = check.state.isOpen ? Timestamp(milliseconds: .max) : check.endedAt ?? snapshot.updatedAt
      let comment = CommentFact(
        id: "check:\(check.runID ?? 0)", author: Account(login: bot.name, isBot: true), body: check.summary ?? "",
        url: check.url, updatedAt: end)
      var isOfHead = true
      if case .standsDown = meaning, let end = check.endedAt, isBeforeReady(end) { isOfHead = false }
      return BotWord(bot: bot, place: .check, comment: comment, meaning: meaning, isOfHead: isOfHead)
    }
  }

  /// What a bot's check says; nil when it says no more than that it has ended.
  private func meaning(of check: CheckFact, by bot: ReviewBot, _ snapshot: PullRequestSnapshot) -> BotText.Meaning? {
    if check.state.isOpen { return .working }
    let said = check.summary.flatMap { BotText.meaning(of: $0, by: bot) }
    if case .standsDown = said { return said }
    if let summary = check.summary?.lowercased(), summary.hasPrefix("skip") { return .standsDown(.skipped) }
    switch check.state {
    case .success: return result(said, otherwise: bot.successMeansClean ? .clean : nil)
    case .neutral:
      guard bot.neutralMeansFindings else { return result(said, otherwise: nil) }
      // A thread from before the check began shows what was found then, not what is found now.
      return snapshot.threads.elements.contains { bot.wrote(in: $0, since: check.startedAt) }
        ? .announces(1) : .findings
    case .skipped: return .standsDown(.skipped)
    case .cancelled, .actionRequired, .stale: return .standsDown(.failed)
    // Red is looked after as a check.
    case .failure: return nil
    case .pending, .waiting, .expected, .unknown: return .working
    }
  }

  /// What lists findings has them, whatever the check is called.
  private func result(_ said: BotText.Meaning?, otherwise: BotText.Meaning?) -> BotText.Meaning? {
    switch said {
    case .findings, .announces(1...), .clean, .undecided: said
    case .announces, .standsDown, .working, .overview, .unknown, nil: otherwise
    }
  }

  private func reactionWords(_ snapshot: PullRequestSnapshot) -> [BotWord] {
    (snapshot.botReactions ?? []).compactMap { reaction in
      guard let bot = ReviewBot.named(reaction.account) else { return nil }
      let comment = CommentFact(id: "", author: reaction.account, body: "", url: nil, updatedAt: reaction.createdAt)
      // One that is older than the head's arrival is about an earlier one. The head arrives no later than it is known.
      if bot.cleanReactions.contains(reaction.content) {
        return BotWord(
          bot: bot, place: .reaction, comment: comment, meaning: .clean, isOfHead: reaction.createdAt >= headSeenAt)
      }
      guard bot.workingReactions.contains(reaction.content) else { return nil }
      return BotWord(bot: bot, place: .reaction, comment: comment, meaning: .working, isOfHead: true)
    }
  }

  private func isBeforeReady(_ time: Timestamp) -> Bool { readySeenAt.map { time < $0 } ?? false }
}

extension ReviewBot {
  /// Whether the thread is the bot's, and it wrote there since then.
  fileprivate func wrote(in thread: ReviewThreadFact, since start: Timestamp?) -> Bool {
    guard ReviewBot.named(thread.comments.first?.author) == self else { return false }
    guard let start else { return true }
    return thread.comments.contains { ReviewBot.named($0.author) == self && $0.updatedAt >= start }
  }
}

extension UInt8 {
  fileprivate static func isHexadecimal(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
  }

  fileprivate static func isWordByte(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
  }
}
