import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import Redis
import TestSupport
import Testing

/// The admin listener of a running service.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AdminTests {
  @Test("whoever works under the town's lease says so in the numbers, and whoever stands by that it does not")
  func leaseHeld() async throws {
    try await World.runOnRedis { _ in
    } _: { world, _ in
      let first = world.service
      #expect(try await world.ask("/metrics").text.contains("\nsignalbox_lease_held 1\n"))
      let second = try await world.serve(data: "other", untilReady: false)
      try await eventually("the second to stand by") {
        try await world.ask("/metrics", of: second).text.contains("\nsignalbox_lease_held 0\n")
      }
      #expect(try await world.ask("/metrics", of: first).text.contains("\nsignalbox_lease_held 1\n"))
    }
  }

  @Test("the API gives the very documents that commands give with --json")
  func sameDocuments() async throws {
    try await World.run { world in
      try await world.openTutorialIssues()
      try await world.register("designer", "backend")
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--again"])
      let task = try await world.take("designer")
      try await world.settle()
      let guid = try #require(try await world.tell("delivery", "list")["deliveries"][0]["guid"].stringValue)
      let pairs: [(String, [String])] = [
        ("missions", ["mission", "status"]),
        ("missions/\(id)", ["mission", "status", "--run", id]), ("missions/\(id)/why", ["mission", "why", id]),
        ("missions/\(id)/log", ["mission", "log", id]), ("agents", ["agent", "list"]), ("tasks", ["task", "list"]),
        ("tasks/\(task.id)", ["task", "show", task.id]), ("help-requests", ["help-requests"]),
        ("inbox/backend", ["inbox", "backend"]), ("inbox/conductor", ["inbox", "conductor"]),
        ("deliveries", ["delivery", "list"]), ("deliveries/\(guid)", ["delivery", "show", guid]),
      ]
      for (path, words) in pairs {
        let answer = try await world.ask("/api/v1/\(path)")
        #expect(answer.status == 200, "\(path)")
        #expect(answer.headers["Content-Type"] == "application/json")
        let command = try await world.run(words + ["--json"])
        #expect(command.code == 0, "\(words)")
        #expect(answer.json == command.json, "\(path)")
        #expect(answer.json.isObject)
      }
      // One address, one form: those that are over stand beside the active ones, as these stand alone.
      let active = try await world.ask("/api/v1/missions").json
      #expect(try await world.ask("/api/v1/missions?all=true").json == active)
      for path in ["missions/deadbeef", "tasks/deadbeef", "deliveries/deadbeef", "nothing", "inbox/nobody"] {
        let answer = try await world.ask("/api/v1/\(path)")
        #expect(answer.status == 404, "\(path)")
        #expect(answer.json["error"]["message"].stringValue?.isEmpty == false)
      }
      let description = try await world.ask("/api/v1/openapi.json").json
      #expect(description["openapi"].stringValue?.hasPrefix("3.") == true)
      let described = description["paths"].members.map(\.name)
      // Every path of the API, also those that are not documents.
      let others =
        ["events", "agents/backend/next", "assertions/VAL-A-1"]
        + ["done", "fail", "heartbeat"].map { "tasks/\(task.id)/\($0)" }
      for path in pairs.map(\.0) + others {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        let isDescribed = described.contains { template in
          let wanted = template.split(separator: "/")
          return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        #expect(isDescribed, "\(path)")
      }
      // What stands in a path is never taken for a flag.
      #expect(try await world.ask("/api/v1/missions/--help").status >= 400)
    }
  }

  @Test("a hundred questions and reports of agents at once share one connection to Redis, and a registration needs one")
  func fewConnections() async throws {
    try await World.runOnRedis { world, _ in
      let redis = try world.redis()
      defer { redis.close() }
      func clients() async throws -> Set<Substring> {
        let list = try await redis.send(["CLIENT", "LIST"]).text ?? ""
        return Set(list.split(separator: "\n").compactMap { $0.split(separator: " ").first })
      }
      func opened() async throws -> Int {
        let words = (try await redis.send(["INFO", "stats"]).text ?? "").split(whereSeparator: \.isWhitespace)
        return words.first { $0.hasPrefix("total_connections_received:") }.flatMap { Int($0.split(separator: ":")[1]) }
          ?? 0
      }
      try await world.openIssue("Design the part")
      let token = try #require(
        try await world.tell("agent", "register", "designer", "--token")["token"].stringValue)
      _ = try await world.startMission(["-i", "1"])
      @Sendable func agent(_ method: HTTPClient.Method, _ path: String) async throws -> (status: Int, json: JSONValue) {
        let url = "http://127.0.0.1:\(world.service.admin)/api/v1/\(path)"
        let headers: HTTPClient.Headers = ["Authorization": "Bearer \(token)"]
        let answer = try await world.send(method, url, method == .get ? nil : [], headers: headers)
        return (answer.status, answer.json)
      }
      let task = try #require(try await agent(.get, "agents/designer/next?wait=20").json["task"]["id"].stringValue)
      let before = try await clients()
      let openedBefore = try await opened()
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<100 {
          group.addTask {
            try await number.isMultiple(of: 2)
              ? agent(.get, "agents/designer/next").status : agent(.post, "tasks/\(task)/heartbeat").status
          }
          group.addTask {
            let path = ["missions", "agents", "tasks", "deliveries", "missions/deadbeef"][number % 5]
            return try await world.ask("/api/v1/\(path)?n=\(number)").status
          }
        }
        for try await status in group { #expect([200, 404].contains(status)) }
      }
      #expect(try await clients().subtracting(before).count <= 4)
      #expect(try await opened() - openedBefore <= 4)
      let openedThen = try await opened()
      #expect(try await world.run(["agent", "register", "backend"]).code == 0)
      #expect(try await opened() - openedThen == 1)
    }
  }

  @Test("three hundred long lists at once take little memory")
  func crowd() async throws {
    try await World.run { world in
      try await world.openTutorialIssues()
      for _ in 0..<3 { _ = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--again"]) }
      _ = try await world.ask("/api/v1/missions")
      let pid = world.service.program.pid
      func kilobytes(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.split(separator: " ", omittingEmptySubsequences: true)[1]) } ?? 0
      }
      let before = try kilobytes("VmRSS:")
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<300 { group.addTask { try await world.ask("/api/v1/missions").status } }
        for try await status in group { #expect(status == 200) }
      }
      #expect(try kilobytes("VmHWM:") - before < 50 << 10)
    }
  }

  @Test("health, readiness and metrics tell what the service does")
  func operation() async throws {
    try await World.run { world in
      #expect(try await world.ask("/healthz").json == ["status": "ok"])
      let ready = try await world.ask("/readyz")
      #expect(ready.status == 200)
      #expect(ready.json["ready"] == true)
      #expect(ready.json["checks"].elements.compactMap { $0["name"].stringValue }.contains("lease"))
      #expect(ready.text.contains(":\(world.service.program.pid)"))

      let body = Array(#"{"zen":"x"}"#.utf8)
      let guid = newGUID()
      #expect(try await world.deliver(body, event: "push", guid: guid).status == 202)
      #expect(try await world.deliver(body, event: "push", guid: guid).status == 200)
      #expect(try await world.deliver(body, event: "push", guid: guid, hook: "43").status == 200)
      #expect(try await world.deliver(Array(#"{"zen":"y"}"#.utf8), event: "push", guid: guid).status == 409)
      let unsigned = try await world.send(
        .post, "http://127.0.0.1:\(world.service.webhooks)/webhooks/github", body,
        headers: ["Content-Type": "application/json", "X-GitHub-Event": "push", "X-GitHub-Delivery": newGUID()])
      #expect(unsigned.status == 401)
      try await world.settle()
      let metrics = try await world.ask("/metrics")
      #expect(metrics.headers["Content-Type"]?.hasPrefix("text/plain") == true)
      for line in metrics.text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.wholeMatch(of: /[a-z_:][a-z0-9_:]*(\{.*\})? [-+0-9.eEInfNa]+/) != nil, "\(line)")
      }
      #expect(metrics.text.contains("duplicate"))
      #expect(metrics.text.contains("conflict"))
      #expect(metrics.text.contains("\nsignalbox_lease_held 1\n"))
      #expect(try await world.send(.post, "http://127.0.0.1:\(world.service.admin)/healthz", []).status == 405)
      #expect(try await world.ask("/webhooks/github").status == 404)
      // The public listener serves webhooks and nothing else.
      for path in ["/healthz", "/metrics", "/api/v1/missions", "/"] {
        #expect(try await world.send(.get, "http://127.0.0.1:\(world.service.webhooks)\(path)").status == 404)
      }
    }
  }

  @Test("with an admin token nobody gets in without it, and it is never logged")
  func token() async throws {
    let token = "correct-horse-battery-staple"
    try await World.run { options in
      options.serves = false
    } _: { world in
      try world.folder.write("\(token)\n", to: "token")
      let started = try world.start(["serve", "--listen", "127.0.0.1:0", "--admin-token-file", "token"])
      let port = try await eventually("the admin listener") {
        RunningService.port("Admin listener is ready", in: world.folder.read(started.log))
      }
      let url = "http://127.0.0.1:\(port)"
      #expect(try await world.send(.get, url + "/healthz").status == 200)
      for path in ["/metrics", "/api/v1/missions", "/"] {
        #expect(try await world.send(.get, url + path).status == 401)
        #expect(try await world.send(.get, url + path, headers: ["Authorization": "Bearer wrong"]).status == 401)
        #expect(try await world.send(.get, url + path, headers: ["Authorization": "Basic \(token)"]).status == 401)
      }
      try await eventually("the service to be ready") {
        try await world.send(.get, url + "/readyz", headers: ["Authorization": "Bearer \(token)"]).status == 200
      }
      started.program.signal(SIGTERM)
      #expect(try await started.program.wait() == .exited(0))
      #expect(!world.folder.read(started.log).contains(token))
      #expect(!world.folder.read(started.log).contains(World.secret))
    }
  }
}
