/// More of both, as seen in public threads.
extension BotSpeech {
  /// What stands beside claims and findings without changing what they say, and what does.
  static let surroundings: [BotSpeech] = [
    BotSpeech(
      "Sourcery", .findings,
      "Hey @ada - I\'ve reviewed your changes - here\'s some feedback:\n\n- x\n\n<details>\n<summary>Here\'s what I looked at during the review</summary>\n\n- 🟡 **General issues**: 2 issues found\n- 🟢 **Security**: all looks good\n</details>"
    ),
    BotSpeech(
      "Sourcery", .clean,
      "Hey @ada - I\'ve reviewed your changes and they look great!\n\n***\n> Sourcery is free for open source - if you like our reviews please consider sharing them ✨"
    ),
    BotSpeech(
      "Gemini", .clean,
      "## Code Review\n\nThis pull request fixes a race condition that could crash the service. The fix is correct. I have no feedback to provide as there are no review comments."
    ),
    BotSpeech("Macroscope", .clean, "✅ No issues found"),
    BotSpeech("Macroscope", .clean, "No issues evaluated. \n\nNo issues found."),
    BotSpeech(
      "Cursor Bugbot", .clean,
      "✅ Bugbot reviewed your changes and found no bugs!\n\n<sup>Want reviews to match your repository better? Bugbot Learning can learn team-specific rules from PR activity. A team admin can enable Learning in the Cursor dashboard.</sup>"
    ),
    BotSpeech(
      "Cursor Bugbot", .clean,
      "Bugbot reviewed your changes and found no new issues!\n\n---\nYou have used 3 of 5 reviews this month"),
    BotSpeech(
      "Copilot", .clean,
      "Copilot reviewed 3 out of 3 changed files in this pull request and generated no new comments.\n\n---\n\n**Tip:** Customize your code reviews with copilot-instructions.md. <a href=\"x\">Create the file</a> or <a href=\"y\">learn how to get started</a>."
    ),
    BotSpeech(
      "Copilot", .announces(2),
      "## Pull request overview\n\nFix.\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated 2 comments.\n\n---\n\n<sub>💡 Learn more</sub>"
    ),
    BotSpeech(
      "CodeRabbit", .clean,
      "**Actionable comments posted: 0**\n\n<details>\n<summary>🤖 Prompt for AI Agents</summary>\n\n```\nx\n```\n</details>"
    ),
    BotSpeech(
      "CodeRabbit", .announces(1),
      "**Actionable comments posted: 1**\n\n<details>\n<summary>🤖 Fix all issues with AI agents</summary>"),
    BotSpeech("CodeRabbit", .clean, "**Actionable comments posted: 0**\n\n> [!TIP]\n> Consider enabling x"),
    BotSpeech(
      "Greptile", .clean,
      "<!-- greptile_comment -->\n\n<h2>Greptile Overview</h2>\n\n<h3>Greptile Summary</h3>\n\nUpdates the version. Potential issue: none.\n\n<h3>Confidence Score: 5/5</h3>\n\n- This PR is safe to merge with minimal risk\n- x\n\n<details><summary><h3>Sequence Diagram</h3></summary>"
    ),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Confidence Score: 3/5</h3>\n\n- The change should not be merged until x\n- **Issues found**: lock"),
    BotSpeech(
      "Greptile", .findings,
      "## Greptile Overview\nGreptile Summary\n\n**Issues:**\n- lock\n\n**Confidence score: 5/5**"),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. :tada:"),
    BotSpeech("Claude", .clean, "## Code Review\n\nNo issues found. Checked for bugs and CLAUDE.md compliance."),
    BotSpeech(
      "Claude", .clean,
      "**Claude finished @ada\'s task in 2m 3s** —— [View job](https://github.com/acme/shop/actions/runs/1) • [`claude/issue-1`](https://github.com/acme/shop/tree/claude/issue-1)\n\n---\n### Code Review Complete ✅\n\n- [x] Gather context\n- [x] Read the diff\n- [x] Check for bugs\n- [x] Post review\n\n**LGTM!** 🎉"
    ),
    BotSpeech(
      "Claude", .working,
      "Claude Code is working… <img src=\"https://github.com/user-attachments/assets/x\" width=\"14px\" height=\"14px\" style=\"vertical-align: middle; margin-left: 4px;\" />\n\n### Reviewing PR\n\n- [x] Gather context\n- [ ] Read the diff\n\nNo issues found"
    ),
    BotSpeech("Claude", .findings, "### Code review\n\nFound 1 issue:\n\n1. x"),
    BotSpeech("Claude", .findings, "### Code Review\n\n**Issues:**\n- `a.swift:3` lock"),
    BotSpeech("Claude", .findings, "## Review\n\n### 🐛 Bugs\n\n1. lock"),
    BotSpeech("Claude", .findings, "## Review\n\n### Must-fix\n\n1. lock"),
    BotSpeech(
      "Claude", .unknown,
      "## Review\n\n1. **Lock order** - the lock is taken twice.\n2. **Naming** - x.\n\nOverall: LGTM"),
    BotSpeech("Claude", .findings, "### Nits\nnone worth mentioning\n\nLGTM with nits"),
    BotSpeech(
      "Qodo", .overview, "<h3>Review Summary by Qodo</h3>\n\nFix issues and bugs\n\n<b>Description</b>\n• Mends x"),
    BotSpeech(
      "Qodo", .findings,
      "<h3>Code Review by Qodo</h3>\n\n<code>🐞 Bugs (1)</code> <code>📘 Rule violations (0)</code>\n\n<details><summary> Action required</summary>\n\n1. Lock leaks <code>🐞 Bug</code>"
    ),
    BotSpeech("DeepSource", .clean, "DeepSource reviewed changes. No issues found."),
    BotSpeech(
      "cubic", .announces(2),
      "2 issues found across 3 files\n\n<details>\n<summary>Prompt for AI agents (all 2 issues)</summary>"),
    BotSpeech(
      "cubic", .clean,
      "<!-- cubic:v=1 -->\n**No issues found** across 3 files\n\nConfidence score: 5/5\n\n- Automated review surfaced no issues in the provided summaries.\n- No files require special attention."
    ),
  ]
}
