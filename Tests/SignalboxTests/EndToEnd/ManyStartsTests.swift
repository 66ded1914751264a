import GitHub
import GitHubSandbox
import Testing

/// Many missions that are started at the same moment.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ManyStartsTests {
  @Test("of eighty missions that are started at once none fails: each waits its turn at a slow GitHub, and why says so")
  func atOnce() async throws {
    try await World.run { world in
      let count = 80
      for number in 1...(count + 1) { try await world.openIssue("Part \(number)") }
      try await world.github(.post, "/_sandbox/faults", Self.slow(milliseconds: 150))
      let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
        for number in 1...count {
          group.addTask {
            try await world.run("mission", "start", "-i", "\(number)", "--repo", "acme/shop", "--wait", "200").code
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes == Array(repeating: 0, count: count))
      let missions = try await world.tell("mission", "list", "--limit", "1000")["missions"].elements
      #expect(missions.count == count)
      #expect(missions.allSatisfy { $0["state"] != "planning" })
      try await world.github(.post, "/_sandbox/faults", Self.slow(milliseconds: 600_000))
      let late = try await world.run("mission", "start", "-i", "\(count + 1)", "--wait", "0", "--json")
      let mission = try #require(late.json["mission"]["id"].stringValue, "\(late.errors)")
      #expect(try await world.run("mission", "why", mission).output.contains("waits its turn at GitHub"))
    }
  }

  private static func slow(milliseconds: Int) -> JSONValue {
    ["fail": [["kind": "slow", "milliseconds": .integer(milliseconds), "count": 100_000, "path": "/"]]]
  }
}
