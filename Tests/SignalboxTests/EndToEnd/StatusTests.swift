import GitHub
import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// `signalbox status`, `health` and what else says at a glance how things stand.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StatusTests {
  @Test("status tells of the service, Redis, GitHub and webhooks, and of every item that is not done")
  func running() async throws {
    try await World.run { world in
      try await world.openTutorialIssues()
      try await world.register("designer")
      _ = try await world.startMission(["-i", "1", "-i", "2", "-i", "3"])
      _ = try await world.take("designer")
      try await eventually("GitHub's answer to be told") {
        try await world.tell("status")["github"]["last_answer"].stringValue != nil
      }
      let status = try await world.tell("status")
      #expect(status["service"]["alive"] == true)
      #expect(status["service"]["version"].stringValue != nil)
      #expect(status["service"]["since"].stringValue != nil)
      #expect(status["redis"]["durable"] == true)
      #expect(status["github"]["refused_since"].stringValue == nil)
      #expect(status["webhooks"]["last"].stringValue != nil)
      #expect(status["needs_you"].elements.isEmpty)
      #expect(status["stuck"].elements.count + status["moving"].elements.count == 3)
      #expect(status["moving"].elements.contains { $0["agent"] == "designer" && $0["attempt"] == 1 })
      #expect(status["done"]["count"] == 0)
      let lines = try await world.run(["status"])
      #expect(lines.code == 0)
      #expect(lines.output.contains("Moving: 3 items"))
      #expect(try await world.run(["health"]).code == 0)
      #expect(try await world.run(["mission", "dispatch", "--once", "-r", "zzzz"]).code != 0)
    }
  }

  @Test("where nothing serves, status says so above everything and exits 69, and health exits 1")
  func dead() async throws {
    try await World.runOnRedis { world, _ in
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))
      let status = try await world.run(["status"])
      #expect(status.code == 69)
      #expect(status.output.split(separator: "\n").first?.contains("Nothing serves this town") == true)
      #expect(try await world.run(["status", "--json"]).json["service"]["alive"] == false)
      #expect(try await world.run(["mission", "status"]).output.contains("Nothing serves this town"))
      #expect(try await world.run(["health"]).code == 1)
      let elsewhere = try await world.run(["mission", "list", "--town", "nope"])
      #expect(elsewhere.errors.contains("'nope'"))
      #expect(elsewhere.errors.contains("'default'"))
    }
  }
}
