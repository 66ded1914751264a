import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// GitHub that fails says nothing about the work: the mission waits, says so, and goes on.
@Suite(.serialized, .timeLimit(.minutes(10))) struct GitHubFaultTests {
  @Test(
    "while GitHub's answers about a pull request are no answers, the mission waits and says why; then it goes on",
    arguments: [
      ["kind": "status", "status": 502], ["kind": "status", "status": 403, "body": "<html>no</html>"],
      ["kind": "garbage"], ["kind": "truncated"],
      ["kind": "status", "status": 200, "body": #"{"data":null,"errors":[{"message":"Something went wrong"}]}"#],
      ["kind": "status", "status": 200, "body": #"{"data":{}}"#],
    ] as [JSONValue])
  func pullRequest(fault: JSONValue) async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Auth", branch: "auth", body: "See the issue")
      try await world.check(pull.head, "success")
      try await world.setFaults(["fail": [fault.adding(["path": "/graphql", "count": 1000])]])
      try await world.tell("task", "done", task.id, "--result", "https://github.com/acme/shop/pull/\(pull.number)")
      let waiting = try await world.mission(id, until: "waiting for GitHub") { mission in
        mission["work_items"][0]["why"].stringValue?.contains("waits for GitHub") == true
      }
      #expect(waiting["work_items"][0]["status"] == "blocked")
      #expect(waiting["watch_items"].elements.allSatisfy { $0["status"] == "active" })
      let why = try await world.tell("mission", "why", id, "#1")
      #expect(why["items"][0]["why"].stringValue?.contains("pull request acme/shop#\(pull.number)") == true)

      try await world.setFaults(["fail": []])
      // A failed call backs off; what GitHub says by itself is looked at once more at once.
      try await world.check(pull.head, "success", name: "lint")
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["tasks"].elements.count == 1)
    }
  }

  @Test("an issue that cannot be read keeps the mission in planning with the reason, and resume tries it again")
  func issue() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.setFaults(
        ["fail": [["kind": "status", "status": 500, "path": "/repos/acme/shop/issues", "count": 1000]]])
      // A rehearsal keeps nothing, and does not say it would.
      let rehearsed = try await world.run("mission", "start", "-i", "1", "--dry-run", "--json")
      #expect(rehearsed.code == 69)
      #expect(rehearsed.error["hint"].stringValue?.contains("nothing was made") == true)
      let outcome = try await world.run("mission", "start", "-i", "1", "--json")
      #expect(outcome.code == 69)
      #expect(outcome.error["message"].stringValue?.contains("stays in planning") == true)
      #expect(
        outcome.error["hint"]
          == "it is tried again by itself; 'signalbox doctor' checks the token and the way to GitHub")
      let mission = try await world.ask("/api/v1/missions").json["missions"][0]
      #expect(mission["mission"]["state"] == "planning")
      let id = try #require(mission["mission"]["id"].stringValue)
      #expect(try await world.run("mission", "why", id).output.contains("planning"))
      try await world.setFaults(["fail": []])
      try await world.tell("mission", "resume", id)
      try await world.mission(id, until: "planned") { $0["work_items"].elements.count == 1 }
    }
  }

  @Test("a slow GitHub holds up neither deliveries nor agents")
  func slow() async throws {
    try await World.run { world in
      try await world.openIssue("Implement auth")
      try await world.register("backend")
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Auth", branch: "auth", body: "Closes #1")
      try await world.mission(id, until: "looked at") { mission in
        mission["watch_items"].elements.contains { $0["last_check_at"].stringValue != nil }
      }
      try await world.settle()
      try await world.setFaults(["fail": [["kind": "slow", "milliseconds": 3000, "path": "/graphql", "count": 1]]])
      try await world.check(pull.head, "success")
      try await eventually("the slow call") { world.sandbox.withCore { $0.faults.isEmpty } }
      // The fetch takes its time; nothing else does, and what GitHub says meanwhile is looked at once more.
      try await world.register("tester")
      try await world.tell("task", "done", task.id, "--result", "acme/shop#\(pull.number)")
      try await world.check(pull.head, "success", name: "lint")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }
}
