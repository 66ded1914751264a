import GitHub
import GitHubSandbox
import Glibc
import Synchronization
import TestSupport
import Testing

/// SIGTERM ends the service in order.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StoppingTests {
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
      #expect(try await world.service.program.wait() == .exited(0))
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

  @Test("a service with nothing to do stops at once, on SIGINT and SIGHUP too", arguments: [SIGTERM, SIGINT, SIGHUP])
  func idle(signal: Int32) async throws {
    try await World.run { (world) async throws in
      let program = world.service.program
      program.signal(signal)
      #expect(try await program.wait() == .exited(0))
    }
  }

  @Test("signals that mean nothing to the service change nothing")
  func meaningless() async throws {
    try await World.run { (world) async throws in
      for signal in [SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE] { world.service.program.signal(signal) }
      #expect(try await world.ask("/healthz").status == 200)
      #expect(world.service.program.outcome == nil)
    }
  }

  @Test("while nobody reads its log the service takes deliveries in, answers refusals, and ends when it is asked to")
  func stalledLog() async throws {
    try await World.run({ $0.serves = false }) { world in
      let fifo = world.folder.file("stalled.log")
      try #require(mkfifo(fifo, 0o600) == 0)
      let pipe = open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC)
      defer { close(pipe) }
      let started = try world.start(["serve", "--listen", "127.0.0.1:0"], errors: fifo)
      let log = try await eventually("the listeners' ports") { () -> String? in
        Self.heard.withLock { log in
          var buffer = [UInt8](repeating: 0, count: 65_536)
          let count = read(pipe, &buffer, buffer.count)
          if count > 0 { log += String(decoding: buffer[..<count], as: UTF8.self) }
          return log.contains("Admin listener is ready") ? log : nil
        }
      }
      let port = try #require(RunningService.port("Webhook listener is ready", in: log))
      let service = RunningService(program: started.program, log: started.log, webhooks: port, admin: 0)
      // From here on nobody reads, and not one more byte fits.
      let filler = [UInt8](repeating: 0x0A, count: 4096)
      while write(pipe, filler, filler.count) > 0 {}
      while write(pipe, filler, 1) > 0 {}
      for _ in 0..<300 {
        #expect(try await world.send(.get, "http://127.0.0.1:\(port)/x").status == 404)
      }
      let parcel = Array(#"{"zen":"x"}"#.utf8)
      #expect(try await world.deliver(parcel, event: "push", guid: newGUID(), to: service).status == 202)
      started.program.signal(SIGTERM)
      #expect(try await started.program.wait() == .exited(0))
    }
  }

  private static let heard = Mutex("")
}
