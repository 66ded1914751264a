import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import CommandLine
@testable import Views

/// What people outside are told, and what the town itself asks them for.
@Suite(.serialized, .timeLimit(.minutes(10))) struct NoticeTests {
  @Test("a question, its end and a mission's end reach a program and a signed address, tried again where it failed")
  func notices() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      let script = try world.folder.write("#!/bin/sh\ncat >> \"$0.out\"\n", to: "told.sh")
      #expect(chmod(script, 0o700) == 0)
      // The first POST fails: what was not taken comes again.
      let heard = Listener(failures: 1)
      let server = try Server(ServerConfiguration(address: try ListenAddress("127.0.0.1:0")), handler: heard)
      let address = "http://127.0.0.1:\(server.port)/hook?key=1"
      try await world.serve(settings: ["SIGNALBOX_NOTIFY": "exec:\(script)\n\(address)"])
      try await world.openTutorialIssues()
      let id = try await world.startMission(["-i", "1"])
      let told: @Sendable () -> [GitHubSandbox.JSONValue] = {
        world.folder.read("told.sh.out").split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }
      }
      try await eventually("the program to be told of the question") { told().count == 1 }
      let question = told()[0]
      #expect(question["event"] == "help.new")
      #expect(question["cause"] == "no_agent")
      #expect(question["mission"].stringValue == id)
      #expect(question["text"].stringValue?.contains("no living agent fits") == true)
      #expect(question["commands"][0].stringValue?.hasPrefix("signalbox agent register") == true)
      #expect(question["since"].stringValue?.hasSuffix("Z") == true)

      try await world.register("designer")
      try await eventually("the program to be told that it is no longer open") { told().count == 2 }
      #expect(told()[1]["event"] == "help.withdrawn")
      try await world.tell("mission", "stop", id, "--force")
      try await eventually("the program to be told of the end") { told().count == 3 }
      #expect(told()[2]["event"] == "mission.failed")

      try await eventually("the address to be told of all") { heard.requests.count == 4 }
      let requests = heard.requests
      #expect(requests[0].delivery == requests[1].delivery, "the one that failed comes again")
      #expect(Set(requests.map(\.delivery)).count == 3)
      for request in requests {
        #expect(request.signature == WebhookSignature.sign(request.body, secret: try Secret(World.secret)))
      }
      // The last one is counted when its answer has been read, a moment after it was heard here.
      let metrics = try await eventually("the last notice to be counted") {
        let text = try await world.ask("/metrics").text
        return text.contains(#"signalbox_notices_total{outcome="sent"} 6"#) ? text : nil
      }
      #expect(metrics.contains(#"signalbox_notices_total{outcome="failed"} 1"#))
      #expect(!world.folder.read(world.service.log).contains("key=1"), "an address may hold a password")
      await server.drain(within: .seconds(1))
    }
  }

  @Test("ten webhooks in a row with another secret's signature ask for a person; a good one ends that")
  func refused() async throws {
    try await World.run { world in
      let body = Array(#"{"zen":"x"}"#.utf8)
      for _ in 0..<10 {
        let answer = try await world.send(
          .post, "http://127.0.0.1:\(world.service.webhooks)/webhooks/github", body,
          headers: [
            "Content-Type": "application/json", "X-GitHub-Event": "push", "X-GitHub-Delivery": newGUID(),
            "X-Hub-Signature-256": WebhookSignature.sign(body, secret: try Secret("another secret")),
          ])
        #expect(answer.status == 401)
      }
      try await eventually("a person to be asked") {
        try await world.tell("help-requests")["help_requests"].elements.contains { $0["cause"] == "webhooks_refused" }
      }
      let status = try await world.tell("status")
      #expect(status["needs_you"][0]["remedy"].stringValue?.contains("--replace-secret") == true)
      #expect(try await world.ask("/metrics").text.contains(#"signalbox_help_requests{cause="webhooks_refused"} 1"#))
      #expect(try await world.deliver(body, event: "push").status == 202)
      try await eventually("the question to be taken back") {
        try await world.tell("help-requests")["help_requests"].elements.isEmpty
      }
    }
  }

  @Test("an assignment that nobody takes asks for a person within take_within_secs, until it is taken")
  func untaken() async throws {
    try await World.run { world in
      try await world.openTutorialIssues()
      try await world.register("designer")
      let manifest = try world.folder.write("[policy]\ntake_within_secs = 1\n", to: "quick.toml")
      _ = try await world.startMission(["-i", "1", "--manifest", manifest])
      try await eventually("a person to be asked") {
        try await world.tell("help-requests")["help_requests"].elements.contains {
          $0["cause"] == "untaken" && $0["reason"].stringValue?.contains("and only lost agents fit it") == true
        }
      }
      #expect(try await world.ask("/metrics").text.contains(#"signalbox_agents{state="lost"} 1"#))
      #expect(try await world.tell("agent", "list", "--state", "lost")["agents"].elements.count == 1)
      #expect(try await world.tell("agent", "list", "--state", "idle")["agents"].elements.isEmpty)
      _ = try await world.take("designer")
      try await eventually("the question to be taken back") {
        try await world.tell("help-requests")["help_requests"].elements.isEmpty
      }
      let metrics = try await world.ask("/metrics").text
      #expect(metrics.contains(#"signalbox_work_items{state="running"} 1"#))
      #expect(metrics.contains("signalbox_oldest_untaken_seconds 0"))
      #expect(metrics.contains(#"signalbox_build_info{version="\#(ProgramVersion.text)"} 1"#))
      #expect(metrics.contains(#"signalbox_github_calls_total{code="200"}"#))
    }
  }
}

/// A listener that keeps what it is sent, and refuses the first few.
private final class Listener: RequestHandler {
  struct Heard: Sendable {
    var delivery: String?
    var signature: String?
    var body: [UInt8]
  }

  private let state: Mutex<(heard: [Heard], failures: Int)>

  init(failures: Int) { state = Mutex(([], failures)) }

  var requests: [Heard] { state.withLock { $0.heard } }

  func receive(_ head: RequestHead) -> Admission {
    .read(
      limit: 1 << 20,
      into: Reader { body in
        self.state.withLock { state in
          state.heard.append(
            Heard(
              delivery: head.values(of: "x-signalbox-delivery").first,
              signature: head.values(of: "x-signalbox-signature-256").first, body: body))
          state.failures -= 1
          return .text(state.failures >= 0 ? 500 : 204, "")
        }
      })
  }

  private final class Reader: BodyReader {
    private var body: [UInt8] = []
    private let answer: ([UInt8]) -> Response

    init(_ answer: @escaping ([UInt8]) -> Response) { self.answer = answer }

    func consume(_ bytes: UnsafeRawBufferPointer) { body += bytes }
    func finish(_ reply: Responder) { reply.send(answer(body)) }
    func abandon() {}
  }
}
