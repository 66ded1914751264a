import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import Service

/// Cases from the field: servers that refuse, know less, or were cut off from their power.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseServerTests {
  // MARK: GitHub shuts us out

  /// An answer of GitHub that does not mend itself, and what of it a person must read.
  private struct Refusal: Sendable {
    var status = 403
    var body: String
    var headers: SandboxJSON = [:]
    var words: String
  }

  private static let refusals = [
    Refusal(
      body:
        #"{"message":"Although you appear to have the correct authorization credentials, the `acme` organization has "#
        + #"an IP allow list enabled, and your IP address is not permitted to access this resource."}"#,
      words: "IP allow list"),
    Refusal(
      body:
        #"{"message":"Resource protected by organization SAML enforcement. You must grant your OAuth token access."}"#,
      headers: ["X-GitHub-SSO": "required; url=https://github.com/orgs/acme/sso?authorization_request=A"],
      words: "single sign-on"),
    Refusal(
      status: 200,
      body: #"{"data":{"p0":null},"errors":[{"type":"FORBIDDEN","path":["p0"],"extensions":"#
        + #"{"saml_failure":true},"message":"Resource protected by organization SAML enforcement."}]}"#,
      words: "SAML"),
    Refusal(
      status: 200,
      body:
        #"{"data":null,"errors":[{"type":"FORBIDDEN","path":["repository"],"message":"An IP allow list is enabled."}]}"#,
      words: "IP allow list"),
    Refusal(status: 401, body: #"{"message":"Bad credentials"}"#, words: "token"),
  ]

  @Test(
    "§6 IP allow list, SAML, expired token: one help request within minutes, in GitHub's words, gone when it is mended")
  func shutOut() async throws {
    for refusal in Self.refusals {
      try await ClockedTown.run { town in
        let work = try await town.openWork(1, check: nil)
        let id = try await town.start([work.number])
        try await town.pass(seconds: 300)
        #expect(try await town.mission(id).itemHelp.isEmpty)
        var fault: SandboxJSON = [
          "kind": "status", "status": .int(refusal.status), "body": .string(refusal.body), "headers": refusal.headers,
          "count": 100_000,
        ]
        if refusal.status == 200 { fault = fault.adding(["path": "/graphql"]) }
        try await town.github(.post, "/_sandbox/faults", ["fail": [fault]])
        // Until the next look, and two minutes.
        try await town.pass(seconds: 180 + 125)
        let mission = try await town.mission(id)
        let item = try #require(mission.items.keys.first)
        #expect(mission.itemHelp.count == 1, "\(refusal.words): \(mission.itemHelp)")
        let why = mission.why(item, roster: AgentRoster())
        #expect(why.contains(refusal.words), "\(refusal.words): \(why)")
        try await town.github(.post, "/_sandbox/faults", ["fail": []])
        try await town.pass(seconds: 700)
        #expect(try await town.mission(id).itemHelp.isEmpty, "\(refusal.words)")
      }
    }
  }

  @Test("§6 a draft that was handed in is asked about within an hour, once, until it is ready")
  func draftForDays() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1)
      let pull = work.number + 1
      func setDraft(_ isDraft: Bool) throws {
        try town.sandbox.act(as: "ada") { state, act in
          Acted((), events: try state.setDraft(isDraft, of: pull, in: ClockedTown.shop, by: act))
        }
      }
      try setDraft(true)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 1500)
      #expect(try await town.mission(id).itemHelp.isEmpty, "its author may still call it ready")
      try await town.pass(seconds: 2100)
      for _ in 0..<3 {
        let help = try await town.mission(id).itemHelp
        #expect(help.count == 1 && help[0].contains("still a draft"), "\(help)")
        try await town.pass(seconds: 86_400)
      }
      try setDraft(false)
      try await town.pass(seconds: 1200)
      #expect(try await town.mission(id).itemHelp.isEmpty)
    }
  }

  @Test("§6 what people are asked about a bot stands while others write and push, and is asked no second time")
  func askedOnce() async throws {
    try await ClockedTown.run { town in
      try await town.github(
        .post, "/_sandbox/repos", ["name": "acme/shop", "users": [["login": "cursor[bot]", "type": "Bot"]]])
      let work = try await town.openWork(1)
      let pull = work.number + 1
      try town.sandbox.act(as: "cursor[bot]") { state, act in
        let text = "Bugbot skipped: the diff is too large."
        return Acted((), events: try state.comment(on: pull, in: ClockedTown.shop, text, by: act).events)
      }
      let id = try await town.start([work.number])
      try await town.pass(seconds: 300)
      let asked = try await town.mission(id).header.help.filter { $0.item != nil }
      #expect(asked.count == 1 && asked[0].reason.contains("Cursor Bugbot stood down"), "\(asked)")
      for _ in 0..<3 {
        try await town.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "main"])
        try await town.pass(seconds: 200)
        #expect(try await town.mission(id).header.help.filter { $0.item != nil }.map(\.id) == asked.map(\.id))
      }
    }
  }

  @Test("§5 a check that is pending for ever is asked about within a bounded time, once")
  func pendingForEver() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1, check: nil)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 3600)
      #expect(try await town.mission(id).itemHelp.isEmpty, "an hour is no long time for a check")
      try await town.pass(seconds: 11 * 3600)
      let help = try await town.mission(id).itemHelp
      #expect(help.count == 1 && help[0].contains("check ci has been pending for hours"), "\(help)")
      try await town.report(work.head, "success")
      try await town.pass(seconds: 600)
      #expect(try await town.mission(id).itemHelp.isEmpty)
    }
  }

  // MARK: Private Redis after a power loss

  private static let folder = "data/redis/appendonlydir"

  /// Serves, remembers a mission, ends in order, lets something happen to the append-only files, and starts again.
  private func afterPowerLoss(
    _ happens: (World) throws -> Void,
    _ body: (World, TestProcess, _ log: String, _ mission: String) async throws -> Void
  ) async throws {
    try await World.run { world in
      let set = try await world.tell("mission", "set", "Kept")
      let mission = try #require(set["mission"]["id"].stringValue)
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))
      try happens(world)
      let started = try world.start(["serve", "--listen", "127.0.0.1:0"])
      try await body(world, started.program, started.log, mission)
      started.program.signal(SIGTERM)
      _ = try await started.program.wait()
    }
  }

  private func file(_ world: World, _ suffix: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.file(Self.folder))
    return try #require(names.filter { $0.hasSuffix(suffix) }.max())
  }

  @Test("§7 an append-only file with zeros or garbage at its end is kept, mended and told of, and nothing is lost")
  func garbageAtTheEnd() async throws {
    for garbage in [[UInt8](repeating: 0, count: 4096), Array("\u{0}\u{1}pieces of\r\n*another file\r\n".utf8)] {
      try await afterPowerLoss { world in
        let path = world.folder.file("\(Self.folder)/\(try file(world, ".incr.aof"))")
        let handle = try #require(fopen(path, "a"))
        fwrite(garbage, 1, garbage.count, handle)
        fclose(handle)
      } _: { world, program, log, mission in
        try await eventually("the service to be ready, or to give up") {
          program.outcome != nil || world.folder.read(log).contains("Admin listener is ready")
        }
        #expect(program.outcome == nil, "\(world.folder.read(log))")
        let said = RunningService.lines(world.folder.read(log)).first { $0["bytes"].integerValue == garbage.count }
        let backup = try #require(said?["backup"].stringValue)
        let kept = try FileManager.default.contentsOfDirectory(atPath: backup)
        #expect(kept.contains { $0.hasSuffix(".incr.aof") })
        #expect(try await world.tell("mission", "status", "--run", mission)["mission"]["id"].stringValue == mission)
      }
    }
  }

  @Test("§7 damage before whole writes is not cut off, and a missing manifest is no empty town: both refuse to start")
  func refusesToStart() async throws {
    try await afterPowerLoss { world in
      let path = world.folder.file("\(Self.folder)/\(try file(world, ".incr.aof"))")
      var bytes = Array(try Data(contentsOf: URL(filePath: path)))
      bytes.replaceSubrange(100..<110, with: [UInt8](repeating: 0, count: 10))
      try Data(bytes).write(to: URL(filePath: path))
    } _: { world, program, log, _ in
      let end = try await program.wait()
      #expect(end == .exited(69))
      #expect(world.folder.read(log).contains("is damaged at byte"), "\(world.folder.read(log))")
    }
    try await afterPowerLoss { world in
      let manifest = try file(world, ".manifest")
      #expect(unlink(world.folder.file("\(Self.folder)/\(manifest)")) == 0)
    } _: { world, program, log, _ in
      let end = try await program.wait()
      #expect(end == .exited(69))
      #expect(world.folder.read(log).contains("would begin an empty town"), "\(world.folder.read(log))")
      let left = try file(world, ".incr.aof")
      #expect(!left.isEmpty, "what is there was left alone")
    }
  }

  // MARK: External Redis

  @Test("§7 eviction and everysec of an external Redis are said at the start and by readyz")
  func weakSettings() async throws {
    try await World.runOnRedis { options in
      options.serves = false
    } _: { world, _ in
      for setting in [["appendfsync", "everysec"], ["maxmemory", "100mb"], ["maxmemory-policy", "allkeys-lru"]] {
        try await world.command("CONFIG", "SET", setting[0], setting[1])
      }
      try await world.serve()
      let ready = try await world.ask("/readyz")
      #expect(ready.status == 200 && ready.text.contains("appendfsync is everysec"), "\(ready.text)")
      #expect(ready.text.contains("maxmemory-policy is allkeys-lru"), "\(ready.text)")
      let log = world.folder.read(world.service.log)
      #expect(log.contains("appendfsync is everysec") && log.contains("maxmemory-policy is allkeys-lru"))
    }
  }

  @Test("§7 a read-only replica, or a Redis that runs no scripts, stops the start with the reason")
  func noWrites() async throws {
    try await World.runOnRedis { options in
      options.serves = false
    } _: { world, _ in
      try await world.command("REPLICAOF", "127.0.0.1", "1")
      let replica = try world.start(["serve", "--listen", "127.0.0.1:0"])
      #expect(try await replica.program.wait() == .exited(69))
      let first = world.folder.read(replica.log).split(separator: "\n").first { $0.contains("replica") }
      #expect(first?.contains("primary") == true, "\(world.folder.read(replica.log))")

      try await world.command("REPLICAOF", "NO", "ONE")
      try await world.command("ACL", "SETUSER", "default", "-eval", "-evalsha")
      let mute = try world.start(["serve", "--listen", "127.0.0.1:0"])
      #expect(try await mute.program.wait() == .exited(77))
      #expect(world.folder.read(mute.log).contains("run scripts"), "\(world.folder.read(mute.log))")
    }
  }
}

extension Mission {
  /// What is asked about its items; nobody is there to review, which is asked as well.
  fileprivate var itemHelp: [String] { header.help.filter { $0.item != nil }.map(\.reason) }
}
