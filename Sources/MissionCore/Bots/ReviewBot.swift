/// A review bot: how it is recognised, where it speaks, and what its words mean. All of it is data, in one dated table
/// (`catalogue`); nothing about a single bot stands in code paths.
///
/// A bot is recognised by its account or its app alone, never by words in a text: people quote bots.
package struct ReviewBot: Hashable, Sendable {
  /// A mark and how bad it says a finding is.
  package struct SeverityMark: Hashable, Sendable {
    /// What stands in the text, in lower case.
    package let words: String
    /// What it means.
    package let severity: Severity
  }

  /// How bad a finding is; worst first. A finding without a mark is of unknown severity and blocks like any other.
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The worst.
    case critical
    /// Bad.
    case high
    /// To be mended.
    case medium
    /// A nicety.
    case low
  }

  /// What a bot does on pull requests.
  package enum Role: Hashable, Sendable {
    /// It reviews: what it writes in threads, and outside them by its marks, are findings.
    case finds
    /// It only reports, in comments and checks: a check of its own says red by itself, a comment holds nothing.
    case reports
    /// It opens pull requests of its own: what it writes is an author's word.
    case writes
  }

  /// Its name for people.
  package let name: String
  /// Its logins, folded: lower case, without `[bot]`.
  package let logins: Set<String>
  /// What it does. Only a bot that finds is waited for or has findings; a thread that another one opens is an open
  /// thread like a person's.
  package var role = Role.finds
  /// GitHub's number of its account, where an answer does not say that an account is a bot.
  package var accountID: Int?
  /// The slugs of the app by which its check runs come. A check run of another app that bears its name is not its own.
  package var apps: Set<String> = []
  /// The name of the check or status it reports, if it does.
  package var checkName: String?
  /// Whether a neutral conclusion of that check means that there are findings.
  package var neutralMeansFindings = false
  /// Whether a successful conclusion of that check means that it looked and found nothing; else it means at most that
  /// the bot has ended.
  package var successMeansClean = false
  /// Whether it looks at every push, so that it is waited for on a new head once it has shown itself.
  package var looksAtEveryPush = false
  /// Whether each of its comments is its whole word, so that the last one replaces those before; else each comment
  /// stands for itself.
  package var judgesAnewByEachComment = false
  /// Whether its overviews describe the change, in words that tell of anything.
  package var describes = true
  /// What its own words say, beside those that all bots share (`Phrase.common`), in comments of the conversation, in
  /// the bodies of its reviews, and in the summary of its check.
  package var phrases: [Phrase] = []
  /// In a thread: it takes its finding back. In lower case.
  package var takenBackMarks: [String] = []
  /// Reactions to the pull request by which it says that it found nothing.
  package var cleanReactions: Set<String> = []
  /// Reactions to the pull request by which it says that it is at work.
  package var workingReactions: Set<String> = []
  /// How bad its findings are.
  package var severityMarks: [SeverityMark] = []
  /// What stands before the identity that a finding keeps across pushes and threads.
  package var identityMarks: [String] = []
  /// Whether it opens pull requests as well, and writes under them as their author: of its comments only those of a
  /// shape that is known are a review's word.
  package var alsoWrites = false
  /// What stands in its texts, spelled like phrases, where a workflow of the repository lets it speak by the account
  /// that all workflows share.
  package var workflowMarks: [String] = []
  /// How long after a new head it may stay silent before it is no longer waited for, in seconds.
  package var deadlineSeconds = 900

  private static let byLogin: [String: ReviewBot] = Dictionary(
    catalogue.flatMap { bot in bot.logins.map { ($0, bot) } }, uniquingKeysWith: { first, _ in first })

  /// The review bot behind an account. A person whose login merely reads like a bot's is none: GitHub says who is a
  /// bot.
  package static func named(_ account: Account?) -> ReviewBot? {
    known(account).flatMap { $0.role == .finds ? $0 : nil }
  }

  /// The bot behind an account, whatever it does.
  package static func known(_ account: Account?) -> ReviewBot? {
    guard let account, account.isBot else { return nil }
    return byLogin[account.folded]
  }

  /// The review bot that wrote a text: by its account, or by its marks where the account is the one that all workflows
  /// of a repository share. That one only workflows can have, so nobody quotes a bot by it.
  package static func speaking(_ text: String, by account: Account?) -> ReviewBot? {
    guard let account, account.isBot, account.folded == workflowAccount else { return named(account) }
    let spelled = Spelling.plain(Array(text.lowercased().utf8))
    return catalogue.first { $0.workflowMarks.contains { Spelling.contains(spelled, $0) } }
  }

  /// The account by which workflows act with the token that GitHub gives them.
  private static let workflowAccount = "github-actions"

  /// Whether an account of this login or number is a bot that speaks by reactions: GitHub tells of who reacted neither
  /// what sort of account it is nor, for bots, a login that only a bot can have.
  package static func reacts(login: String, id: Int?) -> Bool {
    catalogue.contains { bot in
      guard !bot.cleanReactions.isEmpty || !bot.workingReactions.isEmpty else { return false }
      let account = Account(login: login, isBot: true)
      return bot.logins.contains(account.folded)
        && (login.lowercased().hasSuffix("[bot]") || id != nil && id == bot.accountID)
    }
  }

  /// Whether a check is the one this bot reports.
  package func reports(_ check: CheckFact) -> Bool {
    guard check.name == checkName else { return false }
    // Whoever may write can set a status of any name: it is the bot's only where the bot has no app that says so.
    guard check.source == .checkRun else { return apps.isEmpty }
    guard let app = check.app else { return true }
    return apps.contains(app.lowercased())
  }

  /// The names of the bots that have shown themselves on a pull request.
  static func seen(in snapshot: PullRequestSnapshot) -> Set<String> {
    let byCheck = catalogue.filter { bot in snapshot.checks.elements.contains { bot.reports($0) } }
    let authors =
      snapshot.threads.elements.compactMap(\.comments.first?.author) + (snapshot.botReactions ?? []).map(\.account)
    let speakers =
      snapshot.botComments.elements.map { speaking($0.body, by: $0.author) }
      + (snapshot.botReviews ?? []).map { speaking($0.body, by: $0.reviewer) }
    return Set((byCheck + authors.compactMap(named) + speakers.compactMap { $0 }).map(\.name))
  }
}
