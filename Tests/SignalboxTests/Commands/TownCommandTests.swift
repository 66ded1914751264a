import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import Testing

@testable import Client
@testable import Views

/// The built program against a town: what it sends, what it prints, how it exits.
@Suite struct TownCommandTests {
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
      let document = try await town.signalbox("mission", "approve", "6f1c", String(item.id.text.prefix(8)), "--json")
        .object()
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

  @Test("what only an operator may do is refused where an agent's run asks for it")
  func operatorsOnly() async throws {
    let town = try await CommandTown()
    let mission = Played().mission
    let task = try #require(mission.tasks.keys.first).text
    try await town.put([mission])
    let commands = try await town.served({ _, _ in .done("noted") }) {
      for words in [
        ["task", "done", task, "--as-operator", "--result", "made"],
        ["task", "fail", task, "--as-operator", "--reason", "no"],
        ["mission", "approve", mission.id.text, "#2"],
      ] {
        let run = try await town.signalbox(words, settings: ["SIGNALBOX_AGENT": "backend"])
        #expect(run.status == 77, "\(words): \(run.errors)")
        #expect(run.errors.contains("agent backend"))
      }
    }
    #expect(commands.isEmpty)
  }
}
