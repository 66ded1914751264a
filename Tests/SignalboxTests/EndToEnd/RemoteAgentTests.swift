import GitHub
import GitHubSandbox
import MissionStore
import Redis
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
      #expect(next.json["prompt"].stringValue?.contains("Design the part") == true)
      #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/heartbeat").status == 200)
      #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/done", ["result": "x"]).status == 403)
      let report: JSONValue = ["claim": .string(claim), "result": "made", "summary": "so it is"]
      for _ in 0..<2 {
        #expect(try await agent(world, token, .post, "/api/v1/tasks/\(task)/done", report).status == 200)
      }
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }

      #expect(try await agent(world, token, .get, "/api/v1/agents/other/next").status == 403)
      #expect(try await agent(world, token, .get, "/api/v1/missions").status == 404)
      #expect(try await agent(world, token + "0", .get, "/api/v1/agents/designer/next").status == 401)
      try await world.tell("agent", "register", "designer", "--revoke-token")
      #expect(try await agent(world, token, .get, "/api/v1/agents/designer/next").status == 401)
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
