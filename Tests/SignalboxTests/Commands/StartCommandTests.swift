import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import Testing

@testable import Client
@testable import Views

/// How `mission start` sends its words, and what it answers.
@Suite struct StartCommandTests {
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
      let document = try await town.signalbox("mission", "start", "-i", "acme/shop#1", "--json").object()
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
}
