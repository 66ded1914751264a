import MissionCore
import MissionStore
import Testing

@testable import CommandLine
@testable import Commands
@testable import Views

@Suite struct MissionLinesTests {
  private func lines(_ played: Played, home: RepositoryName? = nil, paint: Paint = .none) -> MissionLines {
    MissionLines(
      mission: played.mission, roster: played.roster, names: Names(in: played.mission, configured: home),
      now: played.now, paint: paint)
  }

  @Test("Starting the tutorial's mission prints the tutorial's lines, and which line makes an item wait")
  func started() {
    #expect(
      lines(Played()).started == [
        "🚀 Mission started: 6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506", "📋 Objectives: 3 issues", "📦 Work items: 3",
        "   ⏳ Issue #1: Design auth API", "   ⏳ Issue #2: Implement auth endpoints",
        "      └─ waits for #1 (line 1)", "   ⏳ Issue #3: Write auth tests", "      └─ waits for #2 (line 1)",
      ])
  }

  @Test("Documents are counted and named")
  func documents() {
    let started = lines(Played(documents: ["docs/plan.md"])).started
    #expect(started[1] == "📋 Objectives: 3 issues, 1 document")
    #expect(started.last == "   ⏳ Document docs/plan.md")
  }

  @Test("The status says of each item its state, who has it, and why")
  func status() {
    #expect(
      lines(Played()).status(.init(), events: []) == [
        "🎯 Mission 6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506", "   State: 🚀 running",
        "   Started: 2026-04-22 10:00:00 UTC (just now), last progress just now",
        "📋 Objectives: 3 issues (acme/shop#1, acme/shop#2, acme/shop#3)", "📦 Work Items: 3",
        "   📌 Issue #1: Design auth API           assigned  designer",
        "      └─ assigned to designer; it has not taken the task yet",
        "   ⏳ Issue #2: Implement auth endpoints  pending",
        "      └─ waits for its dependency 'Design auth API'",
        "   ⏳ Issue #3: Write auth tests          pending",
        "      └─ waits for its dependency 'Implement auth endpoints'",
      ])
  }

  @Test("What was used is said of the mission, of each agent and of each item, and what may be")
  func used() throws {
    var policy = Policy()
    policy.maxCostUSD = 2
    var played = Played(policy: policy)
    let task = try #require(played.mission.orderedItems.first?.liveTask)
    let agent = try #require(played.mission.tasks[task]?.lease?.agent)
    #expect(lines(played).status(.init(), events: []).contains("💰 Used: $0.00 of $2.00"))
    var usage = RunUsage()
    usage.costUSD = 0.5
    usage.turns = 3
    played.happen(.taskAccounted(task, usage, session: nil, by: agent))
    let shown = lines(played).status(.init(work: true), events: [])
    #expect(shown.contains("💰 Used: $0.50 of $2.00, 3 turns"))
    #expect(shown.contains("   └─ designer: $0.50, 3 turns"))
    #expect(shown.contains("         used $0.50, 3 turns"))
    let metrics = MetricsDocument(of: played.mission, names: [agent: "designer"], at: played.now)
    #expect(metrics.mission.usage == usage && metrics.mission.maxCostUSD == 2)
    #expect(metrics.agents.isEmpty)
    played.happen(.taskRequested(by: agent, HandOver(claim: "claim")))
    #expect(MetricsDocument(of: played.mission, names: [:], at: played.now).agents.map(\.usage) == [usage])
    let record = MissionRecord(played.mission)
    #expect(record.usage == usage && record.usageByAgent == [agent.text: usage])
    let attempts = AttemptRecord.attempts(at: task, of: played.mission)
    let one = TaskLines.one(
      TaskRecord(try #require(played.mission.tasks[task]), of: played.mission), attempts: attempts + attempts,
      agents: [agent: "designer"], at: played.now, paint: .none)
    #expect(one.contains { $0.contains("Used") && $0.contains("$0.50, 3 turns") })
    #expect(one.contains { $0.contains("Attempt 2") && $0.contains("designer, running, $0.50, 3 turns") })
  }

  @Test("Without agents the status says that nobody is there, and asks")
  func nobody() {
    var played = Played(agents: [])
    played.now = Played.start.adding(seconds: 3600)
    played.happen(.tick)
    let all = lines(played).status(.init(dispatcher: true), events: []).joined(separator: "\n")
    #expect(all.contains("State: 🚧 blocked - Waiting: ready, but no living agent is registered"))
    #expect(all.contains("🔵 Issue #1: Design auth API"))
    #expect(all.contains("Help requests: 1"))
    #expect(all.contains("Notes: 0"))
  }

  @Test("A failing check is shown as the tutorial shows it")
  func watches() throws {
    var played = Played()
    let item = try #require(played.mission.orderedItems.first)
    let task = try #require(item.liveTask)
    played.happen(.taskRequested(by: try #require(played.mission.tasks[task]?.lease?.agent), HandOver(claim: "claim")))
    let report = WorkTask.Report(result: "https://github.com/acme/shop/pull/42")
    played.happen(.taskDone(task, report, by: .conductor("op")))
    let reference = try #require(PullRequestReference("acme/shop#42"))
    let all = lines(played).watches
    #expect(all.first == "🚧 Watch Items: 4")
    #expect(all.contains("   ⏳ PR #42 CI check: waiting (next look now)"))
    played.happen(
      .observed(
        .pullRequest(
          PullRequestHint(
            reference: reference, action: "opened", title: "Design", url: "", author: Self.author, state: .open,
            isDraft: false, head: "abc", headBranch: "design", base: "main", closes: [], isTrusted: true,
            updatedAt: Played.start))))
    played.happen(.observed(Self.failure))
    let shown = lines(played).watches
    let line = try #require(shown.first { $0.contains("CI check") })
    #expect(line.hasPrefix("   ⚠️  PR #42 CI check: failing (retrying "))
  }

  @Test("Issues of several repositories are named in full, but for the configured one")
  func severalRepositories() throws {
    let objectives = ["acme/shop#1", "other/lib#2"].compactMap { IssueReference($0) }.map { Objective.issue($0) }
    let mission = Mission(
      id: Played.id, objectives: objectives, policy: Policy(), manifest: Manifest(), at: Played.start)
    let names = Names(in: mission, configured: RepositoryName("acme/shop"))
    #expect(names.short(try #require(IssueReference("acme/shop#1"))) == "#1")
    #expect(names.short(try #require(IssueReference("other/lib#2"))) == "other/lib#2")
    let nameless = Names(in: mission, configured: nil)
    #expect(nameless.short(try #require(IssueReference("acme/shop#1"))) == "acme/shop#1")
  }

  @Test("A mission that is not planned yet says so")
  func planning() throws {
    let mission = Mission(
      id: Played.id, objectives: [.issue(try #require(IssueReference("acme/shop#1")))], policy: Policy(),
      manifest: Manifest(), at: Played.start)
    let all = MissionLines(
      mission: mission, roster: AgentRoster(), names: Names(in: mission, configured: nil), now: Played.start,
      paint: .none)
    #expect(all.status(.init(), events: []).contains("   State: 📝 planning"))
    #expect(all.started.last == "📦 Work items: 0")
  }

  @Test("Colours are the only difference on a terminal")
  func colours() {
    let played = Played()
    let plain = lines(played).status(.init(work: true, watches: true, dispatcher: true), events: [])
    let painted = lines(played, paint: Paint(isOn: true))
      .status(.init(work: true, watches: true, dispatcher: true), events: [])
    #expect(painted != plain)
    #expect(painted.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") } == plain)
  }

  private static let author = Account(login: "backend", isBot: false)
  private static let failure = Observation.check(
    CheckHint(
      repository: RepositoryName("acme/shop")!, sha: "abc", pullRequests: [],
      check: CheckFact(source: .checkRun, name: "build", state: .failure("failure"), startedAt: Played.start)))
}
