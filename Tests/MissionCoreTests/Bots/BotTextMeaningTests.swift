import Testing

@testable import MissionCore

/// How texts of bots outside threads are read.
@Suite struct BotTextMeaningTests {
  @Test("Each shape of a bot's text is read as what it means", arguments: BotSpeech.all)
  func meaning(_ speech: BotSpeech) throws {
    let bot = try #require(ReviewBot.catalogue.first { $0.name == speech.bot })
    #expect(BotText.meaning(of: speech.text, by: bot) == speech.meaning)
  }

  @Test("Every bot of the table that reviews has a text that is clean, one of findings and one that stands down")
  func rows() {
    for bot in ReviewBot.catalogue where bot.role == .finds && bot.name != "SonarQube" {
      let meanings = BotSpeech.all.filter { $0.bot == bot.name }.map(\.meaning)
      #expect(meanings.contains(.clean) && meanings.contains(.findings), "\(bot.name)")
      #expect(meanings.contains { if case .standsDown = $0 { true } else { false } }, "\(bot.name)")
    }
  }

  @Test("A list of findings added to any text makes it findings, and so does a heading that counts them")
  func findingsWin() throws {
    for speech in BotSpeech.all {
      let bot = try #require(ReviewBot.catalogue.first { $0.name == speech.bot })
      for section in [
        "\n\n## Issues\n\n- The lock leaks\n", "\n\n**Outside diff range comments (3)**\n",
        "\n\n| Severity | What |\n|---|---|\n| low | leak |\n",
      ] {
        #expect(BotText.meaning(of: speech.text + section, by: bot) == .findings, "\(speech.bot): \(speech.text)")
      }
    }
  }

  @Test("An empty text means nothing, and one that is hidden is not clean")
  func hidden() {
    let bot = ReviewBot.catalogue[0]
    #expect(BotText.meaning(of: " \n", by: bot) == nil)
    for text in ["<!-- no issues found -->x", "```\nno issues found\n```", "`no issues found`"] {
      #expect(BotText.meaning(of: text, by: bot) == .unknown)
    }
  }
}
