import GitHub
import GitHubSandbox
import Glibc
import Testing

/// SIGTERM ends the service in order.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StoppingTests {
  @Test(
    "asked to stop, the service answers the delivery that is on its way, exits 0, and handles it after the next start")
  func inFlight() async throws {
    try await World.run { world in
      let body = Array(#"{"action":"opened","issue":{}}"#.utf8)
      let guid = newGUID()
      let connection = try RawConnection(port: world.service.webhooks)
      let signature = WebhookSignature.sign(body, secret: try Secret(World.secret))
      let head = [
        "POST /webhooks/github HTTP/1.1", "Host: h", "Content-Type: application/json", "X-GitHub-Event: issues",
        "X-GitHub-Delivery: \(guid)", "X-Hub-Signature-256: \(signature)", "Expect: 100-continue",
        "Content-Length: \(body.count)",
      ]
      try connection.send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8))
      // Once it is told to go on, the request is in.
      #expect(await connection.read(until: "\r\n\r\n").contains("100 Continue"))
      world.service.program.signal(SIGTERM)
      try await eventually("the service to begin to stop") {
        world.folder.read(world.service.log).contains("Stopping: finishing what is in flight")
      }
      try connection.send(body)
      let answer = await connection.read(until: guid)
      #expect(answer.hasPrefix("HTTP/1.1 202 "))
      #expect(answer.contains(guid))
      #expect(try await world.service.program.wait(seconds: 10) == .exited(0))
      #expect(world.folder.read(world.service.log).contains(#""message":"Stopped""#))
      // Nothing of it is left: neither its Redis nor its lease.
      #expect(try await world.run("mission", "list").code == 69)
      try await world.serve()
      // It is stored and comes up for handling; as it is no issue, that ends among the dead letters.
      try await eventually("the delivery to be known") {
        try await world.run("delivery", "show", guid, "--json").json["delivery"]["status"] == "dead"
      }
    }
  }

  @Test("a service with nothing to do stops at once, on SIGINT too", arguments: [SIGTERM, SIGINT])
  func idle(signal: Int32) async throws {
    try await World.run { (world) async throws in
      let program = world.service.program
      program.signal(signal)
      #expect(try await program.wait(seconds: 10) == .exited(0))
    }
  }
}
