import Testing

@testable import MissionCore

/// What failed is tried again after a pause, what costs too much is not, and an agent that falls silent is told of.
@Suite struct AttemptTests {
  @Test("Failed work is offered again after 10 s, doubled each time up to 300 s, and held after max_attempts")
  func pauses() throws {
    var play = Play([design(1)], agents: ["designer"]) { $0.maxAttempts = 8 }
    for pause in [10, 20, 40, 80, 160, 300, 300] {
      play.gives(up: "designer", because: "out of ink")
      #expect(play.holder(of: 1) == nil)
      #expect(play.why(1).contains("out of ink"))
      #expect(play.why(1).contains("\(pause) s"))
      play.waits(seconds: pause - 1)
      #expect(play.holder(of: 1) == nil)
      #expect(play.mission.dueWork[.tick] == play.now.adding(seconds: 1))
      play.waits(seconds: 1)
      #expect(play.holder(of: 1) == "designer")
    }
    play.gives(up: "designer", because: "out of ink")
    #expect(play.item(1).state == .held(.exhausted("out of ink")))
    #expect(play.questions.count == 1)
    // An operator's word forgives the failures and the pauses.
    play.note("resume")
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("An operator's redirect does not wait for the pause after a failure")
  func redirected() throws {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = try #require(play.holder(of: 1))
    play.gives(up: first)
    #expect(play.holder(of: 1) == nil)
    play.note("redirect #1 to \(first)")
    #expect(play.holder(of: 1) == first)
  }

  @Test("What a run used stands with its task and sums up for its item; told again it counts once, by others never")
  func usage() throws {
    var play = Play([design(1)], agents: ["designer", "architect"])
    var expected = RunUsage()
    for round in 1...2 {
      let holder = try #require(play.holder(of: 1))
      play.takes(holder)
      let task = try #require(play.held(by: holder))
      let agent = try #require(play.agents[holder]?.id)
      var usage = RunUsage()
      usage.costUSD = Double(round)
      usage.outputTokens = 100 * round
      for _ in 0..<2 {
        #expect(play.happens(.taskAccounted(task.id, usage, session: "s\(round)", by: agent)).refusal == nil)
      }
      #expect(
        play.happens(.taskAccounted(task.id, usage, session: nil, by: Identifier(high: 9, low: 9))).refusalKind
          == .forbidden)
      #expect(play.mission.tasks[task.id]?.session == "s\(round)")
      expected = expected + usage
      play.gives(up: holder)
      // Also after its end: a run may have reported by itself.
      #expect(play.happens(.taskAccounted(task.id, usage, session: nil, by: agent)).refusal == nil)
      play.waits(seconds: 300)
    }
    #expect(play.mission.usage(of: play.item(1).id) == expected)
    #expect(play.mission.costUSD == 3)
    // The same with the agents, without a look at their missions.
    #expect(play.agents.values.map(\.usage).reduce(RunUsage(), +) == expected)
    #expect(play.agents.values.map(\.runs).reduce(0, +) == 2)
  }

  @Test("Runs that have cost max_cost_usd end the handing out with one question, until an operator grants it anew")
  func budget() throws {
    var play = Play([design(1), design(2)], agents: ["designer"]) { $0.maxCostUSD = 5 }
    let agent = try #require(play.agents["designer"]?.id)
    func spend(_ cost: Double) throws {
      play.takes("designer")
      let task = try #require(play.held(by: "designer"))
      var usage = RunUsage()
      usage.costUSD = cost
      play.happens(.taskAccounted(task.id, usage, session: nil, by: agent))
    }
    try spend(4.5)
    #expect(play.questions.isEmpty)
    try spend(5.5)
    // What is in hand is finished all the same.
    #expect(play.finishes("designer", "done").refusal == nil)
    #expect(play.holder(of: 2) == nil)
    #expect(play.mission.wants.isEmpty)
    #expect(play.questions.count == 1)
    #expect(play.questions.first?.contains("max_cost_usd") == true)
    #expect(play.why(2).contains("max_cost_usd"))
    play.note("resume")
    #expect(play.holder(of: 2) == "designer")
    #expect(play.questions.isEmpty)
  }

  @Test("An agent without a sign of life for stall_secs is told of before its lease ends, and no more once it shows up")
  func stall() throws {
    var play = Play([design(1)], agents: ["designer"]) { $0.stallSeconds = 60 }
    play.takes("designer")
    play.waits(seconds: 59)
    #expect(play.questions.isEmpty)
    #expect(play.mission.dueWork[.tick] == play.now.adding(seconds: 1))
    play.waits(seconds: 1)
    #expect(play.questions.count == 1)
    #expect(play.questions.first?.contains("stall_secs") == true)
    #expect(play.why(1).hasPrefix("designer has it and has shown no sign of life for 60 s or more (stall_secs)"))
    #expect(play.holder(of: 1) == "designer")
    // Its mailbox is told once, too.
    let agent = try #require(play.agents["designer"]?.id)
    let task = try #require(play.mission.tasks.values.first { $0.lease?.agent == agent })
    play.waits(seconds: 30)
    #expect(play.effects.filter { $0 == .urge(task.id, agent) }.count == 1)
    play.happens(.heartbeat(agent))
    #expect(play.questions.isEmpty)
    #expect(play.why(1) == "designer is working on it")
  }
}
