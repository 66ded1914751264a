/// Texts of two parts that disagree: never clean.
extension BotSpeech {
  /// A part that says that nothing was found, and one beside it that says otherwise; and what only looks so.
  static let contradictions: [BotSpeech] = [
    BotSpeech("SonarQube", .findings, "Quality Gate passed for 'a', failed for 'b'"),
    BotSpeech("SonarQube", .findings, "## Quality Gate passed\n\nProject a: passed\nProject b: failed"),
    BotSpeech("SonarQube", .findings, "## Quality Gate passed\n\n| a | passed |\n| b | failed |"),
    BotSpeech("SonarQube", .findings, "✅ a Quality Gate passed\n❌ b"),
    BotSpeech("SonarQube", .findings, "Quality Gate passed for a; analysis of b: error"),
    BotSpeech("SonarQube", .clean, "## Quality Gate passed for 'a'\n\n0 failed conditions\n2 New issues"),
    BotSpeech("CodeRabbit", .findings, "**Actionable comments posted: 0 (2 outside diff)**"),
    BotSpeech("CodeRabbit", .findings, "**Actionable comments posted: 0** (3 duplicates)"),
    BotSpeech("CodeRabbit", .unknown, "**Actionable comments posted: 0**, nitpicks: 4"),
    BotSpeech("CodeRabbit", .findings, "**Actionable comments posted: 0**\n\n2 comments were suppressed."),
    BotSpeech("CodeRabbit", .findings, "**Actionable comments posted: 0**\n\n| Outside diff | 2 |"),
    BotSpeech("CodeRabbit", .findings, "**Actionable comments posted: 0** (two low-confidence comments withheld)"),
    BotSpeech("CodeRabbit", .clean, "**Actionable comments posted: 0 (0 outside diff, 0 duplicates)**"),
    BotSpeech(
      "CodeRabbit", .clean,
      "**Actionable comments posted: 0**\n\n<details>\n<summary>🔇 Additional comments (3)</summary>\n</details>"),
    BotSpeech(
      "CodeRabbit", .findings,
      "No actionable comments were generated in the recent review. 🎉\n\n## Walkthrough\nx\n\n## 🚥 Pre-merge checks | ✅ 2 | ❌ 1"
    ),
    BotSpeech(
      "CodeRabbit", .clean,
      "No actionable comments were generated in the recent review. 🎉\n\n## Walkthrough\nx\n\n## 🚥 Pre-merge checks | ✅ 3 | ❌ 0"
    ),
    BotSpeech(
      "Gemini", .announces(1),
      "## Code Review\n\nThis adds a cache. I've added a few suggestions on naming. I have no further comments."),
    BotSpeech(
      "Gemini", .announces(1), "## Code Review\n\nPlease see my comments inline. I have no feedback to provide beyond."),
    BotSpeech(
      "Gemini", .announces(1),
      "## Code Review\n\nMy review comments are about locking.\n\nI have no further comments."),
    BotSpeech(
      "Gemini", .clean,
      "## Code Review\n\nThis pull request adds comments and suggestions to the search. I have no further comments."),
    BotSpeech(
      "Copilot", .findings,
      "## Pull request overview\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no comments.\n\n2 comments were suppressed."
    ),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 3 out of 3 changed files in this pull request and generated no new comments (1 hidden)."),
    BotSpeech(
      "Copilot", .unknown,
      "## Pull request overview\n\nCopilot reviewed 3 out of 5 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Files not reviewed (2)</summary>\n\n* **a.swift**: File too large\n* **b.lock**: Language not supported\n</details>"
    ),
    BotSpeech(
      "Copilot", .standsDown(.failed),
      "Copilot reviewed 3 out of 5 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Files not reviewed (2)</summary>\n\n* **a.swift**: An error occurred\n</details>"
    ),
    BotSpeech(
      "Copilot", .standsDown(.skipped),
      "Copilot reviewed 3 out of 400 changed files in this pull request and generated no comments.\n\nThe rest was not reviewed: too many files changed."
    ),
    BotSpeech(
      "Copilot", .standsDown(.failed),
      "Copilot reviewed 3 out of 5 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Files not reviewed (1)</summary>\n\n* **a.swift**: Review timed out\n</details>"
    ),
    BotSpeech(
      "Copilot", .clean,
      "Copilot reviewed 3 out of 5 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Files not reviewed (2)</summary>\n\n* **error.lock**: Language not supported\n* **b.swift**: Generated file\n</details>"
    ),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Greptile Summary</h3>\n\nAdds a cache.\n\nDo not merge this yet.\n\n<h3>Confidence Score: 5/5</h3>"),
    BotSpeech(
      "Greptile", .findings, "<h3>Greptile Summary</h3>\n<sub>3 files reviewed, no comments (2 outside diff)</sub>"),
    BotSpeech("Codex", .announces(2), "Codex Review: Didn't find any major issues. I left 2 comments inline."),
    BotSpeech("Codex", .announces(1), "Codex Review: Didn't find any major issues. I've posted some thoughts inline."),
    BotSpeech("Claude", .unknown, "No issues found.\n\nLint: error"),
    BotSpeech("Claude", .unknown, "LGTM ✅\n\n3 suppressed findings"),
    BotSpeech(
      "Qodo", .findings,
      "## PR Reviewer Guide 🔍\n<table>\n<tr><td>⚡&nbsp;<strong>No major issues detected</strong></td></tr>\n</table>\n\n❌ Ticket 12 not met"
    ),
    BotSpeech(
      "Cursor Bugbot", .announces(1),
      "✅ Bugbot reviewed your changes and found no bugs!\n\n1 issue from before is open."),
    BotSpeech(
      "Sourcery", .announces(1),
      "Hey - I've reviewed your changes and they look great!\n\nI've left some comments on naming."),
    BotSpeech("Ellipsis", .findings, "👍 Looks good to me! Reviewed abc1234; 2 comments filtered"),
    BotSpeech("cubic", .findings, "No issues found across 3 files (1 low-confidence issue hidden)"),
    BotSpeech("DeepSource", .unknown, "No issues found.\n\nPython: failed"),
    BotSpeech(
      "Qodo", .findings,
      "## PR Code Suggestions ✨\nNo code suggestions found for the PR.\n\nI've posted two remarks inline."),
    BotSpeech("cubic", .standsDown(.failed), "No issues found across 3 files\n\nThe security review failed."),
    BotSpeech("Greptile", .findings, "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 5/5</h3>\n\nSecurity: failed"),
    BotSpeech(
      "Gemini", .findings, "## Code Review\n\nI have no feedback to provide (three low-severity comments hidden)."),
    BotSpeech(
      "Gemini", .announces(1), "## Code Review\n\nI left a comment about the lock. There are no review comments."),
    BotSpeech(
      "Copilot", .announces(1),
      "## Pull request overview\n\nI've suggested some improvements.\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no comments."
    ),
    BotSpeech(
      "CodeRabbit", .findings,
      "## Walkthrough\nx\n\nNo actionable comments were generated in the recent review. 🎉\n\nChanges requested."),
    BotSpeech("Cursor Bugbot", .findings, "Bugbot reviewed your changes and found no new issues! (2 duplicates)"),
    BotSpeech("Ellipsis", .unknown, "👍 Looks good to me! Reviewed abc1234\n\nSkipped files (1):\na.swift: too large"),
    BotSpeech("Sourcery", .findings, "Hey - I've reviewed your changes and they look great! (2 suppressed)"),
    BotSpeech("Codex", .findings, "Codex Review: Didn't find any major issues (1 duplicate)."),
  ]
}
