/// What a bot wrote outside threads, read by one grammar for all bots: phrases of the table, headings over lists of
/// findings, tables of findings, and severities.
///
/// Whatever says that there are findings is read everywhere, also in quotes, which bots draw as boxes. That there are
/// none is believed only in prose that people see, and not with a reservation beside it.
struct BotText {
  /// What such a text means.
  enum Meaning: Hashable {
    /// It lists findings.
    case findings
    /// It says that so many findings stand in threads.
    case announces(Int)
    /// It says that the bot found nothing.
    case clean
    /// The bot did not look.
    case standsDown(StandDown)
    /// The bot has not looked yet.
    case working
    /// It looked, and leaves the judgement to a person.
    case undecided
    /// It says neither, and is of a shape that is known to do so.
    case overview
    /// It is of no shape that is known.
    case unknown
  }

  private let bot: ReviewBot
  private let body: String
  private let lowered: [UInt8]
  private let spelled: [UInt8]

  /// What the text means; nil for an empty one.
  static func meaning(of body: String, by bot: ReviewBot) -> Meaning? {
    guard body.contains(where: { !$0.isWhitespace }) else { return nil }
    return BotText(body, by: bot).meaning
  }

  /// Whether the text says of itself that its word is not worth much: a box of warning, a low score, or a count of what
  /// is held back.
  static func isQualified(_ body: String) -> Bool {
    let lines = BotSections.lines(of: Array(body.lowercased().utf8))
    return BotClaim.isQualified(lines)
      || BotContradiction.meaning(in: lines, isOverview: true, isDescription: true, claims: { Phrase.claimsClean($0) })
        != nil
  }

  private init(_ body: String, by bot: ReviewBot) {
    self.bot = bot
    self.body = body
    lowered = Array(body.lowercased().utf8)
    spelled = Spelling.plain(lowered)
  }

  private var meaning: Meaning {
    let own = bot.phrases.filter { $0.sense != .clean && Spelling.contains(spelled, $0.words) }
    let isOverview = own.contains { $0.sense == .overview }
    let said =
      own + (isOverview ? [] : Phrase.common.filter { $0.sense != .clean && Spelling.contains(spelled, $0.words) })
    if said.contains(where: listsFindings) || hasSeverity || BotSections.listFindings(in: lowered) { return .findings }
    let reasons = said.compactMap { phrase -> StandDown? in
      if case .standsDown(let reason) = phrase.sense { reason } else { nil }
    }
    // Any other reason says why it failed.
    if let reason = reasons.first(where: { $0 != .failed }) ?? reasons.first { return .standsDown(reason) }
    if said.contains(where: { $0.sense == .working }) { return .working }
    let lines = BotSections.lines(of: lowered)
    let announced = said.compactMap(announcement) + [BotSections.threads(in: lines)]
    let counted = isOverview ? 0 : BotSections.count(in: lowered) ?? 0
    if let most = (announced + [counted]).max(), most > 0 { return .announces(most) }
    // A prompt for agents repeats what stands elsewhere: it says most where nothing else is said to.
    if BotSections.promptAgents(in: lowered) { return .findings }
    if said.contains(where: { $0.sense == .objects }) {
      return lines.contains(where: BotSections.countsNone) ? .undecided : .findings
    }
    guard !said.contains(where: { $0.sense == .undecided }) else { return .undecided }
    guard saysNothingWasFound(isOverview: isOverview, announcesNone: said.contains { announcement($0) == 0 }) else {
      return isOverview ? .overview : .unknown
    }
    let other = BotContradiction.meaning(
      in: lines, isOverview: isOverview, isDescription: isOverview && bot.describes, claims: holdsClaim)
    if let other { return other }
    return BotClaim.isQualified(lines) || isOverview && isVerdictTakenBack ? .unknown : .clean
  }

  /// Whether a line holds the bot's own words, or those of any, for that nothing was found.
  private func holdsClaim(_ line: String) -> Bool {
    (bot.phrases + Phrase.common).contains { phrase in
      (phrase.sense == .clean || phrase.sense == .announced) && line.holds(phrase.words)
    }
  }

  private func listsFindings(_ phrase: Phrase) -> Bool {
    switch phrase.sense {
    case .findings: true
    case .countedFindings: Spelling.numbers(after: phrase.words, in: spelled).contains { $0 > 0 }
    case .score(let best): Spelling.numbers(after: phrase.words, in: spelled).contains { $0 < best }
    case .announced, .clean, .standsDown, .working, .objects, .undecided, .overview: false
    }
  }

  private var hasSeverity: Bool { bot.severityMarks.contains { Spelling.contains(lowered, $0.words) } }

  private func announcement(_ phrase: Phrase) -> Int? {
    guard phrase.sense == .announced else { return nil }
    return Spelling.numbers(after: phrase.words, in: spelled).max()
  }

  /// Whether prose that people see says so, and takes nothing back. What a template of the bot's own says stands beside
  /// descriptions of the change, which say anything; in a text of no known template everything counts.
  private func saysNothingWasFound(isOverview: Bool, announcesNone: Bool) -> Bool {
    let prose = Spelling.plain(
      Array(String(decoding: VisibleMarkdown.text(of: body).bytes, as: UTF8.self).lowercased().utf8))
    let sentences = Spelling.sentences(of: prose)
    let isReserved = sentences.contains { text in
      Phrase.laterReservations.contains { text.hasPrefix($0) } && !BotSections.saysNone(text)
    }
    guard !isReserved else { return false }
    let lines = BotSections.lines(of: prose)
    guard announcesNone || hasOwnMark(sentences, prose) else {
      return !isOverview && BotClaim.isClean(prose: lines, seen: BotSections.lines(of: spelled))
    }
    let phrases = bot.phrases + Phrase.common
    let claims = sentences.filter { text in phrases.contains { $0.sense == .clean && text.holds($0.words) } }
    return claims.allSatisfy { Phrase.claimsClean($0, by: phrases) }
      && (isOverview || !BotClaim.isTakenBack(in: lines, beside: cleanMarks))
  }

  private var cleanMarks: [String] { bot.phrases.filter { $0.sense == .clean }.map(\.words) }

  /// Whether the reason for the verdict takes it back: what stands right below a heading that holds it, as far as the
  /// next heading or folded part, whatever else describes the change.
  private var isVerdictTakenBack: Bool {
    var isReason = false
    let reason = BotSections.lines(of: spelled).filter { line in
      let isHeading = line.hasPrefix("#")
      if isHeading || line.holds("<details") { isReason = isHeading && cleanMarks.contains { line.holds($0) } }
      return isReason && !isHeading
    }
    return bot.describes && BotClaim.isTakenBack(in: reason, beside: cleanMarks)
  }

  /// Whether a mark of the bot's own row says that nothing was found: a phrase, or the best score.
  private func hasOwnMark(_ sentences: [String], _ prose: [UInt8]) -> Bool {
    bot.phrases.contains { phrase in
      switch phrase.sense {
      case .clean where phrase.words.first?.isLetter ?? false: sentences.contains { $0.holds(phrase.words) }
      case .clean: Spelling.contains(prose, phrase.words)
      case .score(let best): Spelling.numbers(after: phrase.words, in: prose).contains(best)
      case .findings, .countedFindings, .announced, .standsDown, .working, .objects, .undecided, .overview: false
      }
    }
  }
}
