extension BotSpeech {
  /// Shapes that bots took on in the course of 2026, reduced, and free prose around a claim that nothing was found.
  static let shapes: [BotSpeech] = codeRabbitSummaries + copilotVerdicts + newcomers + freeProse

  /// Its one comment: what was generated, the walkthrough, and what it thinks of the merge as a whole.
  private static let codeRabbitSummaries =
    [("⚪ Minimal", Meaning.clean), ("🔵 Low", .clean), ("🟡 Moderate", .findings), ("🟠 High", .findings)].map {
      BotSpeech(
        "CodeRabbit", $1,
        "No actionable comments were generated in the recent review. 🎉\n\n<details>\n<summary>📝 Summary</summary>\n\n## Summary by CodeRabbit\n\n* **Bug Fixes**\n  * Fixed 3 issues where the cache failed to load.\n\n## Walkthrough\n\nThe cache is new.\n\n</details>\n\n**Merge Risk:** _\($0)_ · up to `aec3b`\n\nPaging of large requests is the part to look at before this is merged."
      )
    } + [
      BotSpeech(
        "CodeRabbit", .announces(1),
        "**Actionable comments posted: 1**\n\n<details>\n<summary>🤖 Prompt for all review comments with AI agents</summary>\n\n```\nIn a.swift:3: close it\n```\n</details>"
      ),
      BotSpeech(
        "CodeRabbit", .findings,
        "**Actionable comments posted: 0**\n\n<details>\n<summary>🤖 Prompt for all review comments with AI agents</summary>\n\n```\nIn a.swift:3: close it\n```\n</details>"
      ),
      BotSpeech(
        "CodeRabbit", .findings,
        "**Actionable comments posted: 1**\n\n<details>\n<summary>🧹 Nitpick comments (1)</summary>\nx\n</details>\n<details>\n<summary>🤖 Prompt for all review comments with AI agents</summary>\n</details>"
      ),
      BotSpeech(
        "Greptile", .findings,
        "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 5/5</h3>\n<details><summary>Prompt To Fix All With AI</summary>\n\n```\nPath: a.swift\n```\n</details>"
      ),
      BotSpeech(
        "cubic", .announces(2),
        "**2 issues found** across 4 files\n\n<details>\n<summary>Prompt for AI agents (unresolved issues)</summary>\nx\n</details>"
      ),
    ]

  private static let copilotVerdicts = [
    BotSpeech(
      "Copilot", .clean,
      "### 🟢 Approval recommended\n\nThe change is narrow and keeps what was there.\n\n<details>\n<summary>Review details</summary>\n\n- **Files reviewed:** 2/2 changed files\n- **Comments generated:** 0 new\n- **Review effort level:** Lite\n</details>"
    ),
    BotSpeech(
      "Copilot", .announces(1),
      "### 🟢 Approval recommended\n\nNo functional issues beyond one of wording.\n\n<details>\n<summary>Review details</summary>\n\n- **Files reviewed:** 2/3 changed files\n- **Comments generated:** 1\n- **Review effort level:** Lite\n</details>"
    ),
    BotSpeech(
      "Copilot", .findings,
      "### 🟡 Changes recommended\n\nOne branch is not covered.\n\n<details>\n<summary>Review details</summary>\n\n- **Comments generated:** 0 new\n</details>"
    ),
    BotSpeech(
      "Copilot", .findings,
      "### 🟢 Approval recommended\n\n<details>\n<summary>Review details</summary>\n\n- **Comments generated:** 0 new\n</details>\n\n<details>\n<summary>Suppressed comments (2)</summary>\n\n**a.swift:43**\n\n- x\n</details>"
    ),
  ]

  private static let newcomers = [
    BotSpeech(
      "Devin", .clean,
      "## ✅ Devin Review: No Issues Found\n\nDevin Review analyzed this PR and found no potential bugs to report.\n\nView in [Devin Review](https://app.devin.ai/review/acme/shop/pull/1) to see 2 additional flags."
    ),
    BotSpeech("Devin", .clean, "**Devin Review** found 0 new potential issues."),
    BotSpeech(
      "Devin", .announces(1),
      "**Devin Review** found 1 new potential issue.\n\nView 6 additional findings in Devin Review."),
    BotSpeech("Devin", .working, "Starting Devin Review."),
    BotSpeech(
      "Devin", .overview,
      "### 🤖 Devin AI Engineer\n\nI'll be helping with this pull request! Here's what you should know:\n\n✅ I will automatically:\n- Look at CI failures and help fix them"
    ),
    BotSpeech(
      "Augment", .clean,
      "Review completed. No suggestions at this time.\n\n<h2></h2>\n\nComment `augment review` to trigger a new review at any time."
    ),
    BotSpeech("Augment", .announces(2), "Review completed with 2 suggestions.\n\nFix All in Augment"),
    BotSpeech("cubic", .clean, "**All reported issues were addressed** across 3 files (changes from recent commits)."),
    BotSpeech(
      "Qodo", .clean,
      "<h3>Code Review by Qodo</h3>\n\n<code>🐞 Bugs (0)</code> <code>📘 Rule violations (0)</code>\n\nGreat, no issues found!\n\nQodo reviewed your code and found no material issues that require review"
    ),
    BotSpeech("Qodo", .overview, "<h3>PR Summary by Qodo</h3>\n\nAdd a cache\n\n<code>✨ Enhancement</code>"),
    BotSpeech(
      "Qodo", .findings,
      "## PR Reviewer Guide 🔍\n\n**[7](https://github.com/acme/shop/issues/7) - Partially compliant**\n\n- the cache has no limit\n\n<table>\n<tr><td>⚡&nbsp;<strong>No major issues detected</strong></td></tr>\n</table>"
    ),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 5/5</h3>\n\nSafe to merge.\n\n- Two P2 remarks of style: `x` is misnamed"
    ),
    BotSpeech(
      "Greptile", .clean,
      "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 5/5</h3>\n\nSafe to merge — no P0 or P1 issues found. The prior P1 was fixed."
    ),
    BotSpeech("Cursor Bugbot", .clean, "Cursor Bugbot found no new issues in this pull request."),
    BotSpeech("CodeRabbit", .findings, "> [!CAUTION]\n> Inline review comments failed to post."),
    BotSpeech("Qodo", .working, "Qodo agents are working on the review."),
    BotSpeech(
      "DeepSource", .overview,
      "Here's the code health analysis summary for commits `0123456..89abcde`.\n\n| Analyzer | Status | Summary |\n|---|---|---|\n| Swift | ✅ Success | |"
    ),
    BotSpeech(
      "Gemini", .standsDown(.skipped), "This service has been discontinued and will no longer review anything."),
    BotSpeech("Claude", .standsDown(.failed), "API Error: 529 overloaded_error"),
  ]

  private static let freeProse = [
    BotSpeech("Claude", .clean, "No issues found. The change is small and well tested."),
    BotSpeech("Claude", .clean, "LGTM, ready to merge."),
    BotSpeech("Claude", .clean, "I have no concerns."), BotSpeech("Claude", .clean, "Nothing to report."),
    BotSpeech("Claude", .clean, "Everything looks good. No changes needed."),
    BotSpeech("Claude", .clean, "**Critical issues:** 0\n**Warnings:** 0\n**Suggestions:** 0\n\nNo issues found."),
    BotSpeech("Claude", .clean, "**Bugs:** None\n**Security:** No concerns\n\nLGTM"),
    BotSpeech("Claude", .clean, "### Issues (none)\n\nLGTM"),
    BotSpeech("Claude", .clean, "### Summary\n* Adds a cache\n* Renames `x`\n\n### Verdict\n**LGTM**"),
    BotSpeech("Claude", .clean, "**Risk level:** Low\n\nNo issues found."),
    BotSpeech("Claude", .unknown, "**Risk level:** High\n\nNo issues found."),
    BotSpeech("Claude", .unknown, "Risk: medium\n\nLGTM"),
    BotSpeech("Claude", .findings, "#### Nits (non-blocking)\n- Rename `x`\n\nLGTM"),
    BotSpeech("Claude", .findings, "### Suggestions (optional)\n* A set is faster\n\nLGTM"),
    BotSpeech("Claude", .findings, "### Things to consider\n* A set is faster\n\nLGTM"),
    BotSpeech("Claude", .unknown, "### Feedback\n* A set is faster\n\nLGTM"),
    BotSpeech("Claude", .unknown, "### Security\n* The token is printed in full\n\n**LGTM**"),
    BotSpeech("Claude", .unknown, "### Tests\n• There is none for the empty list\n\nLGTM"),
    BotSpeech("Claude", .unknown, "`start()` is called twice when the host answers late.\n\nLGTM."),
    BotSpeech("Claude", .unknown, "The retry goes on for ever when the host is gone. Approved, ready to merge."),
    BotSpeech("Claude", .unknown, "No issues found. Found one thing in `a.swift`."),
  ]
}
