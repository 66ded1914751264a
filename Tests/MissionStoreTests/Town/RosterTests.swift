import MissionCore
import Redis
import Testing

@testable import MissionStore

@Suite("The roster of a mission", .timeLimit(.minutes(10)))
struct RosterTests {
  @Test("holds the three longest idle of each lane, however many there are")
  func bounded() async throws {
    let town = try await TestTown()
    var agents: [Agent] = []
    for number in 1...40 {
      agents.append(Play.agent(UInt64(number), "b\(number)", role: "backend", at: town.now.adding(seconds: -number)))
    }
    agents.append(Play.agent(50, "t", role: "tester", at: town.now))
    agents.append(
      Play.agent(51, "busy", role: "frontend", state: .busy(task: Play.id(1), mission: Play.id(2)), at: town.now))
    agents.append(Play.agent(52, "lost", role: "devops", state: .lost, at: town.now))
    try await register(agents, in: town)
    let roster = try await town.store.roster(for: Play.mission(at: town.now))
    #expect(roster.idle.map(\.name) == ["b40", "b39", "b38", "t"])
    #expect(roster.livingRoles == ["backend", "tester", "frontend"])
    #expect(roster.known.isEmpty)
    #expect(!roster.reviewIsDueElsewhere)
  }

  @Test("holds agents whose role or specialty is what an item asks for")
  func skills() async throws {
    let town = try await TestTown()
    let crowd = (1...9).map { Play.agent(UInt64($0), "g\($0)", role: "worker", at: town.now.adding(seconds: -90)) }
    let poet = Play.agent(20, "poet", role: "poet", at: town.now)
    let reader = Play.agent(21, "reader", role: "worker", specialties: ["poet"], at: town.now)
    try await register(crowd + [poet, reader], in: town)
    var mission = Play.mission(at: town.now)
    var facts = Play.facts(1, title: "Build it", at: town.now)
    facts.labels = ["role:Poet"]
    _ = mission.apply(.observed(.issue(facts)), at: town.now, roster: AgentRoster())
    let roster = try await town.store.roster(for: mission)
    #expect(Set(roster.idle.map(\.name)).isSuperset(of: ["poet", "reader"]))
    #expect(roster.idle.count == 5)
  }

  @Test("leaves out agents that another tool has taken since, and looks behind them")
  func staleIndex() async throws {
    let town = try await TestTown()
    let agents = (1...5).map { Play.agent(UInt64($0), "b\($0)", role: "backend", at: town.now.adding(seconds: $0)) }
    try await register(agents, in: town)
    for agent in agents.prefix(2) {
      try await town.connection.send(["HSET", .text(town.keys.agent(agent.id.text)), "state", "paused"])
    }
    try await town.connection.send(["DEL", .text(town.keys.agent(agents[2].id.text))])
    let roster = try await town.store.roster(for: Play.mission(at: town.now))
    #expect(roster.idle.map(\.name) == ["b4", "b5"])
  }

  @Test("knows the holders of the mission's tasks, the agents of the event, and those a note names")
  func known() async throws {
    let town = try await TestTown()
    let holder = Play.agent(1, "backend", at: town.now)
    let guest = Play.agent(2, "guest", state: .unavailable("paused"), at: town.now)
    let twins = [Play.agent(0xABCD_0000_0000_0000, "Ada", at: town.now), Play.agent(4, "ADA", at: town.now)]
    try await register([holder, guest] + twins, in: town)
    try await town.start(Play.mission(at: town.now))
    try await town.apply(.observed(.issue(Play.facts(1, title: "Build it", at: town.now))), to: Play.firstID)
    let mission = try #require(try await town.store.mission(Play.firstID)).mission
    let roster = try await town.store.roster(
      for: mission, noteWords: ["redirect", "to", "ada", "abcd", "nobody", "ada"], including: [guest.id])
    #expect(roster.known.keys.sorted() == [holder.id, guest.id].sorted())
    #expect(roster.known[holder.id]?.isAlive == true)
    #expect(Set(roster.named.keys) == ["ada", "abcd"])
    #expect(roster.named["ada"]?.map(\.id).sorted() == twins.map(\.id).sorted())
    #expect(roster.named["abcd"]?.map(\.id) == [twins[0].id])
    #expect(try await town.store.agents(named: "aDa").count == 2)
    #expect(try await town.store.agents(named: twins[0].id.text.uppercased()).count == 1)
    #expect(try await town.store.agents(named: "abc").isEmpty)
    #expect(try await town.store.agents(named: "no*").isEmpty)
  }

  @Test("says that a review is due in another mission, not in this one")
  func reviewDue() async throws {
    let town = try await TestTown()
    try await town.register(Play.agent(1, "backend", at: town.now))
    try await town.start(Play.mission(at: town.now))
    try await town.apply(.observed(.issue(Play.facts(1, title: "Implement it", at: town.now))), to: Play.firstID)
    let task = try #require(try await town.store.mission(Play.firstID)?.mission.tasks.keys.first)
    #expect(try await !town.store.roster(for: Play.mission(2, at: town.now)).reviewIsDueElsewhere)
    try await town.apply(
      .taskDone(task, WorkTask.Report(result: "done", hasNoPullRequest: true), by: .conductor("op")), to: Play.firstID)
    #expect(try await town.store.roster(for: Play.mission(2, at: town.now)).reviewIsDueElsewhere)
    let mission = try #require(try await town.store.mission(Play.firstID)).mission
    #expect(try await !town.store.roster(for: mission).reviewIsDueElsewhere)
  }

  @Test("finds the missions that want an agent, the oldest first")
  func wanting() async throws {
    let town = try await TestTown()
    for (number, age) in [(1, 10), (2, 30), (3, 20)] {
      let began = town.now.adding(seconds: -age)
      let mission = Play.mission(UInt64(number), issues: [number], at: began)
      try await town.start(mission)
      let title = number == 3 ? "Review the design" : "Implement it"
      try await town.apply(.observed(.issue(Play.facts(number, title: title, at: began))), to: mission.id)
    }
    let backend = Play.agent(1, "x", role: "backend", at: town.now)
    let all = try await town.store.missionsWanting(agent: backend, limit: 10)
    #expect(all == [Play.id(2), Play.id(3), Play.id(1)])
    #expect(try await town.store.missionsWanting(agent: backend, limit: 1) == [Play.id(2)])
    #expect(try await town.store.missionsWanting(agent: backend, limit: 0).isEmpty)
    try await town.apply(.stop(by: "ada", force: false), to: Play.id(2))
    #expect(try await town.store.missionsWanting(agent: backend, limit: 1) == [Play.id(3)])
  }

  @Test("finds agents that another tool registered once the index is refreshed, and forgets those that are gone")
  func refreshed() async throws {
    let town = try await TestTown(named: "a*[b]\\? é")
    let gone = Play.agent(1, "gone", role: "tester", specialties: ["sql"], at: town.now)
    let kept = Play.agent(2, "kept", role: "backend", at: town.now)
    try await register([gone, kept], in: town)
    try await town.connection.send(["DEL", .text(town.keys.agent(gone.id.text))])
    let foreign: Identifier<Agent> = Play.id(3)
    try await town.connection.send([
      "HSET", .text(town.keys.agent(foreign.text)), "id", .text(foreign.text), "name", "alien", "state", "idle",
    ])
    try await town.connection.send(["SET", .text(town.keys.agent("broken")), "no hash"])
    try await town.connection.send(["SET", .text(town.keys.agent((Play.id(4) as Identifier<Agent>).text)), "no hash"])
    #expect(try await town.store.refreshAgentIndex(lease: LeaseToken(text: "other")) == 0)
    #expect(try await town.store.refreshAgentIndex(lease: town.lease) > 0)
    #expect(try await town.store.allAgents().map(\.name).sorted() == ["alien", "kept"])
    #expect(
      try await town.store.roster(for: Play.mission(at: town.now)).idle.map(\.name).sorted() == ["alien", "kept"])
    #expect(try await town.store.agents(named: "ALIEN").map(\.id) == [foreign])
    #expect(try await town.store.refreshAgentIndex(lease: town.lease) == 0)
  }

  @Test("finds an agent that another tool made by steps of a search, and leads to it from the commit that takes it in")
  func searched() async throws {
    let town = try await TestTown(named: "a*[b]\\? é")
    let known = Play.agent(2, "known", role: "backend", at: town.now)
    try await register([known], in: town)
    for number in 0..<3000 { try await town.connection.send(["SET", .text("other:\(number)"), "x"]) }
    let foreign: Identifier<Agent> = Play.id(3)
    try await town.connection.send([
      "HSET", .text(town.keys.agent(foreign.text)), "id", .text(foreign.text), "name", "alien", "state", "idle",
    ])
    var search = AgentSearch()
    #expect(try await town.store.strangers(&search) == [foreign])
    let alien = try #require(try await town.store.agent(foreign))
    var commit = Commit(lease: town.lease)
    commit.found = [alien]
    #expect(try await town.store.commit(commit) == .committed(revision: nil))
    #expect(try await town.store.strangers(&search).isEmpty)
    #expect(try await town.store.roster(for: Play.mission(at: town.now)).idle.map(\.name) == ["alien", "known"])
    // Its record stays as it was written.
    let fields = try await town.connection.send(["HLEN", .text(town.keys.agent(foreign.text))])
    #expect(fields.integer == 3)
  }

  private func register(_ agents: [Agent], in town: TestTown) async throws {
    let changes = agents.map { AgentChange(before: nil, after: $0) }
    #expect(try await town.store.commit(Commit(lease: town.lease, agents: changes)) == .committed(revision: nil))
  }
}
