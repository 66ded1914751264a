/// What a person must do about a red check that no code can mend.
struct CheckRemedy: Hashable {
  /// What is the matter.
  let cause: String
  /// What mends it.
  let text: String

  /// What is needed for a check that is red; nil for one that is not, and where the author can mend it.
  ///
  /// A reporter says it by its name, or in a sentence of its own: in what it calls its result, or in its summary's prose.
  /// What stands in logs, in quotes, or in a result that tells of tests may be anything that tests say.
  ///
  /// - Parameter refusal: what GitHub said of a run of which no step failed.
  static func needed(for check: CheckFact, refusal: String? = nil) -> CheckRemedy? {
    guard check.state.isRed else { return nil }
    let name = check.name.lowercased()
    if let bot = ReviewBot.catalogue.first(where: { $0.reports(check) }),
      case .standsDown(let reason) = BotText.meaning(of: check.summary ?? "", by: bot)
    {
      return CheckRemedy(cause: "\(bot.name) \(reason.words)", text: "have \(bot.name) look at the pull request again")
    }
    let sentences = CheckSentence.all(name: name, of: check.summary ?? "") + CheckSentence.all(of: refusal ?? "")
    return table.first { row in
      row.names.contains { CheckSentence.isNamed(name, $0) }
        || row.words.contains { words in sentences.contains { $0.says(words) } }
    }?.remedy
  }
}

extension CheckRemedy {
  /// One kind of reporter.
  struct Row {
    let names: [String]
    let words: [String]
    let remedy: CheckRemedy
  }

  /// When the table was last compared with what such reporters write.
  static let tableDate = "2026-11"

  /// The table: names of checks and words of their summaries, in lower case.
  static let table: [Row] = [
    Row(
      names: [],
      words: [
        "authorization required to deploy", "must be a member of the team to deploy", "must have access to the team",
        "commit author doesn't have access", "commit author does not have access",
        "no github account was found matching",
      ],
      remedy: CheckRemedy(
        cause: "its deployment waits for an authorization", text: "authorize the deployment at its provider")),
    Row(
      names: ["cla", "easycla", "claassistant"],
      words: ["contributor license agreement", "contributor licence agreement", "sign the cla", "cla not signed"],
      remedy: CheckRemedy(
        cause: "an author has not signed the contributor licence agreement",
        text: "have the commits' author sign it, then run the check again")),
    Row(
      names: ["dco", "developer certificate of origin"],
      words: ["sign-off is missing", "missing sign-off", "developer certificate of origin"],
      remedy: CheckRemedy(
        cause: "commits lack a sign-off, which only who answers for them can give",
        text: "sign the commits off, or override the check where its app allows that")),
    Row(
      names: [],
      words: [
        "recent account payments have failed", "spending limit needs to be increased", "billing & plans",
        "billing and plans", "out of minutes", "minutes quota", "account is locked due to a billing",
        "account is blocked", "resource is limited", "credit usage exceeded", "out of credits", "has no credits",
        "no hosted parallelism", "test limit has been reached", "limit of private tests", "activate this user",
        "unregistered user", "exceeded your spending limit", "minutes exceeded",
        "account suspended", "account is suspended", "code test limit reached", "repository is deactivated",
        "does not have enough credits", "lines of code limit", "snapshot limit", "quota exceeded for this",
        "build limit reached", "test limit reached", "plan's credit limit", "no credits are available",
        "negative credit balance", "screenshots of your plan", "deployment rate limited",
        "advanced security must be enabled", "trial has expired", "trial has ended", "license expired",
        "licence expired",
      ],
      remedy: CheckRemedy(cause: "the account's billing stands in its way", text: "mend the account's billing")),
    Row(
      names: [],
      words: [
        "actions is currently disabled", "actions is disabled", "actions are disabled", "actions has been disabled",
      ],
      remedy: CheckRemedy(cause: "GitHub Actions is disabled there", text: "enable GitHub Actions in the settings")),
    Row(
      names: [],
      words: [
        "no enabled runners online", "not acquired by runner", "no runners online", "no runner matching",
        "runner lost communication", "hosted runner encountered an error", "no runner is currently online",
      ],
      remedy: CheckRemedy(
        cause: "no runner took its job, or lost it", text: "see whether its runners are online, and run it again")
    ),
    Row(
      names: ["wip", "do not merge", "merge freeze", "mergefreeze"],
      words: [],
      remedy: CheckRemedy(cause: "somebody holds the merge", text: "have whoever holds it let it go")),
    Row(
      names: [],
      words: [
        "must be accepted as baselines", "changes need review",
        "waiting for your decision",
      ],
      remedy: CheckRemedy(cause: "a person must accept what has changed to the eye", text: "review it at its provider")),
    Row(
      names: ["required approvals", "required reviews", "required reviewers", "pullapprove", "policy bot"],
      words: [
        "approvals required", "approval required from", "needs approval from", "approving review",
        "waiting for approval",
      ],
      remedy: CheckRemedy(cause: "it waits for a person's approval", text: "review the pull request on GitHub")),
    Row(
      names: ["deployment protection"],
      words: ["deployment protection rule", "protection rules", "is not allowed to deploy"],
      remedy: CheckRemedy(
        cause: "a deployment's protection rule stands in its way", text: "approve or reject the deployment on GitHub")),
  ]
}
