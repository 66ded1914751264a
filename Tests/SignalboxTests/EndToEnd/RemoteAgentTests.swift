import GitHub
import GitHubSandbox
import MissionStore
import Redis
import TestSupport
import Testing

@Suite("Agents elsewhere work over HTTP with a token of their own")
struct RemoteAgentTests {
  @Test("a token takes its agent's task and reports on it, once however often, and opens nothing else")
  func work() async throws {
    try await World.run { world in
      try await world.openIssue("Design the part")
      let token = try #require(
        try await world.tell("agent", "register", "designer", "--token")["token"].stringValue)
      try await world.tell("agent", "register", "other")
      let mission = try await world.startMission(["-i", "1"])
      let next = try await agent(world, token, .get, "/api/v1/agents/designer/next?wait=20")
      #expect(next.status == 200)
      let task = try #require(next.json["task"]["id"].stringValue)
      let claim = try #require(next.json["claim"].stringValue)
      let prompt = try #require(next.json["prompt"].stringValue)
      // It has neither our program nor our directory: what it is told to say, it can say.
      #expect(prompt.contains("Design the part") && !prompt.contains("signalbox task"))
      #expect(prompt.contains("POST /api/v1/tasks/\(task)/done {\"claim\":\"\(claim)\""))
      #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/heartbeat").status == 200)
      #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/done", ["result": "x"]).status == 403)
      let report: JSONValue = ["claim": .string(claim), "result": "made", "summary": "so it is"]
      for _ in 0..<2 {
        #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/done", report).status == 200)
      }
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }

      #expect(try await agent(world, token, .get, "/api/v1/agents/other/next").status == 403)
      #expect(try await world.ask("/api/v1/agents/designer/next").status == 401)
      #expect(try await agent(world, token, .get, "/api/v1/tasks/\(task)/done").status == 405)
      #expect(try await agent(world, token, .get, "/api/v1/missions").status == 404)
      #expect(try await agent(world, token + "0", .get, "/api/v1/agents/designer/next").status == 401)
      try await world.tell("agent", "register", "designer", "--revoke-token")
      #expect(try await agent(world, token, .get, "/api/v1/agents/designer/next").status == 401)
    }
  }

  @Test("a failure is reported once however often; who shows another's claim, or works on what is over, hears of it")
  func failure() async throws {
    try await World.run { world in
      try await world.openIssue("Design the part")
      let token = try #require(
        try await world.tell("agent", "register", "designer", "--token")["token"].stringValue)
      _ = try await world.startMission(["-i", "1"])
      let next = try await agent(world, token, .get, "/api/v1/agents/designer/next?wait=20")
      let task = try #require(next.json["task"]["id"].stringValue)
      let claim = next.json["claim"]
      let place = "/api/v1/tasks/\(task)"
      #expect(try await agent(world, token, .post, "\(place)/heartbeat", ["claim": claim]).status == 200)
      let strange = try await agent(world, token, .post, "\(place)/heartbeat", ["claim": "somebody's"])
      #expect(strange.status == 403 && strange.json["error"]["message"].stringValue?.contains("claim") == true)
      #expect(try await agent(world, token, .post, "\(place)/fail", ["claim": claim]).status == 400)
      let held = try await world.run("agent", "heartbeat", "designer", "--claim", claim.stringValue ?? "")
      #expect(held.code == 0 && held.output.contains(task))
      #expect(try await world.run("agent", "heartbeat", "designer", "--claim", "x").code == 77)
      for _ in 0..<2 {
        let failed: JSONValue = ["claim": claim, "reason": "no access"]
        #expect(try await agent(world, token, .post, "\(place)/fail", failed).status == 200)
      }
      #expect(try await agent(world, token, .post, "\(place)/heartbeat", ["claim": claim]).status == 422)
      #expect(try await agent(world, token, .post, "\(place)/done", ["claim": claim, "result": "x"]).status == 422)
      #expect(
        try await world.run("agent", "heartbeat", "designer", "--claim", claim.stringValue ?? "").code == 65)
    }
  }

  @Test("a token that is taken away while its agent waits for work brings it none; the work goes to another")
  func revoked() async throws {
    try await World.run { world in
      let token = try #require(
        try await world.tell("agent", "register", "designer", "--token")["token"].stringValue)
      try await world.openIssue("Design the part")
      let waiting = Task { try await agent(world, token, .get, "/api/v1/agents/designer/next?wait=25") }
      // The one that waits blocks on its agent's wake.
      try await eventually("the agent to wait") {
        let clients = try await world.command("CLIENT", "LIST").text ?? ""
        return clients.contains("cmd=blpop")
      }
      try await world.tell("agent", "register", "designer", "--revoke-token")
      _ = try await world.startMission(["-i", "1"])
      let answer = try await waiting.value
      #expect(answer.status == 401)
      #expect(try await world.tell("task", "list")["tasks"].elements.allSatisfy { $0["state"] != "running" })
      #expect(try await world.take("designer").prompt.contains("Design the part"))
    }
  }

  @Test("a second token makes the first one void, and no token is stored as it is")
  func replaced() async throws {
    try await World.run { world in
      func token() async throws -> String {
        try #require(try await world.tell("agent", "register", "designer", "--token")["token"].stringValue)
      }
      let (first, second) = (try await token(), try await token())
      #expect(try await agent(world, first, .get, "/api/v1/agents/designer/next").status == 401)
      #expect(try await agent(world, second, .get, "/api/v1/agents/designer/next").status == 200)
      let kept = try await world.command("HVALS", "sb:default:agent-tokens").array?.compactMap(\.text) ?? []
      #expect(kept.count == 1)
      #expect(!kept.contains { second.contains($0) || $0.contains("sba_") })
    }
  }

  @Test("a validator elsewhere gives its verdicts over HTTP: on what it validates, with evidence, and on nothing else")
  func verdicts() async throws {
    try await World.run { world in
      try world.folder.write(
        "- **VAL-1**: it works\n- **VAL-2**: it lasts\n", to: ".tasks/validation-contract.md")
      var tokens: [String: String] = [:]
      for name in ["builder", "validator"] {
        tokens[name] = try await world.tell("agent", "register", name, "--token")["token"].stringValue
      }
      let (builder, validator) = (try #require(tokens["builder"]), try #require(tokens["validator"]))
      let set = try await world.tell("mission", "set", "Build", "--no-reviewer")
      let id = try #require(set["mission"]["id"].stringValue)
      try await world.tell("milestone", "create", "First")
      try await world.tell(
        "task", "create", "Build it", "--milestone", "M1", "--kind", "design", "--role", "builder", "--fulfills",
        "VAL-1,VAL-2")
      try await world.tell("mission", "plan-complete")
      func next(_ name: String, _ token: String) async throws -> (task: String, claim: JSONValue) {
        let answer = try await agent(world, token, .get, "/api/v1/agents/\(name)/next?wait=20")
        return (try #require(answer.json["task"]["id"].stringValue), answer.json["claim"])
      }
      let work = try await next("builder", builder)
      let report: JSONValue = ["claim": work.claim, "result": "built"]
      #expect(try await agent(world, builder, .post, "/api/v1/tasks/\(work.task)/done", report).status == 200)
      let validation = try await next("validator", validator)
      func verdict(_ token: String, _ assertion: String, _ body: JSONValue) async throws -> Int {
        try await agent(world, token, .post, "/api/v1/assertions/\(assertion)", body).status
      }
      let passing: JSONValue = ["claim": validation.claim, "status": "passing", "evidence": "I saw it"]
      #expect(try await verdict(builder, "VAL-1", passing) == 403)
      #expect(try await verdict(validator, "VAL-1", ["status": "passing"]) == 400)
      #expect(try await verdict(validator, "VAL-1", ["status": "waived", "evidence": "no"]) == 400)
      #expect(try await verdict(validator, "VAL-9", passing) == 404)
      #expect(try await verdict(validator, "nonsense", passing) == 404)
      #expect(try await verdict(validator, "VAL-1", passing) == 200)
      let last: JSONValue = [
        "task": .string(validation.task), "status": "passing", "evidence": "still there", "claim": validation.claim,
      ]
      #expect(try await verdict(validator, "VAL-2", ["status": "passing", "evidence": "still there"]) == 403)
      #expect(try await verdict(validator, "VAL-2", last) == 200)
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["assertions"].elements.map { $0["status"] } == ["passing", "passing"])
      #expect(end["assertions"][0]["verified_by"] == "validator")
    }
  }

  private func agent(
    _ world: World, _ token: String, _ method: HTTPClient.Method, _ path: String, _ body: JSONValue? = nil
  ) async throws -> (status: Int, json: JSONValue) {
    var headers: HTTPClient.Headers = [:]
    headers.append("Authorization", "Bearer \(token)")
    let url = "http://127.0.0.1:\(world.service.admin)\(path)"
    let answer = try await world.send(method, url, method == .get ? nil : body?.bytes ?? [], headers: headers)
    return (answer.status, answer.json)
  }
}
