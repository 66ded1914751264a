import FoundationEssentials
import GitHub
import HTTP
import MissionCore
import System
import Testing

@testable import GitHubSandbox

/// The sandbox over real sockets.
@Suite(.timeLimit(.minutes(10))) struct SandboxTests {
  private static let secret = "It's a Secret to Everybody"

  private func sandbox(
    _ receiver: Receiver? = nil, change: (inout SandboxConfiguration) -> Void = { _ in }
  ) throws -> Sandbox {
    var configuration = SandboxConfiguration()
    configuration.repositories = [FurnishedState.shop]
    if let receiver {
      configuration.webhook = .init(url: receiver.url, secret: try Secret(Self.secret))
    }
    change(&configuration)
    return try Sandbox(configuration)
  }

  private func call(
    _ method: HTTPClient.Method, _ url: String, _ body: JSONValue? = nil, headers: HTTPClient.Headers = [:]
  ) async throws -> (status: Int, json: JSONValue, headers: HTTPClient.Headers) {
    let client = HTTPClient(configuration: .init(usesEnvironmentProxy: false))
    defer { client.close() }
    var headers = headers
    headers.append("User-Agent", "tests")
    let response = try await client.send(
      .init(method, url, headers: headers, body: body.map { Data($0.bytes) }, timeout: .seconds(60)))
    return (response.status, (try? JSONReader.read(Array(response.body))) ?? .null, response.headers)
  }

  @Test("an issue opened through the API arrives at the hook as GitHub would send it, signed over the raw body")
  func signedDelivery() async throws {
    let receiver = try Receiver()
    let sandbox = try sandbox(receiver)
    let opened = try await call(.post, "\(sandbox.url)/repos/acme/shop/issues", ["title": "Design 🚂 auth"])
    #expect(opened.status == 201)
    let arrival = try #require(await receiver.wait { !$0.isEmpty }.first)
    #expect(arrival.event == "issues")
    #expect(arrival.header("User-Agent")?.hasPrefix("GitHub-Hookshot/") == true)
    #expect(arrival.header("Content-Type") == "application/json")
    #expect(arrival.header("X-GitHub-Hook-ID").flatMap { Int($0) } != nil)
    #expect(
      arrival.header("X-Hub-Signature-256") == WebhookSignature.sign(arrival.body, secret: try Secret(Self.secret)))
    let payload = try JSONReader.read(arrival.body)
    #expect(payload["issue"]["title"] == "Design 🚂 auth")
    #expect(payload["issue"]["url"].stringValue?.hasPrefix(sandbox.url) == true)
    await sandbox.stop()
    receiver.stop()
  }

  @Test("deliveries arrive in the order of their causes, and the log knows what became of them")
  func order() async throws {
    let receiver = try Receiver()
    let sandbox = try sandbox(receiver)
    for number in 1...20 {
      try sandbox.act(as: "acme") { state, act in
        try state.openIssue(IssueDraft("Issue \(number)"), in: FurnishedState.shop, by: act)
      }
    }
    let arrivals = await receiver.wait { $0.count == 20 }
    let titles = try arrivals.map { try JSONReader.read($0.body)["issue"]["title"].stringValue }
    #expect(titles == (1...20).map { "Issue \($0)" })
    #expect(Set(arrivals.compactMap(\.guid)).count == 20)
    await sandbox.stop()
    let first = try #require(sandbox.withCore { $0.deliveries.records.first })
    #expect(first.statusCode == 202)
    receiver.stop()
  }

  @Test("a lost delivery is never sent, a doubled one has its GUID twice, both by the seed")
  func mishaps() async throws {
    func play(seed: UInt64) async throws -> [String] {
      let receiver = try Receiver()
      let sandbox = try sandbox(receiver) { configuration in
        configuration.seed = seed
        configuration.drop = 0.3
        configuration.duplicate = 0.3
        configuration.shuffle = 0.4
      }
      for number in 1...30 {
        _ = try await call(.post, "\(sandbox.url)/repos/acme/shop/issues", ["title": "\(number)"])
      }
      _ = try await call(.post, "\(sandbox.url)/_sandbox/flush")
      let expected = sandbox.withCore { core in core.deliveries.records.count { $0.outcome != .dropped } }
      let arrivals = await receiver.wait { $0.count >= expected }
      let guids = arrivals.compactMap(\.guid)
      #expect(Set(guids).count < guids.count)
      let lost = sandbox.withCore { core in core.deliveries.records.filter { $0.outcome == .dropped } }
      #expect(!lost.isEmpty)
      #expect(Set(lost.map(\.guid)).isDisjoint(with: guids))
      #expect(lost.allSatisfy { $0.statusText == "failed to connect to host" && $0.statusCode == 0 })
      await sandbox.stop()
      receiver.stop()
      return try arrivals.map { try JSONReader.read($0.body)["issue"]["title"].stringValue ?? "" }
    }
    let first = try await play(seed: 11)
    #expect(try await play(seed: 11) == first)
    #expect(try await play(seed: 12) != first)
  }

  @Test("a receiver that refuses is written down and not tried again")
  func refusal() async throws {
    let receiver = try Receiver(status: 500)
    let sandbox = try sandbox(receiver)
    for number in 1...2 {
      _ = try await call(.post, "\(sandbox.url)/repos/acme/shop/issues", ["title": "\(number)"])
    }
    // The second one's arrival shows that the first is over.
    #expect(await receiver.wait { $0.count == 2 }.count == 2)
    let listed = try await call(.get, "\(sandbox.url)/_sandbox/deliveries")
    #expect(listed.json[0]["status_code"] == 500)
    #expect(listed.json[0]["status"] == "Invalid HTTP Response: 500")
    await sandbox.stop()
    #expect(receiver.arrivals.count == 2)
    receiver.stop()
  }

  @Test("a hook with form encoding gets a form, signed as it is sent")
  func form() async throws {
    let receiver = try Receiver()
    let sandbox = try sandbox()
    _ = try await call(
      .post, "\(sandbox.url)/repos/acme/shop/hooks",
      ["config": ["url": .string(receiver.url), "content_type": "form", "secret": "hush"], "events": ["*"]])
    let ping = try #require(await receiver.wait { !$0.isEmpty }.first)
    #expect(ping.event == "ping")
    #expect(ping.header("Content-Type") == "application/x-www-form-urlencoded")
    let text = String(decoding: ping.body, as: UTF8.self)
    let payload = try #require(PercentEncoding.decode(text.dropFirst("payload=".count)))
    #expect(try JSONReader.read(Array(payload.utf8))["hook"]["config"]["content_type"] == "form")
    #expect(ping.header("X-Hub-Signature-256") == WebhookSignature.sign(ping.body, secret: try Secret("hush")))
    await sandbox.stop()
    receiver.stop()
  }

  @Test("a call that is never answered ends with the sandbox, and the others are served meanwhile")
  func neverAnswered() async throws {
    let sandbox = try sandbox()
    _ = try await call(.post, "\(sandbox.url)/_sandbox/faults", ["fail": [["kind": "never"]]])
    let url = sandbox.url
    async let hanging = call(.get, "\(url)/repos/acme/shop")
    // The fault is used up once the hanging call is in.
    while try await call(.get, "\(url)/_sandbox/requests").json["endpoints"]["fault"] != 1 { await Task.yield() }
    #expect(try await call(.get, "\(url)/repos/acme/shop").status == 200)
    await sandbox.stop()
    #expect(try await hanging.status == 503)
  }

  @Test("a port that is taken is an error, not a crash")
  func portTaken() async throws {
    let sandbox = try sandbox()
    let address = try ListenAddress(sandbox.address)
    #expect(throws: ServerError.self) { try Sandbox(SandboxConfiguration(address: address)) }
    await sandbox.stop()
  }
}
