import TestSupport

@testable import MissionCore

/// One part of what GitHub shows of a pull request, and what follows from it by GitHub's documentation.
struct WorldPart: Sendable {
  var name: String
  /// Whether a head with it may be green.
  var mayBeGreen = true
  /// What it adds to GitHub's own roll-up.
  var isRed = false
  /// How long the head must have been there before it may be green, in seconds.
  var earliest = 0
  /// What a failed check of it left behind, which is told once there is a fix to tell it to.
  var evidence: @Sendable (Int) -> CheckEvidence? = { _ in nil }
  /// What a fix's prompt must say.
  var saidInPrompt: String?
  var change: @Sendable (inout Pull, Int) -> Void

  static let startOfTime = Timestamp(milliseconds: 1_800_000_000_000)
  static func moment(_ seconds: Int) -> Timestamp { startOfTime.adding(seconds: seconds) }

  /// A job of a workflow run; they end a minute after they began.
  static func job(
    _ number: Int, _ state: CheckState, run: Int, began: Int = 0, workflowRun: Int, isRequired: Bool = false
  ) -> CheckFact {
    check(
      "job \(number)", state, run: run, startedAt: moment(began), endedAt: moment(began + 60), workflow: number,
      workflowRun: workflowRun, event: "pull_request", suite: workflowRun, isRequired: isRequired)
  }

  static let all = checks + rules + bots + people
}

extension WorldPart {
  private static let checks: [WorldPart] = [
    WorldPart(name: "passing job") { pull, n in pull.checks.append(job(n, .success, run: n, workflowRun: n)) },
    WorldPart(name: "skipped job") { pull, n in pull.checks.append(job(n, .skipped, run: n, workflowRun: n)) },
    WorldPart(name: "neutral job") { pull, n in pull.checks.append(job(n, .neutral, run: n, workflowRun: n)) },
    WorldPart(name: "passing status") { pull, n in pull.checks.append(check("status \(n)", source: .status, run: n)) },
    WorldPart(name: "failed job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
    },
    WorldPart(
      name: "failed job that is red on the base branch as well", mayBeGreen: false, isRed: true,
      evidence: { CheckEvidence(run: $0, failedStep: "Test", failsOnBase: true) }, saidInPrompt: "base branch"
    ) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
    },
    WorldPart(
      name: "job that GitHub refused to run", mayBeGreen: false, isRed: true,
      evidence: { run in
        let words = "The job was not started because recent account payments have failed"
        return CheckEvidence(
          run: run, annotations: [.init(path: ".github", line: 1, level: "failure", message: words)])
      }
    ) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
    },
    WorldPart(name: "timed out job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("timed_out"), run: n, workflowRun: n))
    },
    WorldPart(name: "failed status", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("status \(n)", .failure("error"), source: .status, run: n))
    },
    WorldPart(name: "failed job that passed when run again") { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n))
    },
    WorldPart(name: "failed run that a newer one replaced") { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n + 1))
    },
    WorldPart(name: "two jobs of one name, one failed", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 1, workflowRun: n))
    },
    WorldPart(name: "two jobs of one name, the first of which goes on", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .pending, run: n, workflowRun: n, isRequired: true))
      pull.checks.append(job(n, .success, run: n + 1, began: 1, workflowRun: n, isRequired: true))
    },
    WorldPart(name: "two jobs of one name, one cancelled", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .cancelled, run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 1, workflowRun: n))
    },
    WorldPart(name: "cancelled job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .cancelled, run: n, workflowRun: n))
    },
    WorldPart(name: "cancelled run that a newer one replaced") { pull, n in
      pull.checks.append(job(n, .cancelled, run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n + 1))
    },
    WorldPart(name: "job that waits for a deployment's approval", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .waiting, run: n, workflowRun: n, isRequired: true))
    },
    WorldPart(name: "suite that failed without a run", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("suite \(n)", .failure("startup_failure"), source: .suite, run: n, suite: n))
    },
    WorldPart(name: "suite that waits for approval", mayBeGreen: false) { pull, n in
      pull.checks.append(check("suite \(n)", .actionRequired, source: .suite, run: n, suite: n))
    },
    WorldPart(name: "stale job", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .stale, run: n, workflowRun: n))
    },
    WorldPart(name: "conclusion of tomorrow", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .unknown("splendid"), run: n, workflowRun: n))
    },
  ]

  private static let rules: [WorldPart] = [
    WorldPart(name: "required check that never reports", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "required \(n)", appID: nil))
    },
    WorldPart(name: "required check that another app reports", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: 99))
      pull.checks.append(job(n, .success, run: n, workflowRun: n))
    },
    WorldPart(name: "required check that passes") { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: 15368))
      pull.checks.append(job(n, .success, run: n, workflowRun: n, isRequired: true))
    },
    WorldPart(name: "required check that is pending for ever", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: nil))
      pull.checks.append(job(n, .pending, run: n, workflowRun: n, isRequired: true))
    },
    WorldPart(name: "rules that cannot be read, of which GitHub says that they are met") { pull, _ in
      pull.requiredAreComplete = false
    },
    WorldPart(name: "rules that cannot be read, and are not met", mayBeGreen: false) { pull, _ in
      pull.requiredAreComplete = false
      if pull.mergeability == .mergeable, !pull.isDraft { pull.mergeState = "blocked" }
    },
    WorldPart(name: "checks cut off", mayBeGreen: false) { pull, _ in pull.checksAreComplete = false },
    WorldPart(name: "checks of another commit", mayBeGreen: false) { pull, n in
      pull.checkedCommit = "b2"
      pull.checks.append(job(n, .success, run: n, workflowRun: n))
    },
    WorldPart(name: "deployment that waits to be authorized", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(
        check(
          "Vercel \(n)", .failure("failure"), source: .status, run: n, summary: "Authorization required to deploy."))
    },
    WorldPart(name: "unsigned licence agreement", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("license/cla", .failure("failure"), source: .status, run: n))
    },
    WorldPart(name: "draft", mayBeGreen: false) { pull, _ in (pull.isDraft, pull.mergeState) = (true, "draft") },
    WorldPart(name: "conflict", mayBeGreen: false) { pull, _ in
      (pull.mergeability, pull.mergeState) = (.conflicting, "dirty")
    },
    WorldPart(name: "branch that is behind", mayBeGreen: false) { pull, _ in
      if pull.mergeability == .mergeable, !pull.isDraft { pull.mergeState = "behind" }
    },
  ]

  private static let bots: [WorldPart] = [
    WorldPart(name: "review bot that found nothing") { pull, n in say(.clean, in: &pull, n) },
    WorldPart(name: "review bot that found something", mayBeGreen: false) { pull, n in say(.findings, in: &pull, n) },
    WorldPart(name: "review bot that did not look", mayBeGreen: false) { pull, n in
      say(.standsDown(.skipped), in: &pull, n)
    },
    // Whoever says that it works and then nothing more is waited for, within its bound.
    WorldPart(name: "review bot that says that it works", earliest: 900) { pull, n in say(.working, in: &pull, n) },
    WorldPart(name: "review bot that counts what no thread shows", mayBeGreen: false) { pull, n in
      say(.announces(2), in: &pull, n)
    },
    WorldPart(name: "review bot that says what nobody knows", mayBeGreen: false) { pull, n in
      say(.unknown, in: &pull, n)
    },
    WorldPart(name: "bot that nobody knows and that lists findings", mayBeGreen: false) { pull, n in
      pull.botComments.append(
        comment(
          "u\(n)", by: "reviewer-\(n)[bot]", isBot: true, "### Issues found\n\n- the lock is never released",
          updatedAt: moment(30)))
    },
    WorldPart(name: "bot that nobody knows and that chats") { pull, n in
      pull.botComments.append(
        comment("u\(n)", by: "preview-\(n)[bot]", isBot: true, "## Preview\n\nReady.", updatedAt: moment(30)))
    },
    WorldPart(name: "thread of a bot", mayBeGreen: false) { pull, n in
      pull.threads.append(
        thread("t\(n)", comment("c\(n)", by: "cursor[bot]", isBot: true, "### Leak\n\n**Low Severity**")))
    },
    WorldPart(name: "outdated thread of a bot", mayBeGreen: false) { pull, n in
      pull.threads.append(
        thread("t\(n)", comment("c\(n)", by: "greptile-apps[bot]", isBot: true, "P1: leak"), isOutdated: true))
    },
  ]

  private static let people: [WorldPart] = [
    WorldPart(name: "resolved thread of a person") { pull, n in
      pull.threads.append(thread("t\(n)", comment("c\(n)", by: "ada", "why?", hasSay: true), isResolved: true))
    },
    WorldPart(name: "open thread of a person", mayBeGreen: false) { pull, n in
      pull.threads.append(thread("t\(n)", comment("c\(n)", by: "ada", "why?", hasSay: true)))
    },
    WorldPart(name: "changes requested", mayBeGreen: false) { pull, n in
      pull.reviews.append(review("v\(n)", by: "person-\(n)", .changesRequested))
    },
    WorldPart(name: "changes requested by somebody who may not write") { pull, n in
      pull.reviews.append(review("v\(n)", by: "person-\(n)", .changesRequested, canWrite: false))
    },
    WorldPart(name: "approval") { pull, n in pull.reviews.append(review("v\(n)", by: "person-\(n)", .approved)) },
  ]

  /// The accounts of the bots whose texts are told. What a bot writes as an author is not in question.
  private static let logins = [
    "Cursor Bugbot": "cursor[bot]", "CodeRabbit": "coderabbitai[bot]",
    "Copilot": "copilot-pull-request-reviewer[bot]", "Codex": "chatgpt-codex-connector[bot]",
    "Greptile": "greptile-apps[bot]", "Gemini": "gemini-code-assist[bot]", "SonarQube": "sonarqubecloud[bot]",
    "Claude": "claude[bot]", "Macroscope": "macroscopeapp[bot]", "cubic": "cubic-dev-ai[bot]",
    "Sourcery": "sourcery-ai[bot]", "Ellipsis": "ellipsis-dev[bot]", "Qodo": "qodo-merge-pro[bot]",
    "Augment": "augmentcode[bot]", "DeepSource": "deepsource-io[bot]", "Blocks": "blocksorg[bot]",
    "GitHub Advanced Security": "github-advanced-security[bot]",
  ]

  /// The bots' texts of each meaning, with the account that says it.
  private static let speeches: [BotSpeech.Meaning: [(login: String, text: String)]] = {
    let told = BotSpeech.all + logins.keys.sorted().filter { $0 != "SonarQube" }.flatMap(BotSpeech.ofAnyBot)
    return Dictionary(grouping: told, by: \.meaning).mapValues { speeches in
      speeches.compactMap { speech in logins[speech.bot].map { ($0, speech.text) } }
    }
  }()

  /// Lets a bot, any that has a text of that meaning, write it after the head was pushed.
  private static func say(_ meaning: BotSpeech.Meaning, in pull: inout Pull, _ number: Int) {
    let speeches = speeches[meaning] ?? []
    for place in 0..<speeches.count {
      let speech = speeches[(number + place) % speeches.count]
      guard !pull.botComments.contains(where: { $0.author.login == speech.login }) else { continue }
      pull.botComments.append(comment("s\(number)", by: speech.login, isBot: true, speech.text, updatedAt: moment(30)))
      return
    }
  }
}
