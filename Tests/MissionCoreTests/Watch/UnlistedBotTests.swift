import Testing

@testable import MissionCore

/// Bots that no row of the catalogue knows: what plainly lists findings is asked about, whoever says it, and what bots
/// chat about holds nothing.
@Suite struct UnlistedBotTests {
  private static let lines = [
    "### Issues found\n\n- `close()` is never called", "## AI review\n\n### Bugs\n\n1. Off by one in `last`",
    "| Severity | Where | What |\n|---|---|---|\n| High | a.swift | No lock |",
    "<h3>Code Review Agent Run #a1</h3>\n<details>\n<summary><b>Actionable Suggestions - 2</b></summary>\n\n* a.swift\n</details>",
    "I've completed my review.\n\n| Category | Issue | Status |\n|---|---|---|\n| Security | Token in the log | |",
    "**Critical:** the token is written to the log",
    "<details><summary>🔍 Potential issues (3)</summary>\nx\n</details>",
    "## Security concerns\n\nThe query is put together from strings.",
    "Looks good to me!\n\n#### Nitpicks\n\n- rename `x`",
  ]

  /// What counts in a review alone: bots that do not review count all sorts of things.
  private static let counts = [
    "Review Summary\n\n⚠️ This change has 3 critical issues that must be fixed.", "I found 2 potential bugs.",
    "Requesting changes: the lock is never released.",
  ]

  private static let chat: [(login: String, text: String)] = [
    (
      "coveralls",
      "## Coverage Report\n\n* **12** of **15** changed lines covered\n\n| Files with Coverage Reduction | New Missed Lines | % |\n|---|---|---|\n| a.swift | 2 | 80% |"
    ),
    (
      "changeset-bot",
      "### 🦋 Changeset detected\n\nLatest commit: a1\n\n**The changes in this PR will be included in the next version bump.**\n\n<details><summary>This PR includes changesets to release 1 package</summary>\n\n| Name | Type |\n|---|---|\n| shop | Minor |\n</details>"
    ),
    ("changeset-bot", "### ⚠️ No Changeset found\n\nMerging this PR will not cause a version bump for any packages."),
    (
      "stale",
      "This pull request has been automatically marked as stale because it has not had recent activity. It will be closed in 7 days."
    ),
    (
      "welcome",
      "Thanks for opening your first pull request! 🎉\n\n**Before we merge:**\n- [ ] sign the CLA\n\n### Found a bug?\nOpen an issue.\n\n### Reporting issues\nSee the guide."
    ),
    (
      "semantic-release-bot",
      ":tada: This PR is included in version 1.2.0 :tada:\n\nThe release is available on:\n- [npm package](https://npm.example)"
    ),
    ("release-please", ":robot: Created releases:\n\n- v1.2.0"),
    (
      "cloudflare-workers-and-pages",
      "## Deploying shop with Cloudflare Pages\n\n<table><tr><td><strong>Latest commit:</strong></td><td>a1</td></tr><tr><td><strong>Status:</strong></td><td>✅ Deploy successful!</td></tr></table>"
    ),
    ("render", "Your Render PR Server URL is https://shop-pr-4.example"),
    (
      "codspeed-hq",
      "## CodSpeed Performance Report\n\n### Merging #42 will not alter performance\n\n`✅ 20` untouched benchmarks"
    ),
    (
      "relativeci",
      "## Bundle Report\n\nChanges will increase total bundle size by 1.2kB\n\n| Bundle name | Size | Change |\n|---|---|---|\n| shop | 12kB | 1.2kB |"
    ),
    ("linear", "<p><a href=\"https://linear.example/issue/ENG-12\">ENG-12 Fix the bugs</a></p>"),
    ("linear-code", "### Related issues\n\n- ENG-12 Mend the bugs"),
    ("mergify", "## Merge Queue Status\n\n✅ The pull request has been merged automatically at *a1*"),
    ("cla-assistant", "All committers have signed the CLA. 2 out of 2."),
    ("gitguardian", "#### ✅ There are no secrets present in this pull request anymore."),
    ("pr-size", "This PR exceeds the recommended size of 1000 lines. Please make sure it does one thing."),
    (
      "argos-ci",
      "**The latest updates on your projects**.\n\n| Build | Status | Details |\n|---|---|---|\n| shop | ✅ No changes detected | - |"
    ),
    (
      "github-actions",
      "⚡️ Lighthouse report\n\n| Category | Score |\n|---|---|\n| 🟢 Performance | 98 |\n| 🟢 Accessibility | 100 |"
    ),
    ("github-actions", "## Test results\n\n120 tests, 118 ✅, 2 💤, 0 ❌\n\n| Suite | Passed | Failed |\n|---|---|---|"),
    (
      "github-actions",
      "#### Terraform Plan 📖 `success`\n<details><summary>Show Plan</summary>\n\nPlan: 1 to add, 0 to change\n</details>"
    ),
    (
      "infracost",
      "💰 Infracost report\n\n### Monthly estimate increased by $5 📈\n\n| Project | Cost |\n|---|---|\n| a | $5 |"
    ),
    ("pkg-pr-new", "```\nnpm i https://pkg.example/shop@42\n```\n_commit: a1_"),
    ("allcontributors", "@ada\n\nI've put up a pull request to add @ada! 🎉"),
    (
      "backport",
      "The backport to `1.x` failed:\n\n```\nIssues found: 1\n```\n\nTo backport by hand, run these commands"
    ),
    ("size-limit", "## size-limit report 📦\n\n| Path | Size |\n|---|---|\n| a.js | 12 KB (+1.2% 🔺) |"),
    ("kodiakhq", "This PR currently has a merge conflict. Please resolve this and then re-add the `automerge` label."),
    ("acme-notes", "## Summary\n\nAdds a cache.\n\n## Issues\n\nNone."),
  ]

  private func submitted(_ change: (inout Pull) -> Void) -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42, change))
    return play
  }

  private func says(_ text: String, by login: String, asReview: Bool) -> Play {
    submitted {
      if asReview {
        $0.botReviews = [review("r1", by: login, isBot: true, .commented, body: text)]
      } else {
        $0.botComments = [comment("c1", by: login, isBot: true, text)]
      }
    }
  }

  @Test("What lists findings is asked about once, whoever says it, and makes no fix", arguments: lines)
  func findings(text: String) {
    for (login, asReview) in [("korbit-ai", false), ("amazon-q-developer", true), ("github-actions", false)] {
      var play = says(text, by: login, asReview: asReview)
      #expect(play.questions.count { $0.contains("\(login), a bot that is not known here, lists findings") } == 1)
      #expect(!play.item(1).isDone)
      #expect(play.fixes(1).isEmpty)
      let asked = play.questions
      play.fetches(Pull(42) { $0.botComments = [comment("c1", by: login, isBot: true, text)] })
      #expect(play.questions == asked, "asked again")
    }
  }

  @Test(
    "A review that counts findings which no thread shows is asked about; a comment that counts is chat",
    arguments: counts)
  func counted(text: String) {
    #expect(says(text, by: "amazon-q-developer", asReview: true).questions.count == 1)
    #expect(says(text, by: "codeclimate", asReview: false).item(1).isDone)
  }

  @Test("What is counted and stands in threads is looked after there")
  func threads() {
    let play = submitted {
      $0.botReviews = [review("r1", by: "sentry", isBot: true, .commented, body: "I found 1 potential bug.")]
      $0.threads = [
        thread("t1", comment("c1", by: "sentry", isBot: true, "**Potential bug:** leak"), isResolved: true)
      ]
    }
    #expect(play.item(1).isDone)
  }

  @Test("A person lets the head pass, and what was said of an earlier head is forgotten")
  func passes() {
    var play = says(Self.lines[0], by: "korbit-ai", asReview: false)
    play.happens(.approve(play.item(1).id, by: "ada"))
    #expect(play.item(1).isDone)
    #expect(play.questions.isEmpty)
    var other = says(Self.lines[0], by: "korbit-ai", asReview: true)
    other.fetches(
      Pull(42, head: "a2") {
        $0.botReviews = [review("r1", by: "korbit-ai", isBot: true, .commented, on: "a1", body: Self.lines[0])]
      })
    #expect(other.item(1).isDone)
    #expect(other.questions.isEmpty)
  }

  @Test("What the pull request's own author, a person, or this mission says is no bot's finding")
  func others() {
    let text = Self.lines[0]
    let play = submitted {
      $0.author = Account(login: "maker", isBot: true)
      $0.botComments = [
        comment("c1", by: "maker", isBot: true, text),
        comment("c2", by: "signalbox", isBot: true, "\(StatusComment.markerStart)1 -->\n\(text)"),
        comment("c3", by: "ada", text),
      ]
    }
    #expect(play.item(1).isDone)
  }

  @Test("What bots chat about holds nothing and asks nobody", arguments: chat)
  func chats(login: String, text: String) {
    let play = says(text, by: login, asReview: false)
    #expect(play.item(1).isDone, "\(login): \(play.why(1))")
    #expect(play.questions.isEmpty)
  }
}
