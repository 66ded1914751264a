/// Words by which a bot's text is understood, and what they say.
package struct Phrase: Hashable, Sendable {
  /// What the words say about the text they stand in.
  package enum Sense: Hashable, Sendable {
    /// It lists findings.
    case findings
    /// It lists as many findings as the number after the words says.
    case countedFindings
    /// As many findings as the number after the words says stand in threads; none is a mark of clean.
    case announced
    /// The bot looked and found nothing.
    case clean
    /// A score follows: the best one is a mark of clean, any other says that there are findings.
    case score(best: Int)
    /// The bot did not look.
    case standsDown(StandDown)
    /// The bot has not looked yet, and will.
    case working
    /// It judges against the change: what it found stands in the threads that the text points at, else in the text.
    case objects
    /// It leaves the judgement to a person.
    case undecided
    /// A text of a known shape that says by itself neither that there are findings nor that there are none.
    case overview
  }

  /// The words as `BotText` spells them: in lower case, with straight apostrophes, without `*` and backticks.
  package let words: String
  /// What they say.
  package let sense: Sense

  /// Words and what they say.
  package init(_ words: String, _ sense: Sense) {
    self.words = words
    self.sense = sense
  }
}

extension Phrase {
  /// The same sense for several words.
  static func all(_ sense: Sense, _ words: String...) -> [Phrase] { words.map { Phrase($0, sense) } }

  /// What any bot means by such words, in texts that are not a mere description of the pull request. They are sought in
  /// the texts of every bot, so that what a row does not know yet is not taken for its opposite.
  static let common: [Phrase] =
    all(
      .standsDown(.rateLimited), "rate limit exceeded", "rate limited", "rate-limited", "rate limit reached",
      "hit the rate limit", "exceeded the rate limit", "too many requests", "review limit reached")
    + all(
      .standsDown(.outOfQuota), "code review limit", "limit of free reviews", "credit balance is too low",
      "usage limit", "quota limit", "quota exceeded", "out of credits", "no credits",
      "insufficient credits", "run out of", "trial has ended", "trial has expired", "trial expired", "billing cycle",
      "review budget", "spending limit", "spend limit", "payment required", "no active subscription",
      "no seats left", "exhausted your", "reached your weekly", "reached your monthly", "reached your daily",
      "used all of your free", "used up your")
    + all(
      .standsDown(.paused), "reviews paused", "review paused", "reviews are paused", "review is paused", "is paused",
      "been paused", "reviews are disabled", "review is disabled", "paused automatic reviews")
    + all(
      .standsDown(.skipped), "review skipped", "review was skipped", "skipped review", "skipping review",
      "skipping this", "reviews skipped", "skipped this", "was skipped", "too large to review", "too big for",
      "larger than the review limit", "reviewed 0 out of", "too many files",
      "too many changes", "no reviewable files", "nothing to review", "will not review", "won't review",
      "not be reviewed", "did not review", "not reviewing", "review not performed", "is too large for",
      "skipped, pr author",
      "no longer review", "review is off", "reviews are off", "has been discontinued", "has been sunset",
      "workspace is deactivated")
    + all(
      .standsDown(.failed), "encountered an error", "unable to review", "failed to review", "review failed",
      "could not review", "couldn't review", "cannot review", "can't review", "something went wrong",
      "an error occurred", "unexpected error", "unable to complete", "could not complete", "couldn't complete",
      "overloaded_error", "model is overloaded", "api error:",
      "was unable to", "n't able to review", "not able to review", "review timed out", "review was aborted",
      "review cancelled", "review canceled",
      "review was cancelled", "review was canceled", "run was cancelled", "run was canceled")
    + all(
      .working, "i'll look at this", "i'll take a look", "i'll analyze this", "i'll review this", "taking a look",
      "review in progress", "reviewing this pull request", "reviewing your pull request", "reviewing this pr",
      "reviewing your changes", "is reviewing", "is working", "i'm on it", "get back to you",
      "currently processing", "preparing review", "review queued", "review has started", "review is in progress",
      "looking into it", "started reviewing", "reviewing…", "reviewing...", "analysis in progress")
    + all(
      .findings, "previously missed", "needs a closer look", "need a closer look", "changes requested",
      "request changes", "requesting changes", "changes are needed", "not ready to merge", "do not merge")
    + all(
      .clean, "no issues found", "no new issues found", "found no issues", "found no new issues", "found no bugs",
      "found no problems", "no problems found", "no bugs found", "no findings", "didn't find any issues",
      "did not find any issues", "didn't find any problems", "no issues were found", "no issues detected",
      "no issues identified", "no blocking issues", "no review comments", "no actionable comments", "lgtm",
      "looks good to me",
      "looks good to merge", "ready to merge", "safe to merge", "nothing to flag", "nothing to report", "no concerns",
      "no feedback to provide", "don't have any feedback to provide", "no changes needed", "no suggestions")

  /// Words that take back, in the sentence that says that nothing was found, some of what it says.
  static let reservations = [
    " but ", "except", "however", "apart from", "aside from", "other than", "though ", "with one ", "with two ",
    "with a few", "with some", "nit:", "nits:", "nit ", "minor ", "unless ", "once ", " after the", "provided ",
    "not ", "n't ", "never ", "cannot ", "would be", "could be", "might be", "one concern", "one issue", "one thing",
    "otherwise", " yet ", "still stands", "still open", "in the rest", "could read", "partial", "on that",
  ]

  /// Words that take it back at the beginning of a later sentence.
  static let laterReservations = [
    "however", "but ", "that said", "nevertheless", "on the other hand", "one thing",
    "nit:", "nits:", "nit -", "one nit", "small nit", "minor:", "minor nit", "minor suggestion", "minor issue",
    "minor comment", "suggestion:", "suggestions:",
  ]

  /// Whether a sentence says by such words, or by those of any bot, that nothing was found, and takes nothing back.
  static func claimsClean(_ sentence: String, by phrases: [Phrase] = common) -> Bool {
    let marks = phrases.filter { $0.sense == .clean && sentence.holds($0.words) }.map(\.words)
    guard let mark = marks.max(by: { $0.utf8.count < $1.utf8.count }) else { return false }
    let rest = " " + sentence.replacing(mark, with: "")
    return !reservations.contains { rest.holds($0) }
  }
}
