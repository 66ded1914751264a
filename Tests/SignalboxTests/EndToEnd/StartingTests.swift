import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import Redis
import TestSupport
import Testing

/// What keeps a service from starting, and what commands answer where they cannot do what is asked.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StartingTests {
  @Test("all faults of a configuration are named at once, and nothing is started")
  func faults() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try world.folder.write("", to: "empty")
      try world.folder.write("colour = 1\nlisten = \"nowhere\"\n", to: "signalbox.toml")
      let outcome = try await world.run(
        "serve", "--config", "signalbox.toml", "--town", "a:b", "--redis", "rediss://cache:6380/0", "--admin-listen",
        "0.0.0.0:1", "--tick", "0",
        "--webhook-secret-file", world.folder.file("empty"), "--github-api", "ftp://x", "--log-level", "loud",
        "--github-token-file", world.folder.file("missing"))
      #expect(outcome.code == 64)
      #expect(outcome.output.isEmpty)
      for place in [
        "--town", "--redis", "--admin-listen", "--tick", "--webhook-secret-file", "--github-api", "--log-level",
        "--github-token-file", "colour", "listen",
      ] {
        #expect(outcome.errors.contains(place), "\(place) is not named in \(outcome.errors)")
      }
      #expect(outcome.errors.contains("TLS"))
      #expect(!FileManager.default.fileExists(atPath: world.data))
    }
  }

  @Test(
    "an empty secret, an unreadable key, a malformed address or an unknown key stops the start",
    arguments: [
      (["--webhook-secret-file", "empty"], 65), (["--github-token-file", "missing"], 65),
      (["--redis", "http://x"], 64), (["--redis", "rediss://h:1/0"], 64), (["--colour"], 64),
      (["--listen", "127.0.0.1:99999"], 64), (["--config", "broken.toml"], 65),
    ] as [([String], Int32)])
  func oneFault(arguments: [String], code: Int32) async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try world.folder.write("", to: "empty")
      try world.folder.write("[broken", to: "broken.toml")
      let outcome = try await world.run(["serve"] + arguments)
      #expect(outcome.code == code, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("signalbox: "))
      #expect(!FileManager.default.fileExists(atPath: world.data))
    }
  }

  @Test("a service without a token says so when it starts; one that has a token does not")
  func noToken() async throws {
    try await World.run { world in
      let port = world.service.webhooks
      for (number, settings) in [[:], ["SIGNALBOX_GITHUB_TOKEN": "ghp_test"]].enumerated() {
        let service = try world.start(
          ["serve", "--listen", "127.0.0.1:\(port)"], data: "data\(number)", settings: settings)
        #expect(try await service.program.wait() == .exited(69))
        #expect(world.folder.read(service.log).contains("No GitHub token is given") == settings.isEmpty)
      }
    }
  }

  @Test("a port that is taken ends the service with 69 and leaves nothing behind")
  func portTaken() async throws {
    try await World.run { world in
      let port = world.service.webhooks
      let second = try world.start(["serve", "--listen", "127.0.0.1:\(port)"], data: "second")
      #expect(try await second.program.wait() == .exited(69))
      #expect(world.folder.read(second.log).contains("cannot listen"))
      let pid = pid_t(world.folder.read("second/redis/redis.pid").filter(\.isNumber))
      if let pid { #expect(kill(pid, 0) != 0) }
    }
  }

  @Test("commands say by their exit code why they did not do what was asked")
  func exitCodes() async throws {
    try await World.run { world in
      for guid in ["abcd1111-0000-4000-8000-000000000001", "abcd2222-0000-4000-8000-000000000002"] {
        #expect(try await world.deliver(Array(#"{"action":"opened"}"#.utf8), event: "issues", guid: guid).status == 202)
      }
      #expect(try await world.run("mission", "status", "--run", "deadbeef").code == 66)
      #expect(try await world.run("task", "show", "deadbeef").code == 66)
      #expect(try await world.run("agent", "remove", "nobody").code == 66)
      let ambiguous = try await world.run("delivery", "show", "abcd", "--json")
      #expect(ambiguous.code == 65)
      #expect(ambiguous.output.isEmpty)
      for guid in ["abcd1111-0000", "abcd2222-0000"] {
        #expect(ambiguous.error["message"].stringValue?.contains(guid) == true)
      }
      #expect(try await world.run("delivery", "show", "abc").code != 0)

      // GitHub is silent: the mission is accepted, its plan does not come.
      try await world.openIssue("Silence")
      try await world.setFaults(["fail": [["kind": "never", "path": "/repos/acme/shop/issues", "count": 100]]])
      let unconfirmed = try await world.run("mission", "start", "-i", "1", "--wait", "1", "--json")
      #expect(unconfirmed.code == 75)
      #expect(try await world.ask("/api/v1/missions").json["missions"][0]["mission"]["state"] == "planning")

      world.service.program.signal(SIGTERM)
      _ = try await world.service.program.wait()
      let unserved = try await world.run("agent", "register", "backend", "--json")
      #expect(unserved.code == 69)
      #expect(unserved.error["hint"].stringValue?.contains("signalbox serve") == true)
    }
  }

  @Test("where Redis is there and nobody serves the town, changes are refused with 69 and questions are answered")
  func nobodyServes() async throws {
    let redis = try await ExternalRedis()
    try await World.run { options in
      options.serves = false
      options.redis = redis.url
    } _: { (world) async throws in
      #expect(try await world.run("agent", "register", "backend").code == 69)
      #expect(try await world.run("mission", "list").code == 0)
      #expect(try await world.run("task", "next", "--agent", "backend").code == 66)
    }
    await redis.kill()
  }

  @Test("a dry run shows the plan and who would get what, and makes nothing")
  func dryRun() async throws {
    try await World.run { world in
      try await world.openIssue("Design auth API")
      try await world.openIssue("Implement auth endpoints", "Depends on #1")
      try await world.register("designer")
      let before = try await Self.missionKeys(in: world)
      let plan = try await world.tell("mission", "start", "-i", "1", "-i", "2", "--dry-run")
      #expect(plan["items"].elements.map { $0["agent"].stringValue } == ["designer", nil])
      #expect(plan["items"][1]["waits_for"][0].stringValue == "Issue #1: Design auth API")
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      #expect(try await world.tell("task", "next", "--agent", "designer")["task"].isNull)
      #expect(try await Self.missionKeys(in: world) == before)
      let lines = try await world.run("mission", "start", "-i", "1", "-i", "2", "--dry-run").output
      #expect(lines.contains("waits for Issue #1: Design auth API"))
      #expect(lines.contains("goes to designer at once"))
    }
  }

  @Test("a start whose manifest leaves nothing to do is refused at once, and leaves nothing behind unless it is kept")
  func nothingToDo() async throws {
    try await World.run { world in
      try await world.openIssue("Implement one")
      let manifest = try world.folder.write("[[overrides]]\nissue = 1\nskip = true\n", to: "skip.toml")
      let words = ["mission", "start", "-i", "1", "--manifest", manifest]
      let refused = try await world.run(words)
      #expect(refused.code == 65)
      #expect(refused.errors.contains("holds no work"), "\(refused.errors)")
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      let kept = try await world.run(words + ["--keep"])
      #expect(kept.errors.contains("holds no work"), "\(kept.errors)")
      let states = try await world.tell("mission", "list", "--all")["missions"].elements.map { $0["state"].stringValue }
      #expect(states == ["planning"])
    }
  }

  @Test("a dry run with a manifest shows its milestones, what fulfils what, and the contract")
  func dryRunOfManifest() async throws {
    try await World.run { world in
      let manifest = try await world.stageIssues(
        """
        contract = "contract.md"
        [[overrides]]
        issue = 1
        milestone = "Design"
        fulfills = ["VAL-API-1"]
        [[overrides]]
        issue = 2
        milestone = "Build"

        """)
      let words = ["mission", "start", "-i", "1", "-i", "2", "--manifest", manifest, "--dry-run"]
      let plan = try await world.run(words + ["--json"]).json
      #expect(plan["milestones"].elements.map { $0["title"].stringValue } == ["Design", "Build"])
      #expect(plan["items"].elements.map { $0["milestone"].stringValue } == ["M1", "M2"])
      #expect(plan["items"][0]["fulfills"].elements.map(\.stringValue) == ["VAL-API-1"])
      #expect(plan["contract"].elements.map { $0["covered_by"].elements.count } == [1, 0])
      let lines = try await world.run(words).output
      for line in [
        "(design, priority 2, in M1)", "└─ fulfills VAL-API-1", "🏁 2 milestones", "   M2  Build",
        "📜 Contract: 2 assertions", "   VAL-API-2 Login answers 200\n      └─ fulfilled by nothing",
      ] {
        #expect(lines.contains(line), "\(line): \(lines)")
      }
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
    }
  }

  @Test(
    "a town that nobody knows is no quiet empty list",
    arguments: [["mission", "status"], ["agent", "list"], ["status"]])
  func unknownTown(words: [String]) async throws {
    try await World.run { world in
      try await world.register("backend")
      let outcome = try await world.run(words + ["--town", "nope"])
      #expect(outcome.errors.contains("nothing is known of town 'nope'; there are 'default'"), "\(outcome.errors)")
      #expect(!(try await world.run(words).errors.contains("nothing is known")))
    }
  }

  @Test("an issue in an active mission is refused, and --again carries it twice")
  func again() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      let id = try await world.startMission(["-i", "1"])
      let refused = try await world.run("mission", "start", "-i", "1")
      #expect(refused.code == 65)
      #expect(refused.errors.contains(id))
      let rehearsed = try await world.run("mission", "start", "-i", "1", "--dry-run")
      #expect(rehearsed.code == 0 && rehearsed.errors.contains("is in the active mission \(id)"))
      #expect(try await world.run("mission", "start", "-i", "1", "--again").code == 0)
      try await world.tell("mission", "stop", id, "--force")
    }
  }

  @Test("a plan that cannot be made leaves nothing behind, unless it is to be kept")
  func impossible() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth", "Depends on #2")
      try await world.openIssue("Implement login", "Depends on #1")
      let before = try await Self.missionKeys(in: world)
      let cycle = try await world.run("mission", "start", "-i", "1", "-i", "2")
      #expect(cycle.code == 65)
      #expect(cycle.errors.contains("--keep"))
      #expect(try await world.run("mission", "start", "-i", "99").code == 65)
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      #expect(try await Self.missionKeys(in: world) == before)
      #expect(try await world.run("mission", "start", "-i", "1", "-i", "2", "--keep").code == 65)
      #expect(try await world.tell("mission", "list")["missions"].elements.count == 1)
    }
  }

  @Test(
    "a rehearsal that GitHub does not answer makes nothing, says so, and is in no mission's way",
    arguments: [(["kind": "never"], 75), (["status": 500], 69)] as [(JSONValue, Int32)])
  func rehearsedInVain(fault: JSONValue, code: Int32) async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      let before = try await Self.missionKeys(in: world)
      let failing = fault.adding(["path": "/repos/acme/shop/issues", "count": 1000])
      try await world.setFaults(["fail": [failing]])
      let rehearsed = try await world.run("mission", "start", "-i", "1", "--dry-run", "--wait", "2")
      #expect(rehearsed.code == code, "\(rehearsed.errors)")
      #expect(rehearsed.errors.contains("nothing was made"), "\(rehearsed.errors)")
      #expect(!rehearsed.errors.contains("was started") && !rehearsed.errors.contains("stays in planning"))
      #expect(try await Self.missionKeys(in: world) == before)
      try await world.setFaults(["fail": []])
      _ = try await world.startMission(["-i", "1"])
    }
  }

  @Test("a document that is not there is refused before anything is made")
  func missingDocument() async throws {
    try await World.run { world in
      let outcome = try await world.run("mission", "start", "-d", "docs/nowhere.md")
      #expect(outcome.code == 66)
      #expect(try await world.run("mission", "start", "-d", world.folder.path).code == 66)
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
      try world.folder.write("# Plan", to: "plan.md")
      #expect(try await world.run("mission", "start", "-d", "plan.md").code == 0)
    }
  }

  /// Everything that a mission leaves in Redis but signals and receipts.
  private static func missionKeys(in world: World) async throws -> [String] {
    var keys: [String] = []
    for pattern in ["tt:default:*mission*", "tt:default:task:*", "sb:default:mission:*", "sb:default:index:*"] {
      keys += try await world.command("KEYS", pattern).strings() ?? []
    }
    for key in ["sb:default:missions", "sb:default:ids", "sb:default:due", "sb:default:tasks"] {
      keys += try await world.command("ZRANGE", key, "0", "-1").strings() ?? []
    }
    return keys.sorted()
  }
}
