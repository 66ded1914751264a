import Testing

@testable import MissionCore

/// Other people's pull requests beside the one that carries an item.
@Suite struct RivalTests {
  private let carols = Pull(7, head: "c1") {
    $0.author = Account(login: "carol", isBot: false)
    $0.headBranch = "my-own-try"
    $0.closes = [1]
    $0.checks = [check("ci", .failure("failure"))]
  }
  private let agents = Pull(42) { $0.checks = [check("ci", .pending)] }

  private func carried() -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", agents)
    return play
  }

  private func numbers(_ play: Play) -> [Int] { play.item(1).pullRequests.map(\.number) }

  @Test("A colleague's that closes the issue is asked about once, is mended by nobody, and holds the item")
  func colleague() {
    var play = carried()
    play.hears("opened", carols, closes: 1)
    #expect(numbers(play) == [42])
    #expect(play.item(1).rivals.map(\.reference.number) == [7])
    play.fetches(carols)
    play.hears(check("ci", .failure("failure")), on: carols)
    #expect(play.fixes(1).isEmpty)
    #expect(play.questions.count == 1)
    #expect(play.questions[0].contains("acme/shop#7 by carol says that it closes its issue, beside acme/shop#42"))
    #expect(play.mission.header.help[0].remedy.contains("use #7"))
    play.fetches(Pull(42))
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("which counts?"))
    #expect(play.timesAskedJustNow == 0)
  }

  @Test("An operator's word lets one count alone", arguments: [7, 42])
  func chosen(number: Int) {
    var play = carried()
    play.hears("opened", carols, closes: 1)
    play.fetches(carols)
    #expect(play.note("use #\(number)").refusal == nil)
    #expect(numbers(play) == [number])
    #expect(play.questions.isEmpty)
    // What was turned down stays so, whatever it says.
    play.hears("edited", number == 7 ? agents : carols, closes: 1)
    #expect(numbers(play) == [number])
    #expect(play.item(1).rivals.isEmpty)
    play.fetches(number == 7 ? carols.with { $0.checks = [check("ci")] } : Pull(42))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A note that speaks of using something is a remark")
  func remark() {
    #expect(NoteDirective("use the new parser") == .remark)
    #expect(NoteDirective("use #7") == .use(pullRequest: "#7"))
    #expect(NoteDirective("use pull request #7.") == .use(pullRequest: "#7"))
    #expect(
      NoteDirective("Use https://github.com/acme/shop/pull/7")
        == .use(pullRequest: "https://github.com/acme/shop/pull/7"))
    var play = carried()
    #expect(play.note("use #7").refusal?.contains("nobody asks") == true)
  }

  @Test("Closing one of the two on GitHub answers as well", arguments: [true, false])
  func closed(isAgents: Bool) {
    var play = carried()
    play.hears("opened", carols, closes: 1)
    play.fetches(carols)
    let over = (isAgents ? agents : carols).with { $0.state = .closed }
    play.hears("closed", over)
    play.fetches(over)
    #expect(play.item(1).rivals.isEmpty)
    #expect(play.questions.isEmpty)
    #expect(numbers(play).last == (isAgents ? 7 : 42))
    #expect(play.state(1) == .submitted(reporting: nil) || play.state(1).isInHand)
  }

  @Test("A stranger's, from a fork, is asked about and holds nothing up")
  func stranger() {
    var play = carried()
    play.hears("opened", carols, closes: 1, isTrusted: false)
    play.fetches(carols)
    #expect(play.questions.count == 1)
    play.fetches(Pull(42))
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.questions.isEmpty)
  }

  @Test("What closes no issue of the item is none of its business; nor is a second one of the same author asked about")
  func other() {
    var play = carried()
    play.hears("opened", carols)
    #expect(play.item(1).rivals.isEmpty)
    let second = Pull(43, head: "b1")
    play.hears("opened", second, closes: 1)
    play.fetches(second)
    #expect(numbers(play) == [42, 43])
    #expect(play.questions.isEmpty)
  }

  @Test("A colleague's that came first is parted from the agent's as soon as GitHub shows both")
  func first() {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    play.hears("opened", carols, closes: 1)
    play.fetches(carols.with { $0.checks = [check("ci", .pending)] })
    #expect(numbers(play) == [7])
    play.handsIn("designer", agents)
    #expect(numbers(play) == [42])
    #expect(play.item(1).rivals.map(\.reference.number) == [7])
    #expect(play.questions.count == 1)
  }

  @Test("What is known of rivals outlives being stored")
  func stored() throws {
    var play = carried()
    play.hears("opened", carols, closes: 1)
    #expect(try JSON.stored(play.item(1)) == play.item(1))
  }
}

extension WorkItem.State {
  fileprivate var isInHand: Bool {
    switch self {
    case .assigned, .running: true
    case .pending, .ready, .submitted, .held, .done: false
    }
  }
}
