import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import Testing

@testable import Client
@testable import Views

/// What the built program shows of a town.
@Suite struct ReadingCommandTests {
  @Test("deliveries are counted and come in pages; every dead letter is on the first, whatever the limit")
  func deliveryPages() async throws {
    let town = try await CommandTown()
    for number in 0..<25 {
      try await town.connection.send([
        "XADD", .text(town.keys.deliveries), "*", "guid", .text("guid-\(number)"), "event", "push", "status",
        "processed", "at", .integer(1_776_852_000_000 + number),
      ])
    }
    for number in 0..<12 {
      try await town.connection.send([
        "XADD", .text(town.keys.deadLetters), "*", "dead_reason", "unreadable", "dead_entry", .text("\(number + 1)-0"),
        "kind", "delivery", "id", .text("dead-\(number)"), "event", "issues",
      ])
    }
    func page(_ number: Int) async throws -> (text: String, guids: Int) {
      let run = try await town.signalbox("delivery", "list", "--limit", "10", "--page", "\(number)", "--json")
      #expect(run.status == 0)
      #expect(run.output.contains(#""counts":{"dead":12,"processed":25}"#))
      #expect(run.output.contains(#""page":\#(number),"pages":3"#))
      return (run.output, run.output.components(separatedBy: #""guid":"#).count - 1)
    }
    #expect(try await page(1).guids == 22)
    #expect(try await page(2).guids == 10)
    let last = try await page(3)
    #expect(last.guids == 5)
    #expect(last.text.contains("guid-0") && !last.text.contains("dead-"))
  }

  @Test("An identity may be cut to four characters; too short and ambiguous exit 65, unknown 66")
  func prefixes() async throws {
    let town = try await CommandTown()
    let ids = ["6f1c2a34-0000-4000-8000-000000000001", "6f1c2a34-0000-4000-8000-000000000002"]
    let issue = try #require(IssueReference("acme/shop#1"))
    try await town.put(
      ids.compactMap { Identifier<Mission>($0) }.map {
        Mission(id: $0, objectives: [.issue(issue)], policy: Policy(), manifest: Manifest(), at: Played.start)
      })
    #expect(try await town.signalbox("mission", "why", ids[0]).status == 0)
    let ambiguous = try await town.signalbox("mission", "why", "6f1c")
    #expect(ambiguous.status == 65)
    for id in ids { #expect(ambiguous.errors.contains(id)) }
    #expect(try await town.signalbox("mission", "why", "6f1").status == 65)
    #expect(try await town.signalbox("mission", "why", "dead").status == 66)
    #expect(try await town.signalbox("mission", "why", "nothing*").status == 66)
    #expect(try await town.signalbox("task", "show", "dead").status == 66)
  }

  @Test("A task is found by four digits of its identity, though a planned item could have such a number")
  func digits() async throws {
    let town = try await CommandTown()
    let missions = (1...1_000 as ClosedRange<UInt64>).lazy.map { Played(id: Identifier(high: $0, low: $0)).mission }
    let (mission, task) = try #require(
      missions.compactMap { mission in
        mission.tasks.keys.first {
          $0.text.prefix(4).allSatisfy(\.isNumber) && !$0.text.hasPrefix("0")
        }.map { (mission, $0) }
      }.first)
    try await town.put([mission])
    let shown = try await town.signalbox("task", "show", String(task.text.prefix(4)))
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains(task.text.prefix(8)))
  }

  @Test("Reading commands answer in the contract's shapes")
  func shapes() async throws {
    let town = try await CommandTown()
    let mission = Played(agents: []).mission
    try await town.put([mission], agents: [Played.agent("backend", number: 9)])
    let status = try await town.signalbox("mission", "status", "--json").object()
    guard case .array(let missions)? = status["missions"], case .object(let first)? = missions.first else {
      Issue.record("no missions: \(status)")
      return
    }
    #expect(Set(first.keys) == ["mission", "work_items", "watch_items", "tasks", "events"])
    let one = try await town.signalbox("mission", "status", "--run", "6f1c", "--json").object()
    #expect(one["mission"]?["id"] == mission.id.text)
    for (words, key) in [
      ("mission list --all", "missions"), ("agent list", "agents"), ("task list --all", "tasks"),
      ("help-requests list", "help_requests"), ("inbox backend", "messages"), ("inbox conductor", "messages"),
      ("delivery list", "deliveries"), ("mission log 6f1c", "events"),
    ] {
      let document = try await town.signalbox(words.split(separator: " ").map(String.init) + ["--json"]).object()
      guard case .array? = document[key] else {
        Issue.record("no \(key) in \(document)")
        continue
      }
    }
    let why = try await town.signalbox("mission", "why", "6f1c", "#1", "--json").object()
    guard case .array(let items)? = why["items"] else {
      Issue.record("no items: \(why)")
      return
    }
    #expect(items.map { $0["why"] } == ["ready, but no fitting agent is free"])
  }

  @Test("Lists can be cut and filtered, and a filter that is none is named with those there are")
  func filters() async throws {
    let town = try await CommandTown()
    var played = Played()
    played.happen(.tick)
    try await town.put(
      [played.mission], agents: [Played.agent("designer", number: 1), Played.agent("backend", number: 2)])
    func count(_ key: String, _ words: String...) async throws -> Int? {
      guard case .array(let rows)? = try await town.signalbox(words + ["--json"]).object()[key] else { return nil }
      return rows.count
    }
    #expect(try await count("tasks", "task", "list") == 1)
    #expect(try await count("tasks", "task", "list", "--state", "assigned", "--mission", "6f1c") == 1)
    #expect(try await count("tasks", "task", "list", "--state", "failed") == 0)
    #expect(try await count("tasks", "task", "list", "--agent", "backend") == 0)
    #expect(try await count("tasks", "task", "list", "--since", "2200-01-01T00:00:00Z") == 0)
    #expect(try await count("agents", "agent", "list", "--limit", "1") == 1)
    #expect(try await count("agents", "agent", "list", "--state", "idle") == 2)
    #expect(try await count("missions", "mission", "list", "--state", "running") == 1)
    #expect(try await count("missions", "mission", "list", "--state", "completed") == 0)
    #expect(try await count("help_requests", "help-requests", "--mission", "6f1c") == 0)
    #expect(try await count("events", "mission", "log", "6f1c", "--limit", "1") == 1)
    let wrong = try await town.signalbox("task", "list", "--state", "odd")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("pending, assigned"))
    #expect(try await town.signalbox("mission", "list", "--limit", "0").status == 64)
  }

  @Test("The human status tells people what moves and why, without colours in a pipe")
  func humanStatus() async throws {
    let town = try await CommandTown()
    #expect(try await town.signalbox("mission", "status").lines.last == "📋 No active missions")
    try await town.put([Played(agents: []).mission])
    let run = try await town.signalbox("mission", "status", "--watch", "--dispatcher", "--work")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("🔵 Issue #1: Design auth API"))
    #expect(run.output.contains("└─ ready, but no living agent is registered"))
    #expect(run.output.contains("🚧 Watch Items: 0"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test("Titles and names from outside cannot command a terminal")
  func hostile() async throws {
    let town = try await CommandTown()
    let issue = try #require(IssueReference("acme/shop#1"))
    var mission = Mission(
      id: Played.id, objectives: [.issue(issue)], policy: Policy(), manifest: Manifest(), at: Played.start)
    _ = mission.apply(
      .observed(
        .issue(
          IssueFacts(
            reference: issue, title: "\u{1B}[2J\u{1B}]0;owned\u{7}Design\r\n\u{202E}it", body: "", state: .open,
            labels: [], url: "", isPullRequest: false, blockedBy: [], updatedAt: Played.start))), at: Played.start,
      roster: AgentRoster())
    try await town.put([mission])
    for words in [["status", "--work"], ["list"], ["why", "6f1c"]] {
      let run = try await town.signalbox("mission", words[0], words.count > 1 ? words[1] : "--all")
      let isHarmless = run.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
      #expect(isHarmless)
      #expect(!run.output.unicodeScalars.contains("\u{202E}"))
    }
  }
}
