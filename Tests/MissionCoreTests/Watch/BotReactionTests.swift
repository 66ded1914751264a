import Testing

@testable import MissionCore

/// Codex says by reactions that it is at work, and that it found nothing.
@Suite struct BotReactionTests {
  private func reaction(_ content: String, at time: Timestamp, by login: String = "chatgpt-codex-connector[bot]")
    -> ReactionFact
  {
    ReactionFact(account: Account(login: login, isBot: true), content: content, createdAt: time)
  }

  /// An item whose pull request's head has arrived at the play's time, with a check that has yet to end.
  private func submitted() -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    return play
  }

  @Test("Eyes are waited for, until thumbs up on this head or the deadline")
  func atWork() {
    var play = submitted()
    let eyes = reaction("eyes", at: play.now)
    play.fetches(Pull(42) { $0.botReactions = [eyes] })
    #expect(play.why(1).contains("Codex has not finished with this head"))
    let thumbs = reaction("thumbs_up", at: play.now)
    for listed in [[thumbs], [eyes, thumbs]] {
      var clean = play
      clean.fetches(Pull(42) { $0.botReactions = listed })
      #expect(clean.state(1) == .done(.gatesPassed))
    }
    play.waits(seconds: 901)
    play.fetches(Pull(42) { $0.botReactions = [eyes] })
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.activity.contains { $0.contains("Codex stayed silent past its deadline") })
  }

  @Test("Thumbs up from before the head's arrival are about another head")
  func early() {
    var play = submitted()
    let thumbs = reaction("thumbs_up", at: play.now)
    play.fetches(
      Pull(42) {
        $0.checks = [check("ci", .pending)]
        $0.botReactions = [thumbs]
      })
    play.waits(seconds: 60)
    let eyes = reaction("eyes", at: play.now)
    let next = Pull(42, head: "a2") { $0.botReactions = [eyes, thumbs] }
    play.fetches(next)
    #expect(play.why(1).contains("Codex has not finished with this head"))
    let later = reaction("thumbs_up", at: play.now)
    play.fetches(next.with { $0.botReactions = [eyes, later] })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("Thumbs up take back no finding, and those of others say nothing")
  func findings() {
    var play = submitted()
    let thumbs = reaction("thumbs_up", at: play.now)
    let finding = comment("c", by: "chatgpt-codex-connector", isBot: true, "![P1 Badge](x) Off by one")
    play.fetches(
      Pull(42) {
        $0.threads = [thread("T", finding)]
        $0.botReactions = [thumbs]
      })
    #expect(play.fixes(1).map(\.kind) == [.fix(.bots)])
    var other = submitted()
    let eyes = [
      reaction("eyes", at: other.now), reaction("thumbs_up", at: other.now.adding(seconds: 5), by: "ada"),
    ]
    other.fetches(Pull(42) { $0.botReactions = eyes })
    #expect(other.why(1).contains("Codex has not finished with this head"))
  }

  @Test("Who reacted is the bot by a login that only bots have, or by its number")
  func accounts() {
    #expect(ReviewBot.reacts(login: "chatgpt-codex-connector[bot]", id: nil))
    #expect(ReviewBot.reacts(login: "chatgpt-codex-connector", id: 199_175_422))
    #expect(!ReviewBot.reacts(login: "chatgpt-codex-connector", id: 7))
    #expect(!ReviewBot.reacts(login: "chatgpt-codex-connector", id: nil))
    #expect(!ReviewBot.reacts(login: "ada", id: 199_175_422))
    #expect(!ReviewBot.reacts(login: "cursor[bot]", id: nil))
  }

  @Test("A reaction, which no webhook tells, is no missed webhook")
  func notMissed() {
    var play = submitted()
    let pending = Pull(42) { $0.checks = [check("ci", .pending)] }
    let thumbs = reaction("thumbs_up", at: play.now)
    play.fetches(pending.with { $0.botReactions = [thumbs] })
    #expect(play.mission.repositories[shop]?.missedAt == nil)
  }
}
