import TestSupport
import Testing

@testable import MissionCore

/// How texts of bots outside threads are read.
@Suite struct BotTextMeaningTests {
  @Test("Each shape of a bot's text is read as what it means", arguments: BotSpeech.ofEveryBot)
  func meaning(_ speech: BotSpeech) throws {
    let bot = try #require(ReviewBot.catalogue.first { $0.name == speech.bot })
    #expect(BotText.meaning(of: speech.text, by: bot) == speech.expected)
  }

  @Test("Every bot of the table that reviews has a text that is clean, one of findings and one that stands down")
  func rows() {
    for bot in ReviewBot.catalogue where bot.role == .finds && bot.name != "SonarQube" {
      let meanings = BotSpeech.ofEveryBot.filter { $0.bot == bot.name }.map(\.expected)
      #expect(meanings.contains(.clean) && meanings.contains(.findings), "\(bot.name)")
      #expect(meanings.contains { if case .standsDown = $0 { true } else { false } }, "\(bot.name)")
    }
  }

  @Test("A list of findings added to any text makes it findings, and so does a heading that counts them")
  func findingsWin() throws {
    for speech in BotSpeech.ofEveryBot {
      let bot = try #require(ReviewBot.catalogue.first { $0.name == speech.bot })
      for section in [
        "\n\n## Issues\n\n- The lock leaks\n", "\n\n**Outside diff range comments (3)**\n",
        "\n\n| Severity | What |\n|---|---|\n| low | leak |\n",
      ] {
        #expect(BotText.meaning(of: speech.text + section, by: bot) == .findings, "\(speech.bot): \(speech.text)")
      }
    }
  }

  @Test(
    "Whatever doubts, warns or scores low beside a claim that nothing was found takes it back, whichever bot says it")
  func doubt() throws {
    let doubts = [
      "Confidence score: 2/5", "**Confidence:** low", "Rating: 7 / 10", "Confidence: 40%",
      "> [!WARNING]\n> Some files were too long.", "> [!CAUTION]\n> Only half of it was read.",
    ]
    for bot in ReviewBot.catalogue where bot.role == .finds {
      for text in ["No issues found.", "LGTM", "Looks good to me!", "Ready to merge.", "0 issues found"] {
        for doubt in doubts {
          for said in [text + "\n\n" + doubt, doubt + "\n\n" + text] {
            let meaning = BotText.meaning(of: said, by: bot)
            #expect(meaning != .clean && meaning != .announces(0), "\(bot.name): \(said)")
          }
        }
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

extension BotSpeech: CustomTestStringConvertible {
  package var testDescription: String { "\(bot): \(text.prefix(60))" }

  /// The table, with what any bot may say for each bot that reviews.
  static let ofEveryBot =
    all + ReviewBot.catalogue.filter { $0.role == .finds && $0.name != "SonarQube" }.flatMap { ofAnyBot($0.name) }

  /// What the core must read.
  var expected: BotText.Meaning {
    switch meaning {
    case .findings: .findings
    case .announces(let count): .announces(count)
    case .clean: .clean
    case .undecided: .undecided
    case .standsDown(let reason): .standsDown(.init(rawValue: reason.rawValue) ?? .failed)
    case .working: .working
    case .overview: .overview
    case .unknown: .unknown
    }
  }
}
