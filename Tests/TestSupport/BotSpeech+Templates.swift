extension BotSpeech {
  /// What else stands in the templates of bots.
  static let templates: [BotSpeech] = [
    BotSpeech(
      "Codex", .standsDown(.failed),
      "Codex Review: Something went wrong. Try again later by commenting “@codex review”."),
    BotSpeech(
      "Codex", .standsDown(.failed),
      "Codex Review: Something went wrong. Try again later by commenting “@codex review”."),
    BotSpeech(
      "Codex", .clean, "Codex Review: Didn\'t find any major issues. Keep it up!\n\n**Reviewed commit:** `abcdef0`"),
    BotSpeech(
      "Codex", .standsDown(.outOfQuota),
      "You have reached your Codex usage limits for code reviews. You can see your limits in the [Codex usage dashboard](https://chatgpt.com/codex/settings/usage).\nTo continue using code reviews, you can upgrade your account or add credits to your account and enable them for code reviews in your [settings](x)."
    ),
    BotSpeech(
      "Codex", .standsDown(.skipped),
      "To use Codex here, [create a Codex account and connect to github](https://chatgpt.com/codex)."),
    BotSpeech("Codex", .unknown, "Summary\n* added a test\nTesting\n* ✅ swift test"),
    BotSpeech(
      "Codex", .standsDown(.outOfQuota),
      "Repo admins can enable using credits for code reviews in their settings. You have hit your Codex limit."),
    BotSpeech(
      "CodeRabbit", .standsDown(.rateLimited),
      "<!-- This is an auto-generated reply by CodeRabbit -->\n<details>\n<summary>❌ Action not completed</summary>\n\nReview rate limited.\n\n</details>"
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.rateLimited),
      "> [!WARNING]\n> ## Review limit reached\n> \n> `@ada`, we couldn\'t start this review because you\'ve reached your PR review rate limit.\n> \n> More reviews will be available in 55 minutes and 25 seconds."
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped),
      "> [!IMPORTANT]\n> ## Review skipped\n> \n> Auto incremental reviews are disabled on this repository."),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped), "> [!IMPORTANT]\n> ## Draft detected\n> This PR is a draft.\nReview skipped"),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped),
      "<!-- This is an auto-generated comment: skip review by coderabbit.ai -->\n\n> [!IMPORTANT]\n> ## Review skipped\n> \n> More than 25% of the files skipped due to max files limit. The review is being skipped to prevent a low-quality review."
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.skipped),
      "> [!IMPORTANT]\n> ## Review skipped\n> Auto reviews are disabled on base/target branches other than the default branch.\n> \n> Please check the settings in the CodeRabbit UI\n<!-- walkthrough_start -->\n## Walkthrough"
    ),
    BotSpeech(
      "CodeRabbit", .standsDown(.failed),
      "> [!CAUTION]\n> ## Review failed\n> \n> Pull request was closed or merged during review"),
    BotSpeech(
      "CodeRabbit", .standsDown(.failed),
      "> [!CAUTION]\n> ## Review failed\n> \n> An error occurred during the review process. Please try again later."),
    BotSpeech(
      "CodeRabbit", .standsDown(.paused),
      "<!-- This is an auto-generated comment: review paused by coderabbit.ai -->\n> [!NOTE]\n> ## Reviews paused\n> \n> Use the following commands to manage reviews:"
    ),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n> [!NOTE]\n> Due to the large number of review comments, Critical severity comments were prioritized as inline comments.\n\n<details>\n<summary>🟠 Major comments (12)</summary><blockquote>\n\nx\n</blockquote></details>"
    ),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n<details>\n<summary>♻️ Duplicate comments (2)</summary><blockquote>"),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n<details>\n<summary>🔭 Outside diff range comments (1)</summary>"),
    BotSpeech(
      "CodeRabbit", .findings,
      "<details>\n<summary>🔇 Additional comments (3)</summary>\n</details>\n<details>\n<summary>🧹 Nitpick comments (1)</summary>\n</details>"
    ),
    BotSpeech(
      "CodeRabbit", .clean,
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n<!-- review_stack_entry_start -->\nℹ️ Recent review info\nNo actionable comments were generated in the recent review. 🎉"
    ),
    BotSpeech(
      "CodeRabbit", .overview,
      "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n## Walkthrough\nx\n## Pre-merge checks\n\n<details>\n<summary>❌ Failed checks (1 warning)</summary>\n\n| Check name | Status | Explanation | Resolution |\n| :---: | :--- | :--- | :--- |\n| Docstring Coverage | ⚠️ Warning | 20% | Write docstrings |\n\n</details>"
    ),
    BotSpeech("CodeRabbit", .unknown, "> [!TIP]\n> Try CodeRabbit\'s new feature"),
    BotSpeech(
      "Copilot", .clean,
      "## Pull request overview\n\nAdds a cache.\n\n**Changes:**\n- a\n- b\n\n### Reviewed changes\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Show a summary per file</summary>\n\n| File | Description |\n| ---- | ----------- |\n| a.swift | Mends an issue with bugs |\n\n</details>"
    ),
    BotSpeech(
      "Copilot", .clean,
      "Copilot reviewed 3 out of 5 changed files in this pull request and generated no comments.\n\n<details>\n<summary>Files not reviewed (2)</summary>\n\n* **a.lock**: Language not supported\n</details>"
    ),
    BotSpeech(
      "Copilot", .announces(1),
      "Copilot reviewed 3 out of 3 changed files in this pull request and generated 1 comment."),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 3 out of 3 changed files in this pull request and generated no new comments.\n\n<details>\n<summary>Comments suppressed due to low confidence (3)</summary>\n\n**src/a.swift:10**\n* x\n</details>"
    ),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 3 out of 3 changed files in this pull request and generated no new comments.\n\nComments suppressed due to low confidence (1)"
    ),
    BotSpeech(
      "Copilot", .standsDown(.outOfQuota),
      "Copilot was unable to review this pull request because the user who requested the review has reached their quota limit."
    ),
    BotSpeech(
      "Copilot", .standsDown(.skipped),
      "Copilot wasn\'t able to review any files in this pull request.\n\n<details>\n<summary>Files not reviewed (1)</summary>\n\n* **a.json**: Language not supported\n</details>"
    ),
    BotSpeech(
      "Copilot", .standsDown(.failed),
      "Copilot wasn\'t able to review this pull request because it exceeds the maximum number of files (300). Try reducing the number of changed files and requesting a review from Copilot again."
    ),
    BotSpeech("Copilot", .working, "Copilot started reviewing on behalf of ada."),
    BotSpeech(
      "Cursor Bugbot", .announces(1),
      "<!-- BUGBOT_REVIEW -->\nCursor Bugbot has reviewed your changes and found 1 potential issue.\n\n> Bugbot Autofix is OFF. To automatically fix reported issues with Cloud Agents, enable autofix in the Cursor dashboard."
    ),
    BotSpeech(
      "Cursor Bugbot", .clean,
      "<!-- BUGBOT_REVIEW -->\n✅ Bugbot reviewed your changes and found no new issues!\n\n<!-- BUGBOT_AUTOFIX_COMMENT -->\n> Bugbot Autofix is ON, but it could not run because the branch was deleted or merged before Autofix could start."
    ),
    BotSpeech(
      "Cursor Bugbot", .clean,
      "✅ Bugbot reviewed your changes and found no bugs!\n\n<sup>Reviewed by Cursor Bugbot for commit abcdef1. Configure here.</sup>"
    ),
    BotSpeech(
      "Cursor Bugbot", .standsDown(.skipped),
      "<h3>Bugbot couldn\'t run</h3>\n\nBugbot is not enabled for your user on this team.\n\nAsk your team administrator to increase your team\'s hard limit for Bugbot seats or add you to the allowlist in the Cursor dashboard."
    ),
    BotSpeech(
      "Cursor Bugbot", .standsDown(.outOfQuota),
      "### Bugbot couldn\'t run - usage limit reached\n\nBugbot is paused for this user because they hit a personal usage limit."
    ),
    BotSpeech("Cursor Bugbot", .standsDown(.outOfQuota), "### You\'ve used up your 7 free Bugbot PR reviews"),
    BotSpeech(
      "Cursor Bugbot", .standsDown(.outOfQuota),
      "Bugbot Free Tier Details\n\nYou are on the Bugbot Free tier. On this plan, Bugbot will review limited PRs each billing cycle. To receive Bugbot reviews on all of your PRs, visit the Cursor dashboard to activate Pro."
    ),
    BotSpeech("Cursor Bugbot", .standsDown(.outOfQuota), "You have used all of your free Bugbot PR reviews."),
    BotSpeech(
      "Gemini", .standsDown(.skipped),
      "> [!NOTE]\n> The number of changes in this pull request is too large for Gemini Code Assist to generate a review."
    ),
    BotSpeech(
      "Gemini", .standsDown(.failed),
      "> [!WARNING]\n> Gemini encountered an error creating the review. You can try again by commenting `/gemini review`."
    ),
    BotSpeech(
      "Gemini", .standsDown(.failed),
      "> [!WARNING]\n> Gemini encountered an error creating the summary. You can try again by commenting `/gemini summary`."
    ),
    BotSpeech(
      "Gemini", .clean,
      "## Code Review\n\nThis pull request updates the version. The changes are correct. I have no feedback to provide."
    ),
    BotSpeech(
      "Gemini", .clean,
      "## Code Review\n\nThis pull request updates the version. There are no review comments, so I have no feedback to provide."
    ),
    BotSpeech("Gemini", .overview, "## Code Review\n\nThis pull request updates the version. The change looks good."),
    BotSpeech(
      "Gemini", .overview,
      "## Code Review\n\nThis pull request adds a cache. I\'ve identified a critical issue where the lock leaks."),
    BotSpeech(
      "Gemini", .overview,
      "## Code Review\n\nThis pull request adds a cache. My review identifies two high-severity issues regarding locking."
    ),
    BotSpeech(
      "Gemini", .unknown,
      "> [!IMPORTANT]\n> Installation incomplete: to start using Gemini Code Assist, please ask the organization owner(s) to visit the Gemini Code Assist Admin Console and sign the Terms of Services."
    ),
    BotSpeech(
      "Qodo", .findings,
      "## PR Reviewer Guide 🔍\n<table>\n<tr><td>🔒&nbsp;<strong>No security concerns identified</strong></td></tr>\n<tr><td>⚡&nbsp;<strong>Key issues to review</strong><br><br>\n\n<details><summary><a href=\'x\'><strong>Possible Issue</strong></a>\n\nThe lock leaks\n</summary>"
    ),
    BotSpeech(
      "Qodo", .findings,
      "## PR Code Suggestions ✨\n\n<table><thead><tr><td><strong>Category</strong></td><td align=left><strong>Suggestion</strong></td><td align=center><strong>Impact</strong></td></tr><tbody><tr><td rowspan=1>Possible issue</td>\n<td>\n\n<details><summary>Close the file</summary>"
    ),
    BotSpeech(
      "Qodo", .findings,
      "Code Review by Qodo\n\n<code>🐞 Bugs (2)</code>  <code>📘 Rule violations (0)</code>  <code>📎 Requirement gaps (0)</code>\n\n<img src=\"x.png\" alt=\"Action required\">"
    ),
    BotSpeech(
      "Qodo", .clean,
      "Code Review by Qodo\n\n<code>🐞 Bugs (0)</code>  <code>📘 Rule violations (0)</code>  <code>📎 Requirement gaps (0)</code>\n\nGreat, no issues found!"
    ),
    BotSpeech(
      "Qodo", .findings,
      "Code Review by Qodo\n\n<code>🐞 Bugs (0)</code>  <code>📘 Rule violations (3)</code>\n\nNo issues found"),
    BotSpeech(
      "Sourcery", .standsDown(.outOfQuota),
      "Sorry @ada, you have reached your weekly rate limit of 500000 diff characters.\n\nPlease try again later or upgrade to continue using Sourcery"
    ),
    BotSpeech(
      "Sourcery", .announces(1),
      "Hey there - I\'ve reviewed your changes and found some issues that need to be addressed.\n\n- The lock leaks"),
    BotSpeech(
      "Sourcery", .findings,
      "Hey @ada - I\'ve reviewed your changes - here\'s some feedback:\n\nOverall Comments:\n- Consider x"),
    BotSpeech("Sourcery", .clean, "Hey - I\'ve reviewed your changes and they look great!"),
    BotSpeech(
      "Sourcery", .standsDown(.skipped),
      "We\'ve reviewed this pull request using the Sourcery rules engine. \nSourcery did not review this because it is a draft"
    ),
    BotSpeech("Sourcery", .findings, "Hey - I\'ve found 2 issues, and left some high level feedback:\n\n- x"),
    BotSpeech("Sourcery", .findings, "Blocking issues:\n\n- Found hardcoded key"),
    BotSpeech(
      "Ellipsis", .findings,
      "❌ Changes requested. Reviewed everything up to abc in 1 minute and 2 seconds\n\n<details>\n<summary>More details</summary>\n- Looked at 10 lines of code in 2 files\n- Skipped 0 files when reviewing.\n- Skipped posting 1 drafted comments based on config settings."
    ),
    BotSpeech("Ellipsis", .unknown, "Caution: Looks good to me! But 3 draft comments were hidden."),
    BotSpeech(
      "SonarQube", .clean,
      "## [![Quality Gate Passed](x)](y) **Quality Gate passed**\nIssues\n![](x) [0 New issues](y)\n![](x) [0 Accepted issues](y)\n\nMeasures\n![](x) [0 Security Hotspots](y)\n![](x) [95.0% Coverage on New Code](y)"
    ),
    BotSpeech("SonarQube", .overview, "## Quality Gate not computed"),
    BotSpeech(
      "SonarQube", .findings,
      "## [![Quality Gate Failed](x)](y) **Quality Gate failed**\nFailed conditions\n![](x) [0.0% Coverage on New Code](y) (required ≥ 80%)"
    ),
    BotSpeech(
      "Macroscope", .standsDown(.outOfQuota), "Macroscope reached its monthly spend limit. Review not performed."),
    BotSpeech("Macroscope", .unknown, "🟠 **High** `a.swift:3`: lock leaks"),
    BotSpeech("DeepSource", .announces(3), "**DeepSource** found 3 new issues in this pull request."),
    BotSpeech("DeepSource", .clean, "DeepSource Code Review: We reviewed changes in `a...b`. No issues found."),
    BotSpeech(
      "DeepSource", .unknown,
      "| Analyzer | Status | Summary |\n|---|---|---|\n| Swift | ❌ Failed | 3 occurrences introduced |\n\nNo issues found in Python."
    ),
    BotSpeech("Blocks", .findings, "Found: Severity 3 — unused"),
    BotSpeech(
      "GitHub Advanced Security", .announces(20),
      "CodeQL found more than 20 potential problems in the proposed changes. Check the Files changed tab for more details."
    ),
    BotSpeech(
      "GitHub Advanced Security", .announces(2),
      "This pull request sets up GitHub code scanning for this repository. 2 alerts found"),
    BotSpeech("Macroscope", .unknown, "No issues found. 4 files were ignored due to errors."),
    BotSpeech("Macroscope", .clean, "No issues found. Skipped 2 files."),
    BotSpeech("Codex", .unknown, "Codex Review: Didn\'t find any major issues, but please check the migration."),
    BotSpeech("Codex", .unknown, "Codex Review: Didn\'t find any major issues. Two minor ones: rename x; drop y."),
    BotSpeech("Codex", .unknown, "Codex Review: Didn\'t find any major issues.\n\nMinor: the name misleads."),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. Delightful!"),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. More of your lovely PRs please."),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. You\'re on a roll."),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. Another round soon, please!"),
    BotSpeech("Codex", .clean, "Codex Review: Didn\'t find any major issues. Can\'t wait for the next one!"),
    BotSpeech(
      "Codex", .clean, "Codex Review: Didn\'t find any major issues. Already looking forward to the next diff."),
    BotSpeech(
      "Copilot", .announces(3),
      "## Pull request overview\n\nCopilot reviewed 2 out of 2 changed files in this pull request and generated 3 comments."
    ),
    BotSpeech(
      "Copilot", .clean, "Copilot reviewed 2 out of 2 changed files in this pull request and generated no new comments."
    ),
    BotSpeech(
      "Copilot", .unknown,
      "Copilot reviewed 2 out of 2 changed files in this pull request and generated no new comments.\n\n> [!WARNING]\n> Copilot ran out of time and reviewed only some of the files."
    ),
    BotSpeech(
      "Copilot", .findings,
      "Copilot reviewed 2 out of 2 changed files in this pull request and generated no new comments.\n\n<details>\n<summary>Low-confidence comments (2)</summary>"
    ),
    BotSpeech("CodeRabbit", .unknown, "**Actionable comments posted: 0**\n\nHowever, one more thing: the lock order."),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n<details>\n<summary>🛑 Comments failed to post (3)</summary><blockquote>"),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n\n> [!NOTE]\n> Comments (3) could not be posted inline"),
    BotSpeech(
      "CodeRabbit", .findings,
      "**Actionable comments posted: 0**\n<details>\n<summary>💤 Files with no reviewable changes (1)</summary>\n</details>\n<details>\n<summary>🧹 Nitpick comments (2)</summary><blockquote>"
    ),
    BotSpeech(
      "Cursor Bugbot", .announces(1),
      "Bugbot reviewed your changes and found no new issues!\n\nThere is 1 total unresolved issue (including 1 from a previous review)."
    ),
    BotSpeech(
      "Cursor Bugbot", .announces(3), "Bugbot Autofix prepared fixes for 2 of the 3 issues found in the latest run."),
    BotSpeech(
      "Sourcery", .unknown,
      "Hey - I\'ve reviewed your changes and they look great!\n\nPrompt for AI Agents\n- Please address the comments"),
    BotSpeech(
      "Sourcery", .findings, "Hey - I\'ve found 1 security issue, 2 other issues, and left some high level feedback:"),
    BotSpeech("Sourcery", .findings, "Hey - I\'ve left some high level feedback:\n\n- The names mislead"),
    BotSpeech(
      "Ellipsis", .findings,
      "Important\n\nLooks good to me! 👍\n\nReviewed abc in 1 minute. Click for details.\n- Skipped posting `3` draft comments. View those below."
    ),
    BotSpeech("Qodo", .clean, "**PR Code Suggestions ✨**\n\nNo code suggestions found for the PR."),
    BotSpeech("Qodo", .standsDown(.paused), "Qodo reviews are paused for this user."),
    BotSpeech(
      "Qodo", .unknown,
      "### **Changelog updates: 🔄**\n\n<table><thead><tr><td><strong>Severity</strong></td></tr></thead><tbody><tr><td>High</td></tr></tbody></table>"
    ),
    BotSpeech("Qodo", .unknown, "### **User description**\nx\n___\n### **PR Type**\nBug fix"),
    BotSpeech(
      "Qodo", .findings,
      "## PR Compliance Guide 🔍\n\n<table><tr><td>🔴</td><td>Sensitive information exposure</td></tr></table>"),
    BotSpeech(
      "GitHub Advanced Security", .announces(1), "No new alerts in code changed by this pull request. 1 alert dismissed"
    ),
    BotSpeech("DeepSource", .unknown, "No issues found, analysis was partial."),
    BotSpeech("Blocks", .clean, "No findings"),
    BotSpeech("Blocks", .announces(3), "3 findings"),
  ]
}
