/// What a person must do about a red check that no code can mend.
struct CheckRemedy: Hashable {
  /// What is the matter.
  let cause: String
  /// What mends it.
  let text: String

  /// What is needed for a check that is red; nil for one that is not, and where the author can mend it.
  ///
  /// A reporter says it by its name, or in a sentence of its own: in what it calls its result, or in its summary's
  /// prose. What stands in logs, in quotes, or in a result that tells of tests may be anything that tests say.
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
        "did not have contributing access to",
        "no github account was found matching", "unrecognized git contributor",
        "needs permission to access a resource", "could not authorize build request for",
        "build token selected for this build", "repository upload token",
      ],
      remedy: CheckRemedy(cause: "it waits for an authorization at its provider", text: "authorize it there")),
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
        "billing and plans", "out of minutes", "minutes quota", "locked due to a billing issue",
        "account is blocked", "resource is limited", "credit usage exceeded", "out of credits", "has no credits",
        "no hosted parallelism", "test limit has been reached", "limit of private tests", "activate this user",
        "unregistered user", "exceeded your spending limit", "minutes exceeded",
        "account suspended", "account is suspended", "code test limit reached", "repository is deactivated",
        "does not have enough credits", "lines of code limit", "snapshot limit", "quota exceeded for this",
        "build limit reached", "test limit reached", "plan's credit limit", "no credits are available",
        "negative credit balance", "screenshots of your plan", "deployment rate limited",
        "advanced security must be enabled", "trial has expired", "trial has ended", "license expired",
        "storage quota has been hit", "compute limit exceeded", "no-credits-available",
        "hobby plan does not support", "exceeded your monthly quota",
        "licence expired",
      ],
      remedy: CheckRemedy(cause: "the account's billing stands in its way", text: "mend the account's billing")),
    Row(
      names: [],
      words: [
        "actions is currently disabled", "actions is disabled", "actions are disabled", "actions has been disabled",
        "code scanning is not enabled", "must be enabled for this repository to use code scanning",
        "processed when the default setup is enabled", "is not supported on this repository",
        "is not allowed to be used in", "because all actions must be from",
      ],
      remedy: CheckRemedy(
        cause: "a setting of the repository or its organization stands in its way",
        text: "change that setting, or require the check no more")),
    Row(
      names: [],
      words: [
        "no enabled runners online", "not acquired by runner", "no runners online", "no runner matching",
        "lost communication with the server", "hosted runner encountered an error", "no runner is currently online",
        "runner has received a shutdown signal", "encountered an internal error when running your job",
      ],
      remedy: CheckRemedy(
        cause: "no runner took its job, or lost it", text: "see whether its runners are online, and run it again")
    ),
    Row(
      // A job of GitHub's own, which says why in the review alone.
      names: ["copilot pull request reviewer"],
      words: [],
      remedy: CheckRemedy(
        cause: "Copilot could not review, most often because the quota of whoever asked is used up",
        text: "have Copilot look again, or end its automatic reviews")),
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
        "waiting for approval", "approved-reviews-by",
      ],
      remedy: CheckRemedy(cause: "it waits for a person's approval", text: "review the pull request on GitHub")),
    Row(
      names: ["deployment protection"],
      words: ["deployment protection rule", "protection rules", "is not allowed to deploy"],
      remedy: CheckRemedy(
        cause: "a deployment's protection rule stands in its way", text: "approve or reject the deployment on GitHub")),
  ]
}
