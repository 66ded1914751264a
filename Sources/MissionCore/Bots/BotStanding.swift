/// How a review bot stands to the head of a pull request: its words folded into one.
struct BotStanding {
  /// What it says of the head.
  enum State {
    /// It has findings outside threads.
    case findings([BotWord])
    /// It looked, and found nothing or what stands in threads.
    case looked
    /// It looked, and leaves the judgement to a person.
    case undecided(BotWord)
    /// It did not look, and why.
    case stoodDown(StandDown, BotWord)
    /// It said something of no shape that is known, and nothing else.
    case unknown(BotWord)
    /// It is at work.
    case working
    /// It has said nothing of this head.
    case silent
  }

  let bot: ReviewBot
  let state: State
  /// What it last found outside threads on an earlier head, unless it has looked at this one.
  let earlier: BotWord?
  /// Whether it also said something of no shape that is known.
  let saysMore: Bool

  /// Folds the words of one bot, of which so many threads are known.
  init(_ bot: ReviewBot, words: [BotWord], threads: Int) {
    self.bot = bot
    var last: [BotWord.Place: BotWord] = [:]
    for word in words where word.isDecisive && word.isOfHead {
      if let known = last[word.place], known.follows(word) { continue }
      last[word.place] = word
    }
    // Findings that are said to stand in threads and are not found there count as standing in the text.
    let findings = last.values.filter { word in
      switch word.meaning {
      case .findings: true
      case .announces(let count): threads < count && word.place != .check && !word.comment.body.isEmpty
      case .clean, .undecided, .standsDown, .working, .overview, .unknown: false
      }
    }
    let unknown = words.filter { $0.isOfHead && $0.meaning == .unknown }.max { $1.follows($0) }
    let newest = last.values.max { $1.follows($0) }
    saysMore = unknown != nil
    if !findings.isEmpty {
      state = .findings(findings.sorted { $1.follows($0) })
    } else if let undecided = last.values.filter({ $0.meaning == .undecided }).max(by: { $1.follows($0) }) {
      state = .undecided(undecided)
    } else if let newest {
      state =
        switch newest.meaning {
        case .standsDown(let reason): .stoodDown(reason, newest)
        case .working: .working
        // A review without a word of its own consists of threads: without any, nobody knows what it says.
        case .announces(let count): threads < count ? .unknown(newest) : .looked
        case .findings, .clean, .undecided, .overview, .unknown: .looked
        }
    } else {
      state = unknown.map(State.unknown) ?? .silent
    }
    let hasLooked = last.values.contains(where: \.isLook)
    earlier =
      hasLooked
      ? nil
      : words.filter { $0.isDecisive && !$0.isOfHead }.max { $1.follows($0) }.flatMap {
        $0.meaning == .findings ? $0 : nil
      }
    self.hasLooked = hasLooked
  }

  /// Whether it has looked at the head, whatever it found.
  let hasLooked: Bool
}

extension PullRequestFacts {
  /// How the review bots stand that are known on the pull request, or are waited for.
  var botStandings: [BotStanding] {
    let words = Dictionary(grouping: botWords, by: \.bot.name)
    let threads = (snapshotOfHead?.threads.elements ?? []).compactMap {
      ReviewBot.named($0.comments.first?.author)?.name
    }
    return ReviewBot.catalogue.filter { $0.role == .finds }.map { bot in
      BotStanding(bot, words: words[bot.name] ?? [], threads: threads.count { $0 == bot.name })
    }
  }

  /// Whether the bot has looked at the head.
  func hasLooked(_ bot: ReviewBot) -> Bool { botStandings.contains { $0.bot == bot && $0.hasLooked } }
}
