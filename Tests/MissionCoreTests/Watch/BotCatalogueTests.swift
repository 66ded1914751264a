import Testing

@testable import MissionCore

/// What the table of review bots makes of what the bots really write.
@Suite struct BotCatalogueTests {
  private func bot(_ name: String) -> ReviewBot { ReviewBot.catalogue.first { $0.name == name }! }

  @Test(
    "Severities are read from each bot's own marks, the worst one counts, and what is not known is of no severity",
    arguments: [
      ("Cursor Bugbot", "### T\n\n**Critical Severity**", ReviewBot.Severity?.some(.critical)),
      ("Cursor Bugbot", "**Low Severity**", .low), ("Cursor Bugbot", "**Terrible Severity**", nil),
      ("CodeRabbit", "_⚠️ Potential issue_ | _🔴 Critical_", .critical),
      ("CodeRabbit", "_🎯 Functional Correctness_ | _🟠 Major_ | _⚡ Quick win_", .high),
      ("CodeRabbit", "_🛠️ Refactor suggestion_ | _🟡 Minor_", .medium), ("CodeRabbit", "_🧹 Nitpick (assertive)_", .low),
      ("Codex", "![P1 Badge](https://img.shields.io/badge/P1-orange?style=flat)", .high),
      ("Codex", "![P3 Badge](https://x)", .low), ("Greptile", "<img alt=\"P0\" src=\"badges/p0.svg\">", .critical),
      ("Gemini", "![medium](https://www.gstatic.com/codereviewagent/medium-priority.svg)", .medium),
      ("DeepSource", "severity_indicator_high.svg", .high), ("Blocks", "Severity 2", .high),
      ("cubic", "P2: Off by one", .medium), ("Copilot", "**High Severity**", nil), ("Sourcery", "issue", nil),
    ])
  func severity(_ name: String, _ body: String, _ severity: ReviewBot.Severity?) {
    let finding = BotFinding(bot: bot(name), comment: comment("c", by: "x", body), path: "a", line: nil)
    #expect(finding.severity == severity)
    #expect(
      finding.cause(on: Pull(42).reference, observedAt: Timestamp(milliseconds: 0)).severity == severity?.rawValue
        ?? "unknown")
  }

  @Test("A finding keeps its identity by its bot's own mark, else by place and title without badges")
  func identity() {
    func key(_ name: String, _ body: String, _ path: String = "a.swift") -> Cause.Subject {
      BotFinding(bot: bot(name), comment: comment("c", by: "x", body), path: path, line: nil).subject
    }
    #expect(key("Cursor Bugbot", "### A\nBUGBOT_BUG_ID: 1-2") == key("Cursor Bugbot", "### B\nBUGBOT_BUG_ID: 1-2", "b"))
    #expect(key("CodeRabbit", "A\ncr-comment:v1:ab") != key("CodeRabbit", "A\ncr-comment:v1:cd"))
    let badge = "_⚠️ Potential issue_ | _🟠 Major_\n\n"
    #expect(key("CodeRabbit", badge + "**First.**") != key("CodeRabbit", badge + "**Second.**"))
    #expect(key("Gemini", "![high](x)\n\nOff by one") == key("Gemini", "![medium](x)\n\nOff by one"))
    #expect(key("Gemini", "Off by one") != key("Gemini", "Off by one", "b.swift"))
    #expect(key("Codex", "BUGBOT_BUG_ID: 1-2") != key("Codex", "BUGBOT_BUG_ID: 1-3"), "another bot's mark is a title")
  }

  @Test("A bot is known by its account in either spelling and by its app; a person or another app is not it")
  func accounts() {
    #expect(ReviewBot.named(Account(login: "cursor[bot]", isBot: true))?.name == "Cursor Bugbot")
    #expect(ReviewBot.named(Account(login: "CodeRabbitAI", isBot: true))?.name == "CodeRabbit")
    #expect(ReviewBot.named(Account(login: "Copilot", isBot: true))?.name == "Copilot")
    #expect(ReviewBot.named(Account(login: "cursor", isBot: false)) == nil)
    #expect(bot("Cursor Bugbot").reports(check("Cursor Bugbot", app: "cursor")))
    #expect(!bot("Cursor Bugbot").reports(check("Cursor Bugbot", app: "github-actions")))
    #expect(bot("CodeRabbit").reports(check("CodeRabbit", source: .status)))
  }

  @Test(
    "Bots that report or write are in the table, and their comments are no findings and nothing to wait for",
    arguments: ["codecov", "vercel", "netlify", "snyk-io", "dependabot", "renovate", "copilot-swe-agent"])
  func others(login: String) {
    let account = Account(login: "\(login)[bot]", isBot: true)
    #expect(ReviewBot.known(account) != nil)
    #expect(ReviewBot.named(account) == nil)
    var play = Play([design(1)], agents: ["designer"])
    let report = comment(
      "c", by: login, isBot: true, "Deployment failed. Critical: 3 findings, P0, Quality Gate failed")
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    play.observes(.comment(Pull(42).reference, report, path: nil, line: nil))
    #expect(play.fixes(1).isEmpty)
    play.fetches(Pull(42) { $0.botComments = [report] })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A thread that such a bot opens holds the pull request like anybody's")
  func threads() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.threads = [thread("T", comment("c", by: "vercel", isBot: true, "A bug"))] })
    #expect(play.fixes(1).map(\.kind) == [.fix(.reviews)])
  }

  @Test(
    "An alert of code scanning is a finding, by webhook and fetched; a failed gate of Sonar is one by its check, too")
  func scanning() {
    let alert = comment("c", by: "github-advanced-security", isBot: true, "## SQL injection\n\nShow more details")
    for isTold in [true, false] {
      var play = Play([design(1)], agents: ["designer"])
      play.handsIn(
        "designer",
        Pull(42) { pull in
          if !isTold { pull.threads = [thread("T", alert)] } else { pull.checks = [check("ci", .pending)] }
        })
      if isTold { play.observes(.comment(Pull(42).reference, alert, path: "a.swift", line: 3)) }
      #expect(play.fixes(1).map(\.kind) == [.fix(.bots)])
    }
    #expect(bot("SonarQube").reports(check("SonarCloud Code Analysis", app: "sonarqubecloud")))
    #expect(!bot("SonarQube").reports(check("SonarCloud Code Analysis", app: "github-actions")))
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn(
      "designer",
      Pull(42) {
        $0.checks = [check("ci"), check("SonarCloud Code Analysis", .failure("failure"), app: "sonarqubecloud")]
        $0.botComments = [comment("s", by: "sonarqubecloud", isBot: true, "## Quality Gate failed\n\n3 New issues")]
      })
    #expect(Set(play.fixes(1).map(\.kind)) == [.fix(.checks), .fix(.bots)])
  }

  @Test("No two bots of the table share a login or a name, and every mark is in lower case")
  func wellFormed() {
    let logins = ReviewBot.catalogue.flatMap(\.logins)
    #expect(Set(logins).count == logins.count)
    #expect(Set(ReviewBot.catalogue.map(\.name)).count == ReviewBot.catalogue.count)
    for bot in ReviewBot.catalogue {
      let words = bot.phrases.map(\.words) + bot.takenBackMarks + bot.workflowMarks
      for text in words + bot.severityMarks.map(\.words) + bot.logins {
        #expect(text == text.lowercased() && !text.isEmpty, "\(bot.name): \(text)")
      }
      for phrase in bot.phrases + Phrase.common {
        #expect(!phrase.words.contains { "*`’".contains($0) }, "\(bot.name): \(phrase.words)")
      }
      #expect(bot.deadlineSeconds >= 60)
    }
  }
}
