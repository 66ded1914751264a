import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import Testing

@testable import Client
@testable import Views

/// The built program against a town: what it sends, what it prints, how it exits.
@Suite struct TownCommandTests {
  private func json(_ run: ProgramRun) throws -> [String: JSONValue] {
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 1)
    guard case .object(let object) = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8)) else {
      Issue.record("no object: \(run.output)")
      return [:]
    }
    return object
  }

  /// Starts a planned mission under the identity that was sent.
  private static let planning: @Sendable (Command, inout Commit) async throws -> Receipt = { command, commit in
    guard case .missionStart(let id, let objectives, let policy, let manifest, _, _) = command else {
      return .done("done")
    }
    var mission = Mission(id: id, objectives: objectives, policy: policy, manifest: manifest, at: Played.start)
    let titles = ["Design auth API", "Implement auth endpoints", "Write auth tests"]
    let events = zip(objectives, titles).compactMap { objective, title -> Event? in
      guard case .issue(let reference) = objective else { return nil }
      return .observed(
        .issue(
          IssueFacts(
            reference: reference, title: title, body: "", state: .open, labels: [], url: "", isPullRequest: false,
            blockedBy: [], updatedAt: Played.start)))
    }
    commit.effects = mission.apply(events, at: Played.start, roster: AgentRoster()).effects
    commit.mission = MissionChange(before: nil, after: mission)
    commit.receipts.append(ReceiptRecord(signalID: id.text, json: try Receipt.done("planned").json()))
    return .done("started")
  }

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

  @Test("mission start sends what was asked for and prints the tutorial's lines")
  func start() async throws {
    let town = try await CommandTown()
    try Data("[policy]\nmax_parallel_items = 7\nwatch_interval_secs = 60\n".utf8)
      .write(to: URL(filePath: "\(town.directory)/mission.toml"))
    let commands = try await town.served(Self.planning) {
      let run = try await town.signalbox(
        "mission", "start", "--repo", "acme/shop", "-i", "1", "#2", "-i", "https://github.com/acme/shop/issues/3",
        "--manifest", "mission.toml", "--max-parallel", "3", "--no-reviewer")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.lines.first?.hasPrefix("🚀 Mission started: ") == true)
      #expect(
        run.lines.dropFirst() == [
          "📋 Objectives: 3 issues", "📦 Work items: 3", "   ⏳ Issue #1: Design auth API",
          "   ⏳ Issue #2: Implement auth endpoints", "   ⏳ Issue #3: Write auth tests",
        ])
    }
    guard case .missionStart(_, let objectives, let policy, _, _, _)? = commands.first else {
      Issue.record("sent \(commands)")
      return
    }
    #expect(objectives == (1...3).compactMap { IssueReference("acme/shop#\($0)") }.map { .issue($0) })
    #expect(policy.maxParallelItems == 3, "a flag beats the manifest")
    #expect(policy.watchIntervalSeconds == 60)
    #expect(!policy.reviewerRequired)
  }

  @Test("mission start --json answers with the mission's document")
  func startJSON() async throws {
    let town = try await CommandTown()
    _ = try await town.served(Self.planning) {
      let document = try json(try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--json"))
      #expect(Set(document.keys) == ["mission", "work_items", "watch_items", "tasks", "events"])
      guard case .array(let items)? = document["work_items"] else {
        Issue.record("no items")
        return
      }
      #expect(items.first?["title"] == "Design auth API")
      #expect(items.first?["why"]?.isEmpty == false)
    }
  }

  @Test("A plan that cannot be made exits 65 and names the mission that stays in planning")
  func planFault() async throws {
    let town = try await CommandTown()
    _ = try await town.served({ command, commit in
      guard case .missionStart(let id, _, _, _, _, _) = command else { return .done("") }
      let fault = Receipt.refused(Refusal(.invalid, "The issues depend on one another in a cycle", hint: "mend it"))
      commit.receipts.append(ReceiptRecord(signalID: id.text, json: try fault.json()))
      return .done("started")
    }) {
      let run = try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--keep")
      #expect(run.status == 65)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("stays in planning: The issues depend on one another in a cycle"))
      #expect(run.errors.contains("(mend it)"))
    }
  }

  @Test("A plan that is not made in time exits 75 and names the mission")
  func unconfirmed() async throws {
    let town = try await CommandTown()
    _ = try await town.served({ _, _ in .done("started") }) {
      let run = try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--wait", "1")
      #expect(run.status == 75)
      #expect(run.errors.contains("mission status --run"))
    }
  }

  @Test("A broken manifest exits 65 with all its faults and starts nothing")
  func manifest() async throws {
    let town = try await CommandTown()
    try Data("[policy]\nmax_parallel_items = 0\ncolour = 1\n".utf8)
      .write(to: URL(filePath: "\(town.directory)/m.toml"))
    let run = try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--manifest", "m.toml")
    #expect(run.status == 65)
    #expect(run.errors.contains("line 2, policy.max_parallel_items") && run.errors.contains("line 3, policy.colour"))
    let missing = try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--manifest", "none.toml")
    #expect(missing.status == 66)
  }

  @Test("A changing command where nobody holds the lease exits 69 and leaves nothing in the stream")
  func noClerk() async throws {
    let town = try await CommandTown()
    let played = Played(agents: [])
    try await town.put([played.mission])
    let run = try await town.signalbox("mission", "stop", "6f1c")
    #expect(run.status == 69)
    #expect(run.errors.contains("start 'signalbox serve'"))
    #expect(try await town.store.streamLength() == 0)
  }

  @Test("What the clerk refuses exits 65 or 66 with its words")
  func refused() async throws {
    let town = try await CommandTown()
    try await town.put([Played(agents: []).mission])
    for (kind, code) in [(Refusal.Kind.invalid, 65), (.notFound, 66), (.unavailable, 69)] as [(Refusal.Kind, Int32)] {
      _ = try await town.served({ _, _ in .refused(Refusal(kind, "the mission is over", hint: "start another")) }) {
        let run = try await town.signalbox("mission", "resume", "6f1c")
        #expect(run.status == code)
        #expect(run.errors == "signalbox: the mission is over (start another)\n")
      }
    }
  }

  @Test("stop, resume, note and approve send what they say")
  func changes() async throws {
    let town = try await CommandTown()
    let mission = Played(agents: []).mission
    try await town.put([mission])
    let item = try #require(mission.orderedItems.dropFirst().first)
    let commands = try await town.served({ _, _ in .done("as you wish") }) {
      let stop = try await town.signalbox("mission", "stop", "6F1C2A34", "--force")
      #expect(stop.lines == ["⏹️  Mission \(mission.id) stopped", "   └─ as you wish"])
      #expect(try await town.signalbox("mission", "resume", mission.id.text).status == 0)
      #expect(try await town.signalbox("mission", "note", "6f1c", "skip #3").status == 0)
      #expect(try await town.signalbox("mission", "approve", "6f1c", "#2").status == 0)
      let document = try json(
        try await town.signalbox("mission", "approve", "6f1c", String(item.id.text.prefix(8)), "--json"))
      #expect(document["message"] == .text("as you wish"))
    }
    #expect(commands.count == 5)
    #expect(commands[0] == .missionStop(mission: mission.id, by: "conductor", force: true))
    #expect(commands[1] == .missionResume(mission: mission.id, by: "conductor"))
    guard case .missionNote(mission.id, _, "conductor", "skip #3") = commands[2] else {
      Issue.record("sent \(commands[2])")
      return
    }
    let approval = Command.missionApprove(mission: mission.id, item: item.id, by: "conductor")
    #expect(commands[3] == approval)
    #expect(commands[4] == approval)
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
    let status = try json(try await town.signalbox("mission", "status", "--json"))
    guard case .array(let missions)? = status["missions"], case .object(let first)? = missions.first else {
      Issue.record("no missions: \(status)")
      return
    }
    #expect(Set(first.keys) == ["mission", "work_items", "watch_items", "tasks", "events"])
    let one = try json(try await town.signalbox("mission", "status", "--run", "6f1c", "--json"))
    #expect(one["mission"]?["id"] == mission.id.text)
    for (words, key) in [
      ("mission list --all", "missions"), ("agent list", "agents"), ("task list --all", "tasks"),
      ("help-requests list", "help_requests"), ("inbox backend", "messages"), ("inbox conductor", "messages"),
      ("delivery list", "deliveries"), ("mission log 6f1c", "events"),
    ] {
      let document = try json(try await town.signalbox(words.split(separator: " ").map(String.init) + ["--json"]))
      guard case .array? = document[key] else {
        Issue.record("no \(key) in \(document)")
        continue
      }
    }
    let why = try json(try await town.signalbox("mission", "why", "6f1c", "#1", "--json"))
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
      guard case .array(let rows)? = try json(try await town.signalbox(words + ["--json"]))[key] else { return nil }
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
    #expect(run.output.contains("└─ ready, but no agent is registered"))
    #expect(run.output.contains("🚧 Watch Items: 0"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test("agent register answers with the agent the clerk made")
  func register() async throws {
    let town = try await CommandTown()
    let commands = try await town.served({ command, commit in
      guard case .agentRegister(let id, let name, let role, let specialties) = command else { return .done("") }
      var agent = Played.agent(name, number: 1)
      agent = Agent(
        id: id, name: name, role: role ?? name, specialties: specialties, state: .idle,
        registeredAt: agent.registeredAt,
        lastHeartbeat: agent.lastHeartbeat, lastActiveAt: agent.lastActiveAt, tasksCompleted: 0)
      commit.agents = [AgentChange(before: nil, after: agent)]
      return .agent(id)
    }) {
      let run = try await town.signalbox(
        "agent", "register", "mira", "--role", "reviewer", "--specialty", "SQL, auth", "--json")
      let document = try json(run)
      guard case .object(let agent)? = document["agent"] else {
        Issue.record("no agent")
        return
      }
      #expect(agent["name"] == .text("mira"))
      #expect(agent["role_id"] == .text("reviewer"))
      let bad = try await town.signalbox("agent", "register", "two words")
      #expect(bad.status == 65)
      #expect(try await town.signalbox("agent", "register", "Conductor").status == 65)
      let wizard = try await town.signalbox("agent", "register", "merlin", "--role", "wizard")
      #expect(wizard.status == 0)
      #expect(wizard.errors.contains("'wizard' is none of the known roles (backend, designer"))
      #expect(try await town.signalbox("agent", "heartbeat", "MIRA").status == 0)
      #expect(try await town.signalbox("agent", "heartbeat", "nobody").status == 66)
    }
    guard case .agentRegister(_, "mira", "reviewer", ["sql", "auth"])? = commands.first else {
      Issue.record("sent \(commands)")
      return
    }
  }

  @Test("task next waits until the agent is woken, then hands over task and prompt")
  func next() async throws {
    let town = try await CommandTown()
    var played = Played(agents: [])
    let agent = Played.agent("designer", number: 3)
    played.roster = AgentRoster(idle: [agent], livingRoles: ["designer"])
    played.happen(.agentAvailable)
    let task = try #require(played.mission.tasks.keys.first)
    try await town.put([played.mission], agents: [agent])
    let empty = try await town.served({ _, _ in .task(nil, prompt: "") }) {
      let forPrograms = try await town.signalbox("task", "next", "--agent", "designer", "--json")
      #expect(forPrograms.output == "{\"task\":null}\n")
      let forPeople = try await town.signalbox("task", "next", "--agent", "designer")
      #expect(forPeople.lines == ["💤 No task for designer"])
    }
    #expect(empty == [.taskNext(agent: agent.id), .taskNext(agent: agent.id)])
    let asked = AskedBefore()
    let commands = try await town.served({ [connection = town.connection, keys = town.keys] _, _ in
      guard await asked.firstTime() else { return .task(task, prompt: "Design it.\nWell.") }
      // Between the question and the wait: a wake that came too early must count too.
      try await connection.send(["LPUSH", .text(keys.wake(agent: agent.id)), "1"])
      return .task(nil, prompt: "")
    }) {
      let run = try await town.signalbox("task", "next", "--agent", "designer", "--wait", "60", "--json")
      let document = try json(run)
      #expect(document["task"]?["id"] == task.text)
      #expect(document["prompt"] == .text("Design it.\nWell."))
    }
    #expect(commands.count == 2)
  }

  private actor AskedBefore {
    private var wasAsked = false
    func firstTime() -> Bool {
      defer { wasAsked = true }
      return !wasAsked
    }
  }

  @Test("task done and task fail carry the report")
  func reports() async throws {
    let town = try await CommandTown()
    let mission = Played().mission
    let task = try #require(mission.tasks.keys.first)
    try await town.put([mission])
    let commands = try await town.served({ _, _ in .done("noted") }) {
      let done = try await town.signalbox(
        "task", "done", String(task.text.prefix(8)), "--result", "acme/shop#42", "--proof", "p", "--summary", "s",
        "--verdict", "APPROVE", "--claim", "c1")
      #expect(done.status == 0, "\(done.errors)")
      #expect(
        try await town.signalbox("task", "fail", task.text, "--reason=-1 is no answer", "--as-operator").status == 0)
    }
    let report = WorkTask.Report(result: "acme/shop#42", proof: "p", summary: "s", verdict: .approve)
    #expect(
      commands == [
        .taskDone(task: task, report: report, by: .claim("c1")),
        .taskFail(task: task, reason: "-1 is no answer", by: .conductor("conductor")),
      ])
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
