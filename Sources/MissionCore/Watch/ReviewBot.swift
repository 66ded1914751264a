/// The review bots Signalbox knows. One dated table; nothing about a single bot stands in code paths.
///
/// As of 2026-08. A bot is recognised by its account alone, never by words in a text: people quote bots.
public struct ReviewBot: Hashable, Sendable {
  /// Its name for people.
  public let name: String
  /// Its logins, folded: lower case, without `[bot]`.
  public let logins: Set<String>
  /// The name of the check it reports, if it does.
  public let checkName: String?
  /// Whether a neutral conclusion of that check means that there are findings.
  public let neutralMeansFindings: Bool
  /// How long after a new head it may stay silent before it is no longer waited for, in seconds.
  public let deadlineSeconds: Int

  /// The table.
  public static let catalogue: [ReviewBot] = [
    ReviewBot(
      name: "Cursor Bugbot", logins: ["cursor"], checkName: "Cursor Bugbot", neutralMeansFindings: true,
      deadlineSeconds: 900),
    ReviewBot(
      name: "CodeRabbit", logins: ["coderabbitai"], checkName: "CodeRabbit", neutralMeansFindings: false,
      deadlineSeconds: 900),
    ReviewBot(
      name: "Copilot", logins: ["copilot-pull-request-reviewer", "copilot"], checkName: nil,
      neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "Codex", logins: ["chatgpt-codex-connector"], checkName: nil, neutralMeansFindings: false,
      deadlineSeconds: 900),
    ReviewBot(
      name: "Greptile", logins: ["greptile-apps"], checkName: nil, neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "Gemini", logins: ["gemini-code-assist"], checkName: nil, neutralMeansFindings: false,
      deadlineSeconds: 900),
    ReviewBot(
      name: "Claude", logins: ["claude"], checkName: nil, neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "SonarQube", logins: ["sonarqubecloud", "sonarcloud"], checkName: "SonarCloud Code Analysis",
      neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "Sourcery", logins: ["sourcery-ai"], checkName: nil, neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "Ellipsis", logins: ["ellipsis-dev"], checkName: nil, neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "cubic", logins: ["cubic-dev-ai"], checkName: nil, neutralMeansFindings: false, deadlineSeconds: 900),
    ReviewBot(
      name: "Macroscope", logins: ["macroscopeapp"], checkName: nil, neutralMeansFindings: false,
      deadlineSeconds: 900),
    ReviewBot(
      name: "DeepSource", logins: ["deepsource-io"], checkName: nil, neutralMeansFindings: false,
      deadlineSeconds: 900),
  ]

  private static let byLogin: [String: ReviewBot] = Dictionary(
    catalogue.flatMap { bot in bot.logins.map { ($0, bot) } }, uniquingKeysWith: { first, _ in first })

  /// The bot behind an account. A person whose login merely reads like a bot's is none: GitHub says who is a bot.
  public static func named(_ account: Account?) -> ReviewBot? {
    guard let account, account.isBot else { return nil }
    return byLogin[account.folded]
  }

  /// The names of the bots that have shown themselves on a pull request.
  static func seen(in snapshot: PullRequestSnapshot) -> Set<String> {
    let byCheck = catalogue.filter { bot in snapshot.checks.elements.contains { $0.name == bot.checkName } }
    let authors =
      snapshot.threads.elements.compactMap(\.comments.first?.author) + snapshot.botComments.elements.map(\.author)
    return Set(byCheck.map(\.name) + authors.compactMap { named($0)?.name })
  }
}
