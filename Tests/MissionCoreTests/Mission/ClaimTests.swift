import Testing

@testable import MissionCore

/// Who may speak for a task: identities can be guessed, claims cannot.
@Suite struct ClaimTests {
  private static func taken() throws -> (Play, WorkTask) {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.takes("backend")
    let task = try #require(play.held(by: "backend"))
    return (play, task)
  }

  @Test(
    "Only the claim that was handed out with a task speaks for it",
    arguments: [
      Reporter.claim("guessed"), .unnamed, .agent(Identifier(high: 9, low: 9)),
    ])
  func guessed(reporter: Reporter) throws {
    var (play, task) = try Self.taken()
    #expect(
      play.happens(.taskDone(task.id, .init(result: "done", hasNoPullRequest: true), by: reporter)).refusalKind
        == .forbidden)
    #expect(play.happens(.taskFailed(task.id, reason: "no", by: reporter)).refusalKind == .forbidden)
    #expect(play.mission.tasks[task.id]?.lease?.claim == "claim backend")
    #expect(
      play.happens(.taskDone(task.id, .init(result: "done", hasNoPullRequest: true), by: .claim("claim backend")))
        .refusal == nil)
  }

  @Test("A lost answer is asked for again, and the claim is still the same")
  func again() throws {
    var (play, task) = try Self.taken()
    let agent = try #require(task.lease?.agent)
    let reply = play.happens(.taskRequested(by: agent, HandOver(claim: "another")))
    #expect(
      reply
        == .task(
          task.id, prompt: play.mission.prompt(for: task.id, roster: play.roster(), at: play.now),
          claim: "claim backend"))
    play.happens(.heartbeat(agent))
    #expect(play.mission.tasks[task.id]?.lease?.claim == "claim backend")
  }

  @Test("What nobody has taken is reported by its agent or an operator, and by no claim")
  func untaken() throws {
    for reporter in [Reporter.claim("claim backend"), .unnamed, .agent(Identifier(high: 9, low: 9))] {
      var play = Play([work(1)], agents: ["backend"])
      let task = try #require(play.held(by: "backend"))
      #expect(
        play.happens(.taskDone(task.id, .init(result: "x", hasNoPullRequest: true), by: reporter)).refusalKind
          == .forbidden)
      #expect(
        play.happens(.taskDone(task.id, .init(result: "x", hasNoPullRequest: true), by: task.holder)).refusal == nil)
    }
  }

  @Test("A verdict is its reviewer's: neither the author nor an operator gives it")
  func verdict() throws {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", Pull(42) { $0.checks = [check("ci", .success)] })
    play.takes("reviewer")
    let review = try #require(play.held(by: "reviewer"))
    for reporter in [Reporter.claim("claim backend"), .conductor("op"), .unnamed] {
      let reply = play.happens(.taskDone(review.id, .init(result: "approved", verdict: .approve), by: reporter))
      #expect(reply.refusalKind == .forbidden)
    }
    #expect(play.finishes("reviewer", "approved").refusal == nil)
  }

  @Test("The prompt's commands hold the claim and find the town from anywhere")
  func prompt() throws {
    var (play, task) = try Self.taken()
    let agent = try #require(task.lease?.agent)
    guard
      case .task(_, let prompt, _) = play.happens(
        .taskRequested(by: agent, HandOver(claim: "c", way: .commands(townFlags: " --data '/srv/a b' --town shop"))))
    else { return #expect(Bool(false), "no task") }
    #expect(prompt.contains("signalbox task done \(task.id) --claim claim backend --data '/srv/a b' --town shop"))
  }

  @Test("Who asked over HTTP is told to report over HTTP: no command stands in its prompt")
  func promptOverHTTP() throws {
    var (play, task) = try Self.taken()
    let agent = try #require(task.lease?.agent)
    guard case .task(_, let prompt, _) = play.happens(.taskRequested(by: agent, HandOver(claim: "c", way: .http)))
    else { return #expect(Bool(false), "no task") }
    #expect(!prompt.contains("signalbox task") && !prompt.contains("signalbox agent"))
    #expect(prompt.contains(#"POST /api/v1/tasks/\#(task.id)/heartbeat {"claim":"claim backend"}"#))
    #expect(prompt.contains(#"POST /api/v1/tasks/\#(task.id)/done {"claim":"claim backend","pull_request":""#))
    #expect(prompt.contains(#"POST /api/v1/tasks/\#(task.id)/fail {"claim":"claim backend","reason":"why"}"#))
  }
}
