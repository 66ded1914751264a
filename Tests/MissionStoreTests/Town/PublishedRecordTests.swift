import MissionCore
import Redis
import Testing

@testable import MissionStore

/// Only records of what an event touched are written. All others must be as they would be written now.
@Suite struct PublishedRecordTests {
  @Test("After every step of a life all published records are what the mission makes of them")
  func staysTrue() async throws {
    let town = try await TestTown()
    let id = Play.firstID
    try await town.start(Play.mission(issues: [1, 2, 3], at: town.now))
    for (number, body) in [(1, ""), (2, "Depends on #1"), (3, "")] {
      try await step(.observed(.issue(Play.facts(number, title: "Build it", body: body, at: town.now))), town)
    }
    for (number, name) in [(11, "backend"), (12, "worker"), (13, "reviewer")] {
      try await town.register(Play.agent(UInt64(number), name, at: town.now))
      try await step(.agentAvailable, town)
      try await step(.taskRequested(by: Play.id(UInt64(number)), HandOver(claim: "claim")), town)
    }
    for number in 1...3 {
      let hint = PullRequestHint(
        reference: Play.pull(40 + number), action: "opened", title: "Build it",
        url: "https://github.com/acme/shop/pull/\(40 + number)", author: Account(login: "ada", isBot: false),
        state: .open,
        isDraft: false, head: "\(40 + number)-0", headBranch: "work", base: "main", closes: [Play.issue(number)],
        isTrusted: true, updatedAt: town.now)
      try await step(.observed(.pullRequest(hint)), town)
    }
    for round in 0..<6 {
      let mission = try #require(try await town.store.mission(id)?.mission)
      for task in mission.tasks.values.filter({ $0.lease != nil }).sorted(by: { $0.id < $1.id }) {
        guard let agent = task.lease?.agent else { continue }
        let result = "https://github.com/acme/shop/pull/\(41 + round)"
        let verdict: WorkTask.ReviewVerdict? = if case .review = task.kind { .approve } else { nil }
        try await step(
          .taskDone(task.id, .init(result: result, summary: "learnt", verdict: verdict), by: .agent(agent)), town)
        try await step(.taskRequested(by: agent, HandOver(claim: "claim")), town)
      }
      for number in 41...46 {
        let state: CheckState = (number + round).isMultiple(of: 3) ? .failure("failure") : .success
        try await step(
          .observed(
            .snapshot(
              Play.snapshot(number, head: "\(number)-\(round / 2)", checks: [Play.check("ci", state)], at: town.now))),
          town)
      }
      try await step(.tick, town)
    }
    try await step(.stop(by: "operator", force: false), town)
    try await step(.resume(by: "operator"), town)
    let mission = try #require(try await town.store.mission(id)?.mission)
    #expect(mission.watches.count >= 4 && mission.tasks.count >= 4)
  }

  private func step(_ event: Event, _ town: TestTown) async throws {
    town.pass(seconds: 7)
    try await town.apply(event, to: Play.firstID)
    let stored = try #require(try await town.store.mission(Play.firstID))
    let mission = stored.mission
    let (keys, id) = (town.keys, mission.id.text)
    #expect(try await town.text(keys.mission(id)) == text(MissionRecord(mission)))
    let items = try await town.hash(keys.work(mission: id))
    #expect(items == records(mission.items.elements) { WorkItemRecord($0, of: mission) })
    let watches = try await town.hash(keys.watches(mission: id))
    #expect(watches == records(mission.watches.elements) { WatchItemRecord($0, of: mission) })
    for task in mission.tasks.values {
      #expect(try await town.hash(keys.task(task.id.text)) == TaskRecord(task, of: mission).fields)
    }
  }

  private func records<Part>(
    _ parts: Elements<Identifier<Part>, Part>, _ record: (Part) -> some Encodable
  ) -> [String: String] {
    Dictionary(uniqueKeysWithValues: parts.map { ($0.key.text, text(record($0.value))) })
  }

  private func text(_ record: some Encodable) -> String { String(decoding: PartCoding.json(record), as: UTF8.self) }
}
