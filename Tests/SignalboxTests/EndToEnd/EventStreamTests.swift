import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import Redis
import TestSupport
import Testing
import Views

/// `GET /api/v1/events`: what happens in the town, as server-sent events.
@Suite(.timeLimit(.minutes(10))) struct EventStreamTests {
  @Test("events come as they happen; a reader that was cut off goes on after the last one it has, and misses none")
  func resumed() async throws {
    try await World.run { world in
      try await world.openIssue("Design the part")
      let id = try await world.startMission(["-i", "1"])
      let port = UInt16(world.service.admin)

      let first = try await follow(port, after: nil)
      // Its place comes first: what happens from here on is seen.
      let begun = try await text(of: first, until: "\nid: ")
      try await world.tell("mission", "note", id, "red lamp")
      let seen = begun + (try await text(of: first, until: "red lamp"))
      #expect(seen.contains("Content-Type: text/event-stream"))
      #expect(seen.contains("\nevent: mission_event\n"))
      #expect(!seen.contains("Mission started"), "what happened before is in the log")
      let last = try #require(seen.split(separator: "\n").last { $0.hasPrefix("id: ") }?.dropFirst(4))

      try await world.tell("mission", "note", id, "green lamp")
      try await world.tell("mission", "note", id, "white lamp")
      let second = try await follow(port, after: String(last))
      let missed = try await text(of: second, until: "white lamp")
      #expect(missed.contains("green lamp") && !missed.contains("red lamp"))

      let refused = try await world.ask("/api/v1/events", headers: ["Last-Event-ID": "yesterday"])
      #expect(refused.status == 400)
      world.service.program.signal(SIGTERM)
      // Readers that wait do not hold the end up.
      #expect(try await world.service.program.wait() == .exited(0))
    }
  }

  @Test("whoever is called back while nothing happens waits no longer: a service that stops does it at once")
  func calledBack() async throws {
    try await World.run { world in
      let events = EventStream(connection: try world.redis(), keys: Keys(town: "default"), after: "0-1")
      let waiting = Task { try await events.next() }
      try await eventually("the reader to wait") {
        try await world.command("CLIENT", "LIST").text?.contains("cmd=xread ") == true
      }
      waiting.cancel()
      await #expect(throws: (any Error).self) { try await waiting.value }
    }
  }

  private func follow(_ port: UInt16, after last: String?) async throws -> Client {
    try await offPool {
      let client = try Client(port)
      let header = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
      client.send("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\(header)\r\n")
      return client
    }
  }

  /// What came until a word did.
  private func text(of client: Client, until word: String) async throws -> String {
    try await offPool {
      var bytes: [UInt8] = []
      while true {
        bytes += try client.read(4096)
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        if text.contains(word) { return text }
      }
    }
  }
}
