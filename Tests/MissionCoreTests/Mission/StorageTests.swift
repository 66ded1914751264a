import Testing

@testable import MissionCore

@Suite struct StorageTests {
  /// The mission as the store gives it back: every part through JSON by itself.
  static func stored(_ mission: Mission) throws -> Mission {
    Mission(
      header: try JSON.stored(mission.header), items: try mission.items.values.map(JSON.stored),
      watches: try mission.watches.values.map(JSON.stored), tasks: try mission.tasks.values.map(JSON.stored),
      pullRequests: try mission.pullRequests.values.map(JSON.stored),
      issues: try mission.issues.values.map(JSON.stored),
      notes: try mission.notes.values.map(JSON.stored),
      outbox: Outbox(
        pending: try mission.outbox.pending.values.map(JSON.stored),
        automations: try mission.outbox.automations.values.map(JSON.stored)),
      repositories: try mission.repositories.values.map(JSON.stored), plan: try mission.plan.map(JSON.stored))
  }

  @Test("A mission that is stored and read between any two events goes on as if it had stayed in memory")
  func goesOn() throws {
    for seed in UInt64(1)...6 {
      var life = RandomLife(seed: seed, isStaged: seed % 2 == 0)
      for _ in 0..<120 {
        let events = life.nextEvents()
        var restored = life.play
        restored.mission = try Self.stored(life.play.mission)
        try #require(restored.mission == life.play.mission)
        life.play.happens(events)
        restored.happens(events)
        try #require(restored.mission == life.play.mission, "after \(events)")
        try #require(restored.lastEffects == life.play.lastEffects)
      }
    }
  }

  @Test("What an earlier version stored under other names is still read, and written under them")
  func formerNames() throws {
    let issue = references("1")[0]
    let pull = PullRequestReference(repository: shop, number: 42)!
    let stored: [(Observation, String, String)] = [
      (.issueTouched(issue), "issueStirred", #"{"issueStirred":{"_0":"acme/shop#1"}}"#),
      (.pullRequestTouched(pull), "stir", #"{"stir":{"_0":"acme/shop#42"}}"#),
      (.commitTouched(shop, sha: "a1"), "commitStirred", #"{"commitStirred":{"_0":"acme/shop","sha":"a1"}}"#),
    ]
    for (observation, name, text) in stored {
      #expect(try JSON.value(Observation.self, from: text) == observation)
      #expect(try JSON.text(observation).contains(#""\#(name)""#))
      #expect(try JSON.stored(observation) == observation)
    }
    var tracked = TrackedIssue(reference: issue, nextFetchAt: Timestamp(milliseconds: 0))
    tracked.isTouched = true
    #expect(try JSON.text(tracked).contains(#""isStirred":true"#))
    #expect(try JSON.stored(tracked) == tracked)
  }

  @Test("Dictionaries keyed by identities, references and kinds are JSON objects")
  func objects() throws {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    play.finishes("designer", "tried")
    let item = try JSON.text(play.item(1))
    #expect(item.contains(#""fixEndedAt":{"pr_checks":"#))
    #expect(try JSON.text(["x": play.mission.header.id]).contains(play.mission.id.text))
  }
}
