/// What bots write outside threads, reduced, and what it must be read as. One entry for each shape that is known.
package struct BotSpeech: Sendable {
  /// What a text must be read as; spelled here, so that tests at every level share the table.
  package enum Meaning: Hashable, Sendable {
    /// Why a bot did not look.
    package enum StandDown: String, Sendable {
      case rateLimited
      case outOfQuota
      case paused
      case skipped
      case failed
    }

    /// It lists findings.
    case findings
    /// So many findings stand in threads.
    case announces(Int)
    /// Nothing was found.
    case clean
    /// The bot did not look.
    case standsDown(StandDown)
    /// It looked, and leaves the judgement to a person.
    case undecided
    /// It has not looked yet.
    case working
    /// A known shape that says neither.
    case overview
    /// No known shape, or one that takes back what it says.
    case unknown
  }

  /// The bot's name in the catalogue.
  package var bot: String
  /// What it must be read as.
  package var meaning: Meaning
  /// What it writes.
  package var text: String

  init(_ bot: String, _ meaning: Meaning, _ text: String) {
    self.bot = bot
    self.meaning = meaning
    self.text = text
  }

  /// Every entry of a bot of its own.
  package static let all: [BotSpeech] =
    bugbot + codeRabbit + copilot + codex + greptile + gemini + claude + qodo + others + kin + claims + qualified
    + templates + surroundings + contradictions + shapes + field

  private static let bugbot = [
    BotSpeech("Cursor Bugbot", .clean, "<!-- BUGBOT_REVIEW -->\nBugbot reviewed your changes and found no new issues!"),
    BotSpeech("Cursor Bugbot", .clean, "✅ Bugbot reviewed your changes and found **no bugs**!"),
    BotSpeech(
      "Cursor Bugbot", .announces(2),
      "Cursor Bugbot has reviewed your changes and found 2 potential issues.\n\n<sup>…</sup>"
    ),
    BotSpeech("Cursor Bugbot", .findings, "### Off by one\n\n**High Severity**\n\n<!-- BUGBOT_BUG_ID: 1-2 -->"),
    BotSpeech("Cursor Bugbot", .standsDown(.skipped), "Skipping Bugbot: Bugbot is disabled for this repository."),
    BotSpeech("Cursor Bugbot", .standsDown(.skipped), "Bugbot skipped: the diff is too large."),
    BotSpeech("Cursor Bugbot", .unknown, "### Bugbot free trial expires on 1 May\nLearn more in the dashboard."),
    BotSpeech(
      "Cursor Bugbot", .standsDown(.outOfQuota), "You have run out of free Bugbot PR reviews for this billing cycle."),
    BotSpeech("Cursor Bugbot", .standsDown(.failed), "Bugbot couldn't run. Something went wrong. Try again."),
    BotSpeech("Cursor Bugbot", .unknown, "You have used Bugbot a lot lately"),
  ]

  private static let codeRabbit = [
    BotSpeech("CodeRabbit", .clean, "**Actionable comments posted: 0**"),
    BotSpeech(
      "CodeRabbit", .announces(3),
      "**Actionable comments posted: 3**\n\n<details>\n<summary>📜 Review details</summary>\n</details>"),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n> [!CAUTION]\n> Some comments are outside the diff and can’t be posted inline due to platform limitations.\n> \n> <details>\n> <summary>⚠️ Outside diff range comments (2)</summary>"
    ),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n<details>\n<summary>♻️ Duplicate comments (1)</summary><blockquote>\n\n`12-14`: still open\n</blockquote></details>"
    ),
    BotSpeech("CodeRabbit", .findings, "🧹 Nitpick comments (10)"),
    BotSpeech(
      "CodeRabbit", .clean,
      "**Actionable comments posted: 0**\n<details><summary>🧹 Nitpick comments (0)</summary></details>"),
    BotSpeech(
      "CodeRabbit", .overview,
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n## Walkthrough\nAdds a check that fails when the rate limit is exceeded.\n## Changes\n|File|Summary|\n|---|---|\n|a.swift|Reports the error|"
    ),
    BotSpeech(
      "CodeRabbit", .clean,
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\nNo actionable comments were generated in the recent review. 🎉\n## Walkthrough\nMends bugs."
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.rateLimited),
      "<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->\n> [!WARNING]\n> ## Rate limit exceeded\n> @ada has exceeded the limit for the number of commits that can be reviewed per hour."
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped),
      "<!-- This is an auto-generated comment: skip review by coderabbit.ai -->\n> [!IMPORTANT]\n> ## Review skipped\n> Draft detected."
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.paused),
      "> [!NOTE]\n> ## Reviews paused\n> It looks like this branch is under active development.\n## Walkthrough\nx"),
    BotSpeech(
      "CodeRabbit", .standsDown(.failed),
      "<!-- This is an auto-generated comment: failure by coderabbit.ai -->\n> [!CAUTION]\n> ## Review failed\n> The head commit changed during the review."
    ),
    BotSpeech(
      "CodeRabbit", .working,
      "> [!NOTE]\n> Currently processing new changes in this PR. This may take a few minutes, please wait...\n## Walkthrough"
    ),
    BotSpeech(
      "CodeRabbit", .overview, "<details>\n<summary>✅ Actions performed</summary>\n\nFull review triggered.\n</details>"
    ),
  ]

  private static let copilot = [
    BotSpeech(
      "Copilot", .clean,
      "## Pull request overview\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no comments."
    ),
    BotSpeech("Copilot", .clean, "🟢 Approval recommended"),
    BotSpeech(
      "Copilot", .announces(2),
      "## Pull request overview\n**Bug fixes:**\n* x\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated 2 comments."
    ),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 9 out of 9 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Comments suppressed due to low confidence (28)</summary>\n\n**a.swift:3**\n* This may trap\n</details>"
    ),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 9 out of 9 changed files in this pull request and generated no new comments.\n<details><summary>Suppressed comments (1)</summary>x</details>"
    ),
    BotSpeech(
      "Copilot", .clean,
      "Copilot reviewed 9 out of 9 changed files in this pull request and generated no comments.\n<details>\n<summary>Comments suppressed due to low confidence (0)</summary>\n</details>"
    ),
    BotSpeech(
      "Copilot", .findings, "Copilot generated no new comments. Comments previously missed: the retry loop has no end."),
    BotSpeech("Copilot", .findings, "🟡 Needs a closer look\n\nThe migration drops a column."),
    BotSpeech(
      "Copilot", .standsDown(.failed),
      "Copilot encountered an error and was unable to review this pull request. You can try again by re-requesting a review."
    ),
    BotSpeech("Copilot", .standsDown(.skipped), "Copilot wasn't able to review any files in this pull request."),
  ]

  private static let codex = [
    BotSpeech(
      "Codex", .clean,
      "Codex Review: Didn’t find any major issues. Bravo.\n\n<details> <summary>ℹ️ About Codex in GitHub</summary>\nx\n</details>"
    ),
    BotSpeech(
      "Codex", .findings,
      "### 💡 Codex Review\n\nhttps://github.com/acme/shop/blob/a1/b.swift#L3\n**![P1 Badge](https://img.shields.io/badge/P1-orange) Close the file**\n"
    ),
    BotSpeech(
      "Codex", .overview,
      "### 💡 Codex Review\n\nHere are some automated review suggestions for this pull request.\n\n**Reviewed commit:** `abcdef0123`"
    ),
    BotSpeech("Codex", .standsDown(.outOfQuota), "You have reached your Codex usage limits for code reviews."),
    BotSpeech("Codex", .standsDown(.skipped), "To use Codex here, create an environment for this repo."),
  ]

  private static let greptile = [
    BotSpeech(
      "Greptile", .findings,
      "<h2>Greptile Summary</h2>\nAdds a cache.\n<h3>Confidence Score: 3/5</h3>\n- The lock is never released."),
    BotSpeech(
      "Greptile", .clean, "<h2>Greptile Summary</h2>\n<h3>Confidence Score: 5/5</h3>\n- This PR is safe to merge."),
    BotSpeech(
      "Greptile", .findings,
      "<h2>Greptile Summary</h2>\n<h3>Confidence Score: 5/5</h3>\n<h3>Comments Outside Diff (1)</h3>\n1. `a.swift`, line 3"
    ),
    BotSpeech("Greptile", .overview, "<h2>Greptile Overview</h2>\nAdds a cache."),
    BotSpeech(
      "Greptile", .findings, "<h2>Greptile Summary</h2>\n<img alt=\"P1\" src=\"badges/p1.svg\"> The lock leaks"),
  ]

  private static let gemini = [
    BotSpeech("Gemini", .overview, "## Code Review\n\nThis pull request adds a cache."),
    BotSpeech("Gemini", .overview, "## Summary of Changes\n\nHello @ada! Highlights:\n* **Issue tracker**: added"),
    BotSpeech("Gemini", .clean, "## Code Review\n\nThe changes are sound. I have no further comments."),
    BotSpeech(
      "Gemini", .standsDown(.outOfQuota),
      "> [!WARNING]\n> You have reached your daily quota limit. Please wait up to 24 hours."),
    BotSpeech(
      "Gemini", .standsDown(.skipped),
      "> [!NOTE]\n> Gemini is unable to generate a review for this pull request due to the file types involved."),
    BotSpeech(
      "Gemini", .working,
      "Hello @ada, I'm Gemini Code Assist! I'm currently reviewing this pull request and will post my feedback shortly."
    ),
    BotSpeech(
      "Gemini", .findings,
      "## Code Review\n![critical](https://www.gstatic.com/codereviewagent/critical.svg) The key is logged."),
  ]

  private static let claude = [
    BotSpeech("Claude", .working, "Claude Code is working… <img src=\"x\">\n\nI'll analyze this and get back to you."),
    BotSpeech("Claude", .working, "I'll look at this"),
    BotSpeech(
      "Claude", .findings,
      "**Claude finished @ada's task in 2m**\n\n## Code Review\n\n### Issues Found\n\n1. **Race**: `start()` is called twice."
    ),
    BotSpeech("Claude", .clean, "**Claude finished @ada's task in 2m**\n\nNo issues found."),
    BotSpeech(
      "Claude", .findings,
      "**Claude finished @ada's task in 2m**\n\n#### Potential bugs\n- No bounds check in `parse`\n\nOtherwise LGTM."),
    BotSpeech(
      "Claude", .clean, "**Claude finished @ada's task in 2m**\n\n### Issues\nNone found.\n\nLooks good to me!"),
    BotSpeech(
      "Claude", .findings,
      "**Claude finished @ada's task**\n\n| Severity | Where | What |\n|---|---|---|\n| 🔴 high | a.swift | No lock |"),
    BotSpeech(
      "Claude", .clean,
      "**Claude finished @ada's task**\n\n| Severity | Count |\n|---|---|\n| high | 0 |\n| low | 0 |\n\nNo issues found."
    ),
    BotSpeech("Claude", .unknown, "**Claude finished @ada's task in 2m**\n\nI read all of it."),
    BotSpeech("Claude", .unknown, "No issues found, but the retry loop never ends."),
    BotSpeech("Claude", .unknown, "LGTM. However, the lock is never released."),
    BotSpeech("Claude", .unknown, "> no issues found\n\nThat is what was said last time."),
    BotSpeech("Claude", .unknown, "This is not safe to merge."),
    BotSpeech("Claude", .announces(2), "I found 2 issues in this change."),
    BotSpeech("Claude", .standsDown(.skipped), "Claude Code Review Skipped"),
    BotSpeech("Claude", .standsDown(.failed), "**Claude encountered an error** after 3s — View job"),
  ]

  private static let qodo = [
    BotSpeech(
      "Qodo", .findings,
      "## PR Reviewer Guide 🔍\n<table>\n<tr><td>⚡&nbsp;<strong>Recommended focus areas for review</strong><br><br>Possible race</td></tr>\n</table>"
    ),
    BotSpeech(
      "Qodo", .clean,
      "## PR Reviewer Guide 🔍\n<table>\n<tr><td>🔒&nbsp;No security concerns identified</td></tr>\n<tr><td>⚡&nbsp;No major issues detected</td></tr>\n</table>"
    ),
    BotSpeech("Qodo", .overview, "Review Summary by Qodo\n\nAdds a cache."),
    BotSpeech("Qodo", .clean, "## PR Code Suggestions ✨\nNo code suggestions found for the PR."),
    BotSpeech("Qodo", .working, "Preparing review..."),
  ]

  private static let others = [
    BotSpeech("SonarQube", .clean, "## Quality Gate passed\n2 New issues\n0 Accepted issues"),
    BotSpeech("SonarQube", .findings, "## Quality Gate Failed\n2 New issues"),
    BotSpeech("Macroscope", .clean, "No issues found."), BotSpeech("Macroscope", .findings, "![P1 Badge](x) Leak"),
    BotSpeech("cubic", .clean, "No issues found across 3 files"), BotSpeech("cubic", .findings, "P2: Off by one"),
    BotSpeech("cubic", .announces(3), "3 issues found across 4 files"),
    BotSpeech(
      "Sourcery", .overview, "<!-- Generated by sourcery-ai[bot]: start review_guide -->\n## Reviewer's Guide\nx"),
    BotSpeech("Sourcery", .findings, "Hey - I've reviewed your changes - here's some feedback:\n- The name misleads"),
    BotSpeech("Sourcery", .clean, "Hey - I've reviewed your changes and they look great!\nLooks good to me"),
    BotSpeech("Ellipsis", .clean, "👍 Looks good to me! Reviewed everything up to abc1234 in 1 minute"),
    BotSpeech("DeepSource", .findings, "<img src=\"severity_indicator_high.svg\"> Unused"),
    BotSpeech("Blocks", .findings, "Severity 2: unchecked index"), BotSpeech("Blocks", .clean, "No findings"),
    BotSpeech("GitHub Advanced Security", .announces(1), "1 new potential vulnerability found"),
  ]

  /// What bots also write, and what it must not be taken for.
  private static let kin = [
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n<details><summary>🤖 Fix all issues with AI agents</summary>\n\nIn a.swift:3: close it\n</details>"
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.rateLimited),
      "> [!WARNING]\n> ## Review limit reached\n> \n> `@ada`, you've reached your PR review limit, so we couldn't start this review."
    ),
    BotSpeech("CodeRabbit", .standsDown(.skipped), "Review skipped: repository has fewer than 10 stars"),
    BotSpeech(
      "Copilot", .standsDown(.skipped),
      "Copilot reviewed 0 out of 5 changed files in this pull request and generated no comments."),
    BotSpeech("Copilot", .standsDown(.failed), "Copilot's review was cancelled because a new commit was pushed."),
    BotSpeech("Copilot", .standsDown(.outOfQuota), "You've reached your Copilot code review limit for this month."),
    BotSpeech("Copilot", .announces(3), "Copilot generated no comments. 3 comments hidden."),
    BotSpeech("Codex", .unknown, "Codex Review: Didn't find any major issues. 🎉\n\nNits: rename x."),
    BotSpeech(
      "Codex", .unknown, "Didn't find any major issues in the diff, but one outside it:\n* P1 Close the file"),
    BotSpeech("Greptile", .announces(2), "<h3>Confidence Score: 5/5</h3>\n<sub>3 files reviewed, 2 comments</sub>"),
    BotSpeech("Greptile", .clean, "3 files reviewed, no comments"),
    BotSpeech("Greptile", .findings, "Confidence Score: 5/5\n\nIssues to fix before merging:\n- the lock"),
    BotSpeech("Claude", .findings, "### 🔴 Critical\n\n1. SQL injection in `find`\n\nLooks good to me otherwise."),
    BotSpeech("Claude", .findings, "**Blocking:** `close()` is never called.\n\nThe rest looks good to me."),
    BotSpeech("Claude", .findings, "Ready to merge.\n\n- **High severity**: `a.swift:3` traps"),
    BotSpeech(
      "Claude", .clean, "### 🔴 Critical\n\nNone\n\n### 🟡 Minor\n\nNone\n\n**Blocking:** none\n\nLooks good to me."),
    BotSpeech("Claude", .unknown, "The change leaks a lock.\n\nOtherwise looks good to me."),
    BotSpeech("Claude", .unknown, "I found no issues in the tests, yet the migration drops a column."),
    BotSpeech("Claude", .unknown, "No issues found in the files I could read; 3 files could not be read."),
    BotSpeech("Claude", .unknown, "Overall: ready to merge once the two issues above are fixed."),
    BotSpeech("Claude", .standsDown(.outOfQuota), "Credit balance is too low"),
    BotSpeech(
      "Qodo", .findings,
      "## PR Reviewer Guide 🔍\n<table>\n<tr><td>⚡&nbsp;<strong>No major issues detected</strong></td></tr>\n<tr><td>🔒&nbsp;<strong>Security concerns</strong><br><br>SQL injection: x</td></tr>\n</table>"
    ),
    BotSpeech("Qodo", .standsDown(.outOfQuota), "ⓘ You've reached the limit of free reviews this month"),
    BotSpeech("Cursor Bugbot", .standsDown(.failed), "Bugbot run was cancelled"),
    BotSpeech(
      "Cursor Bugbot", .announces(2),
      "Bugbot reviewed your changes and found no new issues!\n\nThere are 2 unresolved issues from previous reviews."),
    BotSpeech(
      "Ellipsis", .findings,
      "👍 Looks good to me! Reviewed everything up to abc1234; Skipped 0 files; Skipped posting `2` draft comments."),
    BotSpeech("Ellipsis", .clean, "Looks good to me! 👍 Reviewed abc1234; Skipped posting 0 draft comments."),
    BotSpeech("Ellipsis", .standsDown(.skipped), "⚠️ This PR is too big for Ellipsis."),
    BotSpeech(
      "Sourcery", .standsDown(.skipped), "Sorry @ada, your pull request is larger than the review limit of 150000."),
    BotSpeech("Macroscope", .clean, "No issues found. Skipped 2 files."),
  ]

  /// Kin of the above that no row knows: the rule behind all rows holds for them, whatever bot says it.
  package static func ofAnyBot(_ bot: String) -> [BotSpeech] {
    [
      BotSpeech(bot, .unknown, "Hi there"),
      BotSpeech(bot, .standsDown(.rateLimited), "Rate limit exceeded. Try again later."),
      BotSpeech(bot, .standsDown(.paused), "Automatic reviews are paused for this repository."),
      BotSpeech(bot, .standsDown(.failed), "I was unable to review this: an error occurred."),
      BotSpeech(bot, .standsDown(.skipped), "Review skipped: too many files changed."),
      BotSpeech(bot, .findings, "## Findings\n\n- The lock is never released\n\nNo issues found elsewhere."),
      BotSpeech(
        bot, .findings, "<details>\n<summary><b>Low confidence comments (2)</b></summary>\nx\n</details>\nLGTM"),
      BotSpeech(bot, .findings, "Problems\n\n**Must fix:**\n1. x"), BotSpeech(bot, .clean, "No issues found."),
      BotSpeech(bot, .unknown, "No issues found in a, except the leak."),
    ]
  }
}
