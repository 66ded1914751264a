import CommandLine
import FoundationEssentials
import MissionCore
import MissionStore
import Redis
import TestSupport
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

  @Test("A command whose way to Redis breaks while it waits is carried out once, and answers")
  func brokenWhileWaiting() async throws {
    let town = try await CommandTown()
    let mission = Played(agents: []).mission
    try await town.put([mission])
    let commands = try await town.served({ [connection = town.connection] _, _ in
      // The program waits for this answer; its connection is gone before it comes.
      try await eventually("the program to be cut off") {
        let clients = try await connection.send(["CLIENT", "LIST"]).text ?? ""
        let waiting = clients.split(separator: "\n").first { $0.contains(" cmd=blpop ") }
        guard let id = waiting?.split(separator: " ").first?.dropFirst("id=".count) else { return false }
        return try await connection.send(["CLIENT", "KILL", "ID", .text(String(id))]).integer == 1
      }
      return .done("as you wish")
    }) {
      let run = try await town.signalbox("mission", "stop", "6f1c")
      #expect(run.status == 0)
      #expect(run.output.contains("as you wish"))
    }
    #expect(commands.count == 1)
  }

  @Test(
    "Redis that refuses is told with the way out, and without the place in a script",
    arguments: [
      ("READONLY", 69, "primary"), ("OOM", 69, "maxmemory"), ("MISCONF", 69, "disk"), ("LOADING", 69, "try again"),
      ("NOAUTH", 77, "password"), ("ERR", 69, "log"),
    ])
  func refusing(code: String, exit: Int32, hint: String) {
    let error = RedisError.serverError(
      code: code, message: "\(code) no. script: 8ff6eea962ed5354cc81e9a6ae94f1cbafae3725, on @user_script:48.")
    let failure = CommandFailure(error, configuration: nil)
    #expect(failure.code.rawValue == exit)
    #expect(failure.what == "Redis refused: \(code) no.")
    #expect(failure.hint.contains(hint))
  }

  @Test("status and doctor say that Redis takes no writes, and doctor what else it found")
  func readOnly() async throws {
    let town = try await CommandTown()
    _ = try await town.store.acquireLease(LeaseToken(text: "clerk"), holder: "test:9", seconds: 600)
    try await town.connection.send(["REPLICAOF", "127.0.0.1", "1"])
    let status = try await town.signalbox("status")
    #expect(status.status == 0)
    #expect(status.output.contains("READONLY"))
    let doctor = try await town.signalbox("doctor", "--json")
    #expect(doctor.output.contains("redis writes"))
    #expect(doctor.output.contains("let --redis name its primary"))
    #expect(doctor.output.contains("test:9 serves this town"))
  }
}
