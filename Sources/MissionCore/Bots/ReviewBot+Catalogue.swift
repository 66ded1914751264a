extension ReviewBot {
  /// When the table was last compared with what the bots write.
  package static let catalogueDate = "2026-08"

  /// The table. Marks are in lower case.
  package static let catalogue: [ReviewBot] = [
    ReviewBot(
      // Its check says success without findings, neutral with some, and never failure. From 9 to 635 seconds, n = 40.
      name: "Cursor Bugbot", logins: ["cursor"], apps: ["cursor"], checkName: "Cursor Bugbot",
      neutralMeansFindings: true, looksAtEveryPush: true,
      cleanMarks: [
        .words("bugbot reviewed your changes and found no issues"),
        .words("bugbot reviewed your changes and found no new issues"),
        .words("bugbot reviewed your changes and found no bugs"),
      ],
      severityMarks: words("**", " severity**", ["critical", "high", "medium", "low"]),
      identityMarks: ["BUGBOT_BUG_ID:"]),
    ReviewBot(
      // Reports a commit status. Nitpicks and remarks outside the diff stand in the review's body only.
      name: "CodeRabbit", logins: ["coderabbitai"], checkName: "CodeRabbit", looksAtEveryPush: true,
      speaksOutsideThreads: true,
      findingMarks: [.count("outside diff range comments ("), .count("nitpick comments (")],
      cleanMarks: [.words("actionable comments posted: 0"), .words("no actionable comments were generated")],
      standDownMarks: [.words("rate limited by coderabbit.ai"), .words("skip review by coderabbit.ai")],
      takenBackMarks: [.words("✅ addressed in commit")],
      severityMarks: [
        SeverityMark(words: "🔴 critical", severity: .critical), SeverityMark(words: "🟠 major", severity: .high),
        SeverityMark(words: "🟡 minor", severity: .medium), SeverityMark(words: "🔵 trivial", severity: .low),
        SeverityMark(words: "⚠️ potential issue", severity: .high),
        SeverityMark(words: "🛠️ refactor suggestion", severity: .medium),
        SeverityMark(words: "🧹 nitpick", severity: .low),
      ],
      identityMarks: ["cr-comment:v1:"]),
    ReviewBot(
      name: "Copilot", logins: ["copilot-pull-request-reviewer", "copilot"],
      cleanMarks: [
        .words("🟢 approval recommended"), .words("generated no comments"), .words("generated no new comments"),
      ]
    ),
    ReviewBot(
      name: "Codex", logins: ["chatgpt-codex-connector"], accountID: 199_175_422,
      cleanMarks: [.words("didn't find any major issues"), .words("no major issues")],
      standDownMarks: [.words("usage limits for code reviews"), .words("codex usage limits")],
      cleanReactions: ["thumbs_up"], workingReactions: ["eyes"], severityMarks: badges),
    ReviewBot(
      name: "Greptile", logins: ["greptile-apps"], apps: ["greptile-apps"], checkName: "Greptile Review",
      severityMarks: badges),
    ReviewBot(
      name: "Gemini", logins: ["gemini-code-assist"],
      standDownMarks: [.words("daily quota limit")],
      severityMarks: words("![", "]", ["critical", "high", "medium", "low"])),
    ReviewBot(
      name: "SonarQube", logins: ["sonarqubecloud", "sonarcloud"], apps: ["sonarqubecloud", "sonarcloud"],
      checkName: "SonarCloud Code Analysis", looksAtEveryPush: true, speaksOutsideThreads: true,
      findingMarks: [.words("quality gate failed")], cleanMarks: [.words("quality gate passed")]),
    ReviewBot(
      name: "Claude", logins: ["claude"], speaksOutsideThreads: true,
      cleanMarks: [.words("no issues found")], standDownMarks: [.words("claude code review skipped")]),
    ReviewBot(name: "Macroscope", logins: ["macroscopeapp"], severityMarks: badges),
    ReviewBot(
      name: "cubic", logins: ["cubic-dev-ai"], cleanMarks: [.words("no issues found")],
      severityMarks: badges + words("", ":", ["p0", "p1", "p2", "p3"])),
    ReviewBot(name: "Sourcery", logins: ["sourcery-ai"]),
    ReviewBot(name: "Ellipsis", logins: ["ellipsis-dev"], cleanMarks: [.words("looks good to me")]),
    ReviewBot(
      name: "Qodo",
      logins: [
        "qodo-merge-pro", "qodo-code-review", "qodo-merge", "codiumai-pr-agent-pro",
        "qodo-free-for-open-source-projects",
      ]
    ),
    ReviewBot(
      name: "DeepSource", logins: ["deepsource-io"],
      severityMarks: words("severity_indicator_", ".svg", ["critical", "high", "medium", "low"])),
    ReviewBot(
      name: "Blocks", logins: ["blocksorg"],
      severityMarks: words("", "", ["severity 1", "severity 2", "severity 3", "severity 4"])),
    // Its alerts stand in threads; the check of its tool ("CodeQL" and others) is red by itself.
    ReviewBot(name: "GitHub Advanced Security", logins: ["github-advanced-security"]),

    // Coverage, scans and previews: a comment edited in place, and a check or status that is red by itself.
    ReviewBot(name: "Codecov", logins: ["codecov"], role: .reports),
    // The first of them is an account like a person's.
    ReviewBot(name: "Snyk", logins: ["snyk-bot", "snyk-io"], role: .reports),
    ReviewBot(name: "Vercel", logins: ["vercel"], role: .reports),
    ReviewBot(name: "Netlify", logins: ["netlify"], role: .reports),

    ReviewBot(name: "Dependabot", logins: ["dependabot", "dependabot-preview"], role: .writes),
    ReviewBot(name: "Renovate", logins: ["renovate"], role: .writes),
    ReviewBot(name: "Copilot coding agent", logins: ["copilot-swe-agent"], role: .writes),
    ReviewBot(name: "OpenHands", logins: ["openhands-ai"], role: .writes),
    ReviewBot(name: "Devin", logins: ["devin-ai-integration"], role: .writes),
  ]

  /// Priority badges as several bots draw them.
  private static let badges: [SeverityMark] =
    words("badge/", "", ["p0", "p1", "p2", "p3"]) + words("alt=\"", "\"", ["p0", "p1", "p2", "p3"])
    + words("badges/", ".svg", ["p0", "p1", "p2", "p3"]) + words("![", " badge]", ["p0", "p1", "p2", "p3"])

  /// One mark for each severity, worst first, written between the same words.
  private static func words(_ before: String, _ after: String, _ names: [String]) -> [SeverityMark] {
    zip(names, Severity.allCases).map { name, severity in
      SeverityMark(words: before + name + after, severity: severity)
    }
  }
}
