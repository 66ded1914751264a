extension BotSpeech {
  /// Claims with a score beside them, of bots that give one.
  static let qualified: [BotSpeech] = [
    BotSpeech("cubic", .unknown, "**No issues found** across 3 files\n\nConfidence score: 2/5"),
    BotSpeech("cubic", .clean, "No issues found across 3 files\n\nConfidence score: 5/5"),
    BotSpeech(
      "cubic", .unknown,
      "No issues found across 12 files\n\n<details><summary>Confidence score: 3/5</summary>\n- The concurrency of the cache has a risk of deadlocks\n</details>"
    ),
    BotSpeech("cubic", .unknown, "## Confidence score: 4/5\n\n- Safe to merge with minimal risk"),
    BotSpeech("cubic", .announces(2), "2 issues found across 5 files\n\nConfidence score: 4/5"),
    BotSpeech("cubic", .unknown, "**Confidence: Low**\n\nNo issues found across 3 files."),
    BotSpeech("cubic", .unknown, "No issues found.\n\n**Confidence:** 40%"),
    BotSpeech("cubic", .clean, "No issues found.\n\n**Confidence:** 100%"),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Greptile Summary</h3>\nSafe to merge. Looks good to me.\n<h3>Confidence Score: 3 / 5</h3>"),
    BotSpeech("Greptile", .unknown, "LGTM. Score: 2/5"),
    BotSpeech(
      "Greptile", .findings, "<h3>Confidence Score: 4/5</h3>\n\n- Safe to merge after addressing the missing null check"
    ),
    BotSpeech("Greptile", .unknown, "<h3>Confidence score: ⭐⭐⭐ (3/5)</h3>\n\nNo issues found."),
    BotSpeech(
      "Greptile", .unknown, "**Confidence Score: 5/5**\n\nHowever, the retry loop is not bounded and may spin."),
    BotSpeech("Greptile", .unknown, "Confidence: 2/10. No issues found."),
    BotSpeech(
      "Greptile", .standsDown(.skipped), "Too many files changed for review. (`312` files found, `100` file limit)"),
    BotSpeech(
      "Greptile", .standsDown(.outOfQuota),
      "Your free trial has ended. If you\'d like to continue receiving code reviews, you can add a payment method here."
    ),
    BotSpeech(
      "Greptile", .standsDown(.skipped), "<sub>Reviews (1): skipped, PR author is not in the allowed list</sub>"),
    BotSpeech("Greptile", .standsDown(.skipped), "Greptile is not reviewing this PR: it has 0 reviewable files"),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 5/5</h3>\n<details><summary><h3>Comments Outside Diff (2)</h3></summary>"
    ),
    BotSpeech(
      "Greptile", .findings,
      "<h3>Greptile Summary</h3>\n<h3>Confidence Score: 4/5</h3>\n\nSafe to merge; one P2 style issue"),
    BotSpeech("Greptile", .findings, "<h3>Confidence Score: 5/5</h3>\n\n- a.swift requires attention: lock order"),
    BotSpeech(
      "Greptile", .clean,
      "<h3>Greptile Summary</h3>\n\nThis PR fixes a race that could crash. It should be safe.\n\n- Adds retries\n\n<h3>Confidence Score: 5/5</h3>\n\n- This PR is safe to merge with minimal risk\n- The change is small and well tested\n- No files require special attention"
    ),
    BotSpeech(
      "Greptile", .overview,
      "<h3>Greptile Summary</h3>\n\n<h3>Confidence Score: 5/5</h3>\n\n- Safe to merge, but one edge case is not handled"
    ),
    BotSpeech("Greptile", .findings, "<h3>Confidence Score: 5/5</h3>\n\n- Pay close attention to `a.swift`"),
    BotSpeech(
      "cubic", .announces(1),
      "<!-- cubic:v=1 -->\n1 issue found across 2 files (changes from recent commits).\n\n<details><summary>Prompt for AI agents (unresolved issues)</summary>"
    ),
    BotSpeech(
      "cubic", .announces(2),
      "No issues found across 2 files (changes from recent commits).\n\n2 issues remain from the last review."),
    BotSpeech(
      "cubic", .clean,
      "<!-- cubic:v=1 -->\nNo issues found across 2 files\n\n<sub>Reply with feedback, questions, or to request a fix. Tag `@cubic-dev-ai` to re-run a review.</sub>"
    ),
    BotSpeech(
      "cubic", .clean,
      "No issues found across 2 files (changes from recent commits).\n\nAuto-approved: refactor of names only, no behavior change.\n\n<sub>[Re-trigger cubic](https://cubic.dev/x)</sub>"
    ),
    BotSpeech("cubic", .unknown, "No issues found across 2 files\n\n**Requires human review**: auth code was changed"),
    BotSpeech(
      "cubic", .standsDown(.paused),
      "You\'re iterating quickly on this pull request. To help protect your rate limits, cubic has paused automatic reviews on new pushes for now—when you\'re ready for another review, comment `@cubic-dev-ai review`."
    ),
    BotSpeech("cubic", .standsDown(.skipped), "Review skipped: this PR is too large (over 50 files)"),
    BotSpeech("cubic", .standsDown(.outOfQuota), "You have reached your monthly review limit of 20 reviews"),
  ]
}
