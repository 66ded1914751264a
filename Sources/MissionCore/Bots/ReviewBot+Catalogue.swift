extension ReviewBot {
  /// The table, as of 2026-11. Phrases and marks are in lower case.
  package static let catalogue: [ReviewBot] = [
    ReviewBot(
      // Its check says success without findings, neutral with some or when it skipped, and never failure. From 9 to 635
      // seconds, n = 40.
      name: "Cursor Bugbot", logins: ["cursor"], apps: ["cursor"], checkName: "Cursor Bugbot",
      neutralMeansFindings: true, successMeansClean: true, looksAtEveryPush: true,
      phrases: [
        Phrase("reviewed your changes and found", .announced),
        Phrase("found no issues", .clean), Phrase("found no new issues", .clean), Phrase("found no bugs", .clean),
        Phrase("found 0 potential issues", .clean),
        Phrase("free bugbot", .standsDown(.outOfQuota)),
        Phrase("bugbot skipped", .standsDown(.skipped)),
        Phrase("skipping bugbot", .standsDown(.skipped)),
        Phrase("bugbot is not enabled", .standsDown(.skipped)),
        Phrase("bugbot is disabled", .standsDown(.skipped)),
        Phrase("bugbot couldn't run", .standsDown(.failed)),
        Phrase("bugbot run failed", .standsDown(.failed)),
        Phrase("bugbot is running", .working),
      ],
      severityMarks: words("**", " severity**", ["critical", "high", "medium", "low"]),
      identityMarks: ["BUGBOT_BUG_ID:"]),
    ReviewBot(
      // Reports a commit status, which is green as well when it did not look. Nitpicks, duplicates and remarks outside
      // the diff stand in the review's body only. Its comment is edited in place.
      name: "CodeRabbit", logins: ["coderabbitai"], checkName: "CodeRabbit", looksAtEveryPush: true,
      phrases: [
        Phrase("outside diff range comments (", .countedFindings), Phrase("nitpick comments (", .countedFindings),
        Phrase("duplicate comments (", .countedFindings),
        // What it thinks of the merge as a whole, up to a commit; less than its two best degrees is said for a reason,
        // in prose. Where nothing was found it may write nothing else.
        Phrase("merge risk: _⚪", .clean),
        Phrase("merge risk: _🟡", .findings), Phrase("merge risk: _🟠", .findings), Phrase("merge risk: _🔴", .findings),
        Phrase("comments failed to post", .findings), Phrase("can't be posted", .findings),
        Phrase("could not be posted", .findings),
        Phrase("couldn't be posted", .findings),
        Phrase("actionable comments posted:", .announced),
        Phrase("no actionable comments were generated", .clean), Phrase("review approved", .clean),
        Phrase("rate limited by coderabbit.ai", .standsDown(.rateLimited)),
        Phrase("## rate limit exceeded", .standsDown(.rateLimited)),
        Phrase("review rate limited", .standsDown(.rateLimited)),
        Phrase("review rate limit exceeded", .standsDown(.rateLimited)),
        Phrase("review limit reached", .standsDown(.rateLimited)),
        Phrase("currently rate limited under", .standsDown(.rateLimited)),
        Phrase("next review will be available in", .standsDown(.rateLimited)),
        Phrase("next review available in", .standsDown(.rateLimited)),
        Phrase("summarized by coderabbit free", .standsDown(.skipped)),
        Phrase("paused by coderabbit.ai", .standsDown(.paused)), Phrase("## reviews paused", .standsDown(.paused)),
        Phrase("skip review by coderabbit.ai", .standsDown(.skipped)),
        Phrase("## review skipped", .standsDown(.skipped)),
        Phrase("failure by coderabbit.ai", .standsDown(.failed)), Phrase("## review failed", .standsDown(.failed)),
        Phrase("currently processing new changes", .working),
        Phrase("review in progress by coderabbit.ai", .working),
        Phrase("## walkthrough", .overview), Phrase("walkthrough", .overview),
        Phrase("summarize by coderabbit.ai", .overview), Phrase("summary by coderabbit", .overview),
        Phrase("actions performed", .overview), Phrase("auto-generated reply by coderabbit", .overview),
      ],
      takenBackMarks: [
        "✅ addressed in commit", "<!-- <review_comment_addressed> -->", "<!-- <review_comment_withdrawn> -->",
      ],
      severityMarks: [
        SeverityMark(words: "🔴 critical", severity: .critical), SeverityMark(words: "🟠 major", severity: .high),
        SeverityMark(words: "🟡 minor", severity: .medium), SeverityMark(words: "🔵 trivial", severity: .low),
        SeverityMark(words: "⚠️ potential issue", severity: .high),
        SeverityMark(words: "🛠️ refactor suggestion", severity: .medium),
        SeverityMark(words: "_🧹 nitpick", severity: .low),
      ],
      identityMarks: ["cr-comment:v1:"]),
    ReviewBot(
      // What it is not sure of stands folded in the review's body and in no thread. Its judgement is the first heading;
      // what is behind it may be a thread, a part of the text, or no more than that a person should look.
      name: "Copilot", logins: ["copilot-pull-request-reviewer", "copilot"],
      phrases: [
        Phrase("approval recommended", .clean), Phrase("🟢 approved", .clean), Phrase("✅ ready to approve", .clean),
        Phrase("generated no comments", .clean),
        Phrase("generated no new comments", .clean),
        Phrase("suppressed due to low confidence (", .countedFindings),
        Phrase("suppressed comments (", .countedFindings), Phrase("🔴 ", .objects), Phrase("🟡 ", .objects),
        Phrase("changes recommended", .objects), Phrase("needs a closer look", .objects),
        Phrase("reached their quota limit", .standsDown(.outOfQuota)),
        Phrase("still reviewing this pull request", .working),
        Phrase("encountered an error and was unable to review", .standsDown(.failed)),
        Phrase("wasn't able to review any files", .standsDown(.skipped)),
        Phrase("and generated", .announced), Phrase("comments generated:", .announced),
        Phrase("pull request overview", .overview), Phrase("<!-- ccr-overview-", .overview),
      ]),
    ReviewBot(
      // Findings outside the diff stand in the review's body, with their badges.
      name: "Codex", logins: ["chatgpt-codex-connector"], accountID: 199_175_422,
      phrases: [
        Phrase("didn't find any major issues", .clean), Phrase("no major issues", .clean),
        Phrase("usage limits for code reviews", .standsDown(.outOfQuota)),
        Phrase("codex usage limits", .standsDown(.outOfQuota)),
        Phrase("hit your codex limit", .standsDown(.outOfQuota)),
        Phrase("create an environment for this repo", .standsDown(.skipped)),
        Phrase("create a codex account", .standsDown(.skipped)),
        Phrase("here are some automated review suggestions", .overview),
      ],
      cleanReactions: ["thumbs_up"], workingReactions: ["eyes"], severityMarks: badges),
    ReviewBot(
      // Findings may stand only in its summary, which is edited in place: then its score is not the best.
      name: "Greptile", logins: ["greptile-apps"], apps: ["greptile-apps"], checkName: "Greptile Review",
      phrases: [
        Phrase("requires attention", .findings), Phrase("needs attention", .findings),
        Phrase("pay close attention", .findings), Phrase("is below the required", .findings),
        // Whether anything stands below that heading is not told by the score.
        Phrase("security review", .undecided),
        Phrase("confidence score:", .score(best: 5)), Phrase("files reviewed, no comments", .clean),
        Phrase("file reviewed, no comments", .clean), Phrase("files reviewed,", .announced),
        Phrase("file reviewed,", .announced),
        Phrase("greptile summary", .overview), Phrase("greptile overview", .overview),
        Phrase("greptile's behavior is changing", .overview),
      ],
      severityMarks: badges),
    ReviewBot(
      name: "Gemini", logins: ["gemini-code-assist"],
      phrases: [
        Phrase("daily quota limit", .standsDown(.outOfQuota)),
        Phrase("unable to generate a review", .standsDown(.skipped)),
        Phrase("unable to generate a summary", .standsDown(.skipped)),
        Phrase("i'm currently reviewing", .working), Phrase("## code review", .overview),
        Phrase("summary of changes", .overview), Phrase("no feedback to provide", .clean),
        Phrase("have no further comments", .clean), Phrase("no review comments", .clean),
        Phrase("i found no issues", .clean),
      ],
      severityMarks: words("![", "]", ["critical", "high", "medium", "low"])),
    ReviewBot(
      name: "SonarQube", logins: ["sonarqubecloud", "sonarcloud"], apps: ["sonarqubecloud", "sonarcloud"],
      checkName: "SonarCloud Code Analysis", successMeansClean: true, looksAtEveryPush: true,
      judgesAnewByEachComment: true, describes: false,
      phrases: [
        // A gate that has passed may count issues that it lets pass.
        Phrase("quality gate failed", .findings), Phrase("quality gate passed", .clean),
        Phrase("quality gate", .overview),
      ]),
    ReviewBot(
      // One comment, edited in place: first a stub, then what it found.
      name: "Claude", logins: ["claude"],
      phrases: [
        Phrase("claude code review skipped", .standsDown(.skipped)),
        Phrase("claude encountered an error", .standsDown(.failed)),
        Phrase("i'll analyze this and get back to you", .working), Phrase("claude code is working", .working),
      ],
      workflowMarks: [
        "claude finished @", "claude code is working", "claude encountered an error", "with [claude code]",
      ]),
    ReviewBot(
      // Its comment says whether a person must look; what it found stands in threads, where it also says that it is
      // mended.
      name: "Macroscope", logins: ["macroscopeapp"],
      phrases: [
        Phrase("verdict: approved", .clean), Phrase("found this pr approvable", .clean),
        Phrase("needs human review", .undecided), Phrase("approvability", .overview),
      ],
      takenBackMarks: ["✅ resolved in ", "no longer relevant as of "], severityMarks: badges),
    ReviewBot(
      name: "cubic", logins: ["cubic-dev-ai"],
      phrases: [Phrase("no issues found across", .clean), Phrase("all reported issues were addressed", .clean)],
      severityMarks: badges + words("", ":", ["p0", "p1", "p2", "p3"])),
    ReviewBot(
      name: "Sourcery", logins: ["sourcery-ai"],
      phrases: [
        Phrase("reviewer's guide", .overview), Phrase("summary by sourcery", .overview),
        Phrase("here's some feedback:", .findings), Phrase("here is some feedback:", .findings),
        Phrase("high level feedback:", .findings), Phrase("changes and they look great", .clean),
      ]),
    ReviewBot(
      // What it is not sure of it does not post, and counts.
      name: "Ellipsis", logins: ["ellipsis-dev"],
      phrases: [Phrase("skipped posting", .countedFindings), Phrase("looks good to me", .clean)]),
    ReviewBot(
      // A guide for reviewers, and a table of suggestions.
      name: "Qodo",
      logins: [
        "qodo-merge-pro", "qodo-code-review", "qodo-merge", "codiumai-pr-agent-pro",
        "qodo-free-for-open-source-projects",
      ],
      phrases: [
        Phrase("recommended focus areas for review", .findings), Phrase("focus areas for review", .findings),
        Phrase("bugs (", .countedFindings), Phrase("rule violations (", .countedFindings),
        Phrase("requirement gaps (", .countedFindings),
        Phrase("- partially compliant", .findings), Phrase("- not compliant", .findings),
        Phrase("no major issues detected", .clean), Phrase("no code suggestions found", .clean),
        Phrase("found no material issues", .clean), Phrase("great, no issues found", .clean),
        Phrase("pr code suggestions", .overview), Phrase("pr reviewer guide", .overview),
        Phrase("pr compliance guide", .overview), Phrase("<td>🔴", .findings),
        Phrase("review summary by qodo", .overview), Phrase("pr summary by qodo", .overview),
        Phrase("agents are working on the review", .working),
      ],
      workflowMarks: ["## pr reviewer guide", "## pr code suggestions"]),
    ReviewBot(
      // It reviews as well as it writes. What it calls flags it shows on its own pages only.
      name: "Devin", logins: ["devin-ai-integration"],
      phrases: [
        Phrase("devin review found", .announced), Phrase("devin review found 0", .clean),
        Phrase("devin review: no issues found", .clean), Phrase("found no potential bugs", .clean),
        Phrase("starting devin review", .working), Phrase("i'll be helping with this pull request", .overview),
      ],
      takenBackMarks: ["✅ **resolved**"], alsoWrites: true),
    ReviewBot(
      name: "Augment", logins: ["augmentcode"],
      phrases: [
        Phrase("review completed with", .announced), Phrase("no suggestions at this time", .clean),
      ]),
    ReviewBot(
      name: "DeepSource", logins: ["deepsource-io"], phrases: [Phrase("code health analysis summary", .overview)],
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
    // Its table scores every new dependency, good ones too.
    ReviewBot(name: "Socket", logins: ["socket-security"], role: .reports),
    ReviewBot(name: "Vercel", logins: ["vercel"], role: .reports),
    ReviewBot(name: "Netlify", logins: ["netlify"], role: .reports),

    ReviewBot(name: "Dependabot", logins: ["dependabot", "dependabot-preview"], role: .writes),
    ReviewBot(name: "Renovate", logins: ["renovate"], role: .writes),
    ReviewBot(name: "Copilot coding agent", logins: ["copilot-swe-agent"], role: .writes),
    ReviewBot(name: "OpenHands", logins: ["openhands-ai"], role: .writes),
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
