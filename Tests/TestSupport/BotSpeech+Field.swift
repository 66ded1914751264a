extension BotSpeech {
  /// Shapes of real texts of late 2026, made up anew.
  static let field: [BotSpeech] = copilotOverviews + codeRabbitSummaries + endings

  private static func overview(_ heading: String, _ reason: String, _ rest: String...) -> String {
    (["<!-- ccr-overview-v2 -->", "## Copilot review overview", "### " + heading, reason] + rest).joined(
      separator: "\n\n")
  }

  private static let resolved =
    "<details>\n<summary><strong>1 resolved since last review</strong></summary>\n\n- <img alt=\"High severity\"> [Close it](#discussion_r7)\n</details>"

  private static func changes(_ rows: String) -> String {
    "<details>\n<summary><strong>What changed in this PR</strong></summary>\n\nReports errors that were lost.\n\n| File | Summary |\n|---|---|\n\(rows)\n</details>"
  }

  private static let copilotOverviews = [
    BotSpeech(
      "Copilot", .clean,
      overview(
        "🟢 Approval recommended", "No unresolved correctness issues were identified.",
        "**Review effort:** Lite  \n**Findings:** None", resolved, changes("| a.swift | Retries what failed. |"))),
    BotSpeech("Copilot", .clean, overview("🟢 Approved", "Looks right.", "**0 open findings**", resolved)),
    BotSpeech(
      "Copilot", .clean,
      overview(
        "🟢 Approval recommended", "No unresolved issues were identified, and all assessments support approval.",
        "**Findings:** None")),
    BotSpeech(
      "Copilot", .unknown,
      overview("🟢 Approved", "The lock should be released before it is merged.", "**0 open findings**")),
    BotSpeech(
      "Copilot", .announces(2),
      overview(
        "🟡 Changes recommended", "Two issues remain.",
        "<details open>\n<summary><strong>2 open findings</strong></summary>\n\n- [Close it](#discussion_r8) · New\n- [Bound it](#discussion_r9) · New\n</details>",
        resolved)),
    BotSpeech(
      "Copilot", .announces(1),
      overview(
        "🔵 Needs a closer look", "The retry has no end.", "**Findings:** 1 <img alt=\"Low severity\">",
        "<details open>\n<summary><strong>Open (1)</strong></summary>\n\n- [Bound it](#discussion_r9)\n</details>")),
    BotSpeech("Copilot", .findings, overview("🟡 Changes recommended", "The retry has no end.", resolved)),
    BotSpeech(
      "Copilot", .findings,
      overview(
        "🔵 Needs a closer look", "A transient state uses the budget up.", "**Findings:** None",
        "<details>\n<summary><strong>Previously missed (1)</strong></summary>\n\n`a.swift:12`\n\nIt is counted twice.\n</details>"
      )),
    BotSpeech(
      "Copilot", .undecided,
      overview("🔵 Needs a closer look", "Changes of the sign-in warrant a last look.", "**Findings:** None", resolved)),
    BotSpeech(
      "Copilot", .findings,
      overview(
        "🟢 Approved", "Looks right.", "**0 open findings**",
        changes("| a.swift | Logs requests. **Critical (1 vote):** the address may hold a key. |"))),
    BotSpeech(
      "Copilot", .findings,
      overview(
        "🟢 Approved", "Looks right.", "**0 open findings**",
        changes("| a.swift | Logs requests. | **Nit (2):** starts it directly. |"))),
    BotSpeech(
      "Copilot", .findings,
      "### 🟢 Approval recommended\n\nReady.\n\n<details>\n<summary>Pull request overview</summary>\n\nMoves it.\n\nOutstanding findings:\n- **Moderate (2 votes):** the manifest differs.\n</details>"
    ),
    BotSpeech("Copilot", .findings, "### 🟡 Not ready to approve\n\nThe cancel call can lower the state of a run."),
    BotSpeech(
      "Copilot", .standsDown(.outOfQuota),
      "Copilot was unable to review this pull request because the user who requested the review has reached their quota limit."
    ),
    BotSpeech("Copilot", .working, "Copilot is still reviewing this pull request. Findings will appear here."),
  ]

  private static func summary(_ risk: String, _ note: String, _ rest: String = "") -> String {
    "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n<details>\n<summary>📝 Walkthrough</summary>\n\n## Walkthrough\n\nReports errors that were lost.\n\n</details>\n\n**Merge Risk:** _\(risk)_ · up to `abcde`\n\n\(note)\n\n\(rest)"
  }

  private static func checks(_ heading: String, _ row: String) -> String {
    "<details>\n<summary>🚥 Pre-merge checks | ✅ 4 | ❌ 1</summary>\n\n### ❌ Failed checks (\(heading))\n\n| Check name | Status | Explanation | Resolution |\n| :---: | :--- | :--- | :--- |\n\(row)\n\n</details>"
  }

  private static let docstrings =
    "| Docstring Coverage | ⚠️ Warning | Docstring coverage is 16.43% which is insufficient. | Write docstrings. |"

  private static let codeRabbitSummaries = [
    BotSpeech(
      "CodeRabbit", .clean,
      summary("⚪ Minimal", "No actionable merge-blocking risk was identified.", checks("1 warning", docstrings))),
    BotSpeech(
      "CodeRabbit", .clean,
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\nNo actionable comments were generated in the recent review. 🎉\n\n## Walkthrough\n\nx\n\n"
        + checks("1 warning, 1 inconclusive", docstrings)),
    BotSpeech(
      "CodeRabbit", .overview, summary("🔵 Low", "Slow uploads get a misleading answer. Correct that before merging.")),
    BotSpeech("CodeRabbit", .findings, summary("🟠 High", "Uploads may be lost.")),
    BotSpeech(
      "CodeRabbit", .findings,
      summary("⚪ Minimal", "Fine.", checks("1 error", "| Secrets | ❌ Error | A key is committed. | Remove it. |"))),
    BotSpeech(
      "CodeRabbit", .standsDown(.rateLimited),
      "<!-- This is an auto-generated reply by CodeRabbit -->\n<details>\n<summary>✅ Action performed</summary>\n\nFull review finished.\n\n---\n\nYou're currently rate limited under our Fair Usage Limits Policy. Your next review will be available in 22 minutes.\n\n</details>"
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped),
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n## Walkthrough\n\nx\n\n> [!NOTE]\n> <details>\n> <summary>🎁 Summarized by CodeRabbit Free</summary>\n>\n> Your organization is on the Free plan.\n> </details>"
    ),
  ]

  private static let endings = [
    BotSpeech(
      "Cursor Bugbot", .clean,
      "✅ Bugbot reviewed your changes using high effort and found no new issues!\n\n_Comment `bugbot run` to trigger another review on this PR_"
    ),
    BotSpeech("Cursor Bugbot", .clean, "Cursor Bugbot has reviewed your changes and found 0 potential issues."),
    BotSpeech(
      "Cursor Bugbot", .clean,
      "### ✅ Bugbot reviewed your changes and found no bugs!\n\n---\n\n**Bugbot free trial expires on 1 July**\n\n_Was this report helpful? Give feedback by reacting._"
    ),
    BotSpeech(
      "Cursor Bugbot", .standsDown(.outOfQuota),
      "<h3>Bugbot couldn't run - usage limit reached</h3>\n\nThis run hit a usage or spend limit."),
    BotSpeech(
      "Codex", .standsDown(.skipped), "This workspace is deactivated. Select an active workspace and try again."),
    BotSpeech(
      "Gemini", .standsDown(.skipped), "> [!IMPORTANT]\n> The consumer version of it on GitHub has been sunset."),
    BotSpeech(
      "Sourcery", .standsDown(.outOfQuota),
      "Sorry @ada, this account has used its review budget of 1,500,000 diff characters for the last 7 days."),
    BotSpeech(
      "Macroscope", .clean,
      "#### Approvability\n\n**Verdict:** Approved\n\nThis is a bug fix that prevents threads from being lost.\n\n<sup>You can customize it.</sup>"
    ),
    BotSpeech(
      "Macroscope", .undecided,
      "#### Approvability\n\n**Verdict:** Needs human review\n\nThis PR introduces a new table, and unresolved comments point at it."
    ),
    BotSpeech(
      "Qodo", .clean,
      "<h3>Code Review by Qodo</h3>\n\n<code>🐞 Bugs (0)</code> <code>📘 Rule violations (0)</code>\n\nGreat, no issues found!\n\n**ⓘ You are approaching your monthly quota for Qodo.** [Upgrade your plan](https://x.example)"
    ),
    BotSpeech("Greptile", .findings, "Greptile confidence 3/5 is below the required 4/5."),
    BotSpeech("Greptile", .clean, "Greptile has reviewed the Pull Request.\n\n5 files reviewed, 0 comments added."),
    BotSpeech(
      "Greptile", .undecided,
      "<h3>Greptile Summary</h3>\n\nAdds a form.\n\n<h3>Confidence Score: 5/5</h3>\n\n<h3>Security Review</h3>\n\nThe name is shown as HTML."
    ),
  ]
}
