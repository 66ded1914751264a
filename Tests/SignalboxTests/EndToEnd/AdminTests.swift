import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import Testing

/// The admin listener of a running service.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AdminTests {
  @Test("the API gives the very documents that commands give with --json")
  func sameDocuments() async throws {
    try await World.run { world in
      try await world.openTutorialIssues()
      try await world.register("designer", "backend")
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3"])
      let task = try await world.take("designer")
      try await world.settle()
      let guid = try #require(try await world.tell("delivery", "list")["deliveries"][0]["guid"].stringValue)
      let pairs: [(String, [String])] = [
        ("missions", ["mission", "status"]), ("missions?all=true", ["mission", "list", "--all"]),
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
      for path in ["missions/deadbeef", "tasks/deadbeef", "deliveries/deadbeef", "nothing", "inbox/nobody"] {
        let answer = try await world.ask("/api/v1/\(path)")
        #expect(answer.status == 404, "\(path)")
        #expect(answer.json["error"]["message"].stringValue?.isEmpty == false)
      }
      // What stands in a path is never taken for a flag.
      #expect(try await world.ask("/api/v1/missions/--help").status >= 400)
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
      for path in ["/healthz", "/readyz", "/metrics", "/api/v1/missions", "/"] {
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
