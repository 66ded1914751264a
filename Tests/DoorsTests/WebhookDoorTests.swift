import GitHub
import Redis
import TestSupport
import Testing

@testable import Doors
@testable import MissionStore

@Suite("The public listener answers as the contract says")
struct WebhookDoorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let status: Int
    let outcome: WebhookOutcome
    let change: @Sendable (inout DeliveryRequest) -> Void

    init(
      _ what: String, _ status: Int, _ outcome: WebhookOutcome,
      _ change: @escaping @Sendable (inout DeliveryRequest) -> Void
    ) {
      self.what = what
      self.status = status
      self.outcome = outcome
      self.change = change
    }

    var testDescription: String { what }
  }

  static let refused: [Case] =
    ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "post", "TRACE"].map { method in
      Case("\(method) on the path", 405, .methodNotAllowed) { $0.method = method }
    }
    + [
      "/", "/webhooks", "/webhooks/github/", "//webhooks/github", "/webhooks//github", "/webhooks/github/x",
      "/webhooks/./github", "/x/../webhooks/github", "/webhooks/%67ithub", "/Webhooks/GitHub", "/webhooks/github;x",
      "/healthz", "/metrics",
    ].map { target in Case("the path \(target)", 404, .notFound) { $0.target = target } }
    + [
      "text/plain", "application/jsonx", "application/vnd.github+json", "multipart/form-data; boundary=x", "",
      "application/xml",
    ].map { (type: String) in Case("the type '\(type)'", 415, .unsupportedType) { $0.type = type } }
    + ["gzip", "br", "deflate", "identity, gzip"].map { coding in
      Case("the coding \(coding)", 415, .unsupportedEncoding) { $0.extra = ["Content-Encoding: \(coding)"] }
    }
    + [
      "X-GitHub-Event: push", "x-github-delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958", "X-GitHub-Hook-ID: 42",
      "X-Hub-Signature-256: sha256=00", "CONTENT-TYPE: application/json",
    ].map { line in Case("twice: \(line)", 400, .headerRepeated) { $0.extra = [line] } }
    + [
      Case("sha1 twice", 400, .headerRepeated) { $0.extra = ["X-Hub-Signature: sha1=0", "X-Hub-Signature: sha1=0"] },
      Case("target type twice", 400, .headerRepeated) {
        $0.extra = Array(repeating: "X-GitHub-Hook-Installation-Target-Type: repository", count: 2)
      },
      Case("no content type", 415, .unsupportedType) { $0.type = nil },
      Case("no event", 400, .headerMissing) { $0.event = nil },
      Case("an empty event", 400, .headerMissing) { $0.event = "" },
      Case("no delivery", 400, .headerMissing) { $0.guid = "" },
      Case("a hook's number with a space", 400, .headerMalformed) { $0.hook = "4 2" },
    ]
    + [
      "x", "72d3162e-cc78-11e3-81ab-4c9367dc095", "72d3162e-cc78-11e3-81ab-4c9367dc09588",
      "72d3162ecc7811e381ab4c9367dc0958", "{72d3162e-cc78-11e3-81ab-4c9367dc0958}",
      "72d3162g-cc78-11e3-81ab-4c9367dc0958", "72d3162e-cc78-11e3-81ab-4c9367dc0958,x",
      "72d3162e_cc78_11e3_81ab_4c9367dc0958", String(repeating: "a", count: 10_000),
    ].map { guid in Case("the GUID \(guid.prefix(50))", 400, .deliveryMalformed) { $0.guid = guid } }
    + [
      Case("no signature", 401, .signatureMissing) { $0.signature = .none },
      Case("sha1 only", 401, .signatureOutdated) {
        $0.signature = .header("X-Hub-Signature: sha1=3dca279e731c97c38e3019a075dee9ebbd0a99f0")
      },
      Case("another secret", 401, .signatureWrong) { $0.signature = .valid(secret: "another") },
    ]
    + [
      "", "sha256=", "sha256=00", "sha1=" + String(repeating: "0", count: 64), String(repeating: "0", count: 64),
      "SHA256=" + String(repeating: "0", count: 64), "sha256=" + String(repeating: "g", count: 64),
      "sha256=" + String(repeating: "0", count: 65), "sha256 =" + String(repeating: "0", count: 64),
    ].map { value in
      Case("the signature '\(value.prefix(20))'", 401, .signatureMalformed) {
        $0.signature = .header("X-Hub-Signature-256: \(value)")
      }
    }
    + ["", "null", "[]", "[{}]", "7", #""x""#, "{", #"{"a":1}}"#, "payload={}", "{\"a\":\"\u{1}\"}"].map { body in
      Case("the body '\(body)'", 400, .notObject) { $0.setBody(body) }
    }
    + [
      Case("a body that is not UTF-8", 400, .notObject) { $0.body = Array(#"{"a":""#.utf8) + [0xFF, 0x22, 0x7D] },
      Case("ten thousand levels", 400, .notObject) {
        $0.setBody(#"{"a":"# + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}")
      },
    ]
    + ["", "a=b", "{}", "payload={}&payload={}"].map { body in
      Case("the form '\(body)'", 400, .notOnePayload) {
        $0.type = "application/x-www-form-urlencoded"
        $0.setBody(body)
      }
    }
    + ["payload", "payload=", "payload=null", "payload=%5B%5D", "payload=%7B"].map { body in
      Case("the form '\(body)'", 400, .notObject) {
        $0.type = "application/x-www-form-urlencoded"
        $0.setBody(body)
      }
    }

  @Test("What is no delivery is refused, counted under its own name, and nothing is stored")
  func refusesWhatIsNoDelivery() async throws {
    let receiver = try await Receiver()
    for (index, example) in Self.refused.enumerated() {
      let before = receiver.count(example.outcome)
      let request = DeliveryRequest(example.change)
      let answer = try await receiver.answer(to: request)
      #expect(answer.status == example.status, "\(example.what)")
      #expect(receiver.count(example.outcome) == before + 1, "\(example.what): counted")
      #expect(answer.value(of: "Content-Type") == "application/json", "\(example.what)")
      if example.status == 405 { #expect(answer.value(of: "Allow") == "POST", "\(example.what)") }
      if request.method != "HEAD" { #expect(answer.text.contains(#""code":"\#(example.outcome.rawValue)""#)) }
      #expect(!answer.text.contains(request.guid) || request.guid.count < 2, "\(example.what): no echo")
      #expect(receiver.notices.entries.count == index + 1, "\(example.what): told once")
    }
    #expect(try await receiver.entries().isEmpty)
  }

  static let accepted: [Case] = [
    Case("as it is", 202, .accepted) { _ in },
    Case("with a query", 202, .accepted) { $0.target += "?x=1&y" },
    Case("over HTTP/1.0", 202, .accepted) { $0.version = "HTTP/1.0" },
    Case("with parameters", 202, .accepted) { $0.type = "application/json; charset=utf-8" },
    Case("with another spelling of the type", 202, .accepted) { $0.type = "Application/JSON" },
    Case("with the coding identity", 202, .accepted) { $0.extra = ["Content-Encoding: identity"] },
    Case("without a hook's number", 202, .accepted) { $0.hook = nil },
    Case("with a GUID in upper case", 202, .accepted) { $0.guid = $0.guid.uppercased() },
    Case("with a lone surrogate", 202, .accepted) { $0.setBody(#"{"action":"completed","x":"\ud800"}"#) },
    Case("with a field twice", 202, .accepted) { $0.setBody(#"{"action":"completed","x":1,"x":2}"#) },
    Case("with sha1 beside it", 202, .accepted) { $0.extra = ["X-Hub-Signature: sha1=0"] },
    Case("as a form", 202, .accepted) {
      $0.type = "application/x-www-form-urlencoded"
      $0.setBody("payload=%7B%22action%22%3A%22completed%22%2C+%22x%22%3A%22%2B%22%7D")
    },
    Case("as a form among others", 202, .accepted) {
      $0.type = "application/x-www-form-urlencoded; charset=utf-8"
      $0.setBody("a=1&payload={\"action\":\"completed\"}&b")
    },
    Case("a push, which has no action", 202, .accepted) {
      $0.event = "push"
      $0.setBody("{}")
    },
    Case("a ping", 200, .pong) {
      $0.event = "ping"
      $0.setBody(#"{"zen":"x","hook":{"id":1,"events":["push"],"config":{"content_type":"json"},"active":true}}"#)
    },
    Case("a ping without a hook", 200, .pong) {
      $0.event = "ping"
      $0.setBody("{}")
    },
    Case("an event nobody uses", 200, .ignored) { $0.event = "star" },
    Case("an event nobody knows", 200, .ignored) { $0.event = "../../x\"y" },
    Case("an action nobody uses", 200, .ignored) { $0.setBody(#"{"action":"requested_action"}"#) },
    Case("an action that is a number", 200, .ignored) { $0.setBody(#"{"action":7}"#) },
    Case("no action where one is needed", 200, .ignored) { $0.setBody("{}") },
  ]

  @Test("What is a delivery is stored, or said to be of no use, and counted under its own name")
  func acceptsDeliveries() async throws {
    let receiver = try await Receiver()
    var stored = 0
    for example in Self.accepted {
      let before = receiver.count(example.outcome)
      let request = DeliveryRequest(example.change)
      let answer = try await receiver.answer(to: request)
      #expect(answer.status == example.status, "\(example.what)")
      #expect(receiver.count(example.outcome) == before + 1, "\(example.what): counted")
      let expected =
        example.outcome == .pong
        ? #"{"status":"pong"}"#
        : #"{"status":"\#(example.outcome.rawValue)","delivery":"\#(request.guid.lowercased())"}"#
      #expect(answer.text == expected, "\(example.what)")
      if example.outcome == .accepted { stored += 1 }
      #expect(try await receiver.entries().count == stored, "\(example.what)")
    }
  }

  @Test("A stored delivery has all that the decoder needs")
  func storesWhatIsNeeded() async throws {
    let receiver = try await Receiver()
    let form = DeliveryRequest {
      $0.type = "application/x-www-form-urlencoded"
      $0.setBody("payload={\"action\":\"completed\"}")
    }
    let json = DeliveryRequest()
    for request in [json, form] { #expect(try await receiver.answer(to: request).status == 202) }
    let entries = try await receiver.entries()
    #expect(entries.map(\.kind) == [.delivery, .delivery])
    #expect(entries.map(\.signalID) == [json.guid, form.guid])
    #expect(entries.map { $0.text("event") } == ["check_run", "check_run"])
    #expect(entries.map { $0.text("action") } == ["completed", "completed"])
    #expect(entries.map { $0.text("encoding") } == ["json", "form"])
    #expect(entries.map { $0.text("received") } == ["1700000000123", "1700000000123"])
    let connection = receiver.redis.connect()
    defer { connection.close() }
    for (entry, request) in zip(entries, [json, form]) {
      #expect(try await connection.rawBody(of: entry, limit: 1 << 20) == request.body)
    }
  }

  @Test("GitHub's documented example holds, and one changed byte does not")
  func checksTheDocumentedSignature() async throws {
    let receiver = try await Receiver()
    let documented = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    func request(_ signature: String, _ body: String) -> DeliveryRequest {
      DeliveryRequest {
        $0.setBody(body)
        $0.signature = .header("X-Hub-Signature-256: \(signature)")
      }
    }
    // Not JSON, but its signature is right: that is what the answer tells.
    #expect(try await receiver.answer(to: request(documented, "Hello, World!")).status == 400)
    #expect(receiver.count(.notObject) == 1)
    let upper = "sha256=" + documented.dropFirst(7).uppercased()
    #expect(try await receiver.answer(to: request(upper, "Hello, World!")).status == 400)
    #expect(receiver.count(.notObject) == 2)
    #expect(try await receiver.answer(to: request(documented, "Hello, World?")).status == 401)
    #expect(receiver.count(.signatureWrong) == 1)
  }

  @Test("While secrets rotate both are valid, and each is counted")
  func acceptsRotatedSecrets() async throws {
    let receiver = try await Receiver(secrets: ["new", "old"])
    for secret in ["old", "new", "old"] {
      #expect(try await receiver.answer(to: DeliveryRequest { $0.signature = .valid(secret: secret) }).status == 202)
    }
    #expect(try await receiver.answer(to: DeliveryRequest()).status == 401)
    let page = receiver.metrics.page()
    #expect(page.contains("signalbox_webhook_secret_matches_total{secret=\"0\"} 1\n"))
    #expect(page.contains("signalbox_webhook_secret_matches_total{secret=\"1\"} 2\n"))
  }

  @Test("The same delivery again is a duplicate, from another hook too; with another body it is a conflict")
  func tellsDuplicatesFromConflicts() async throws {
    let receiver = try await Receiver()
    let first = DeliveryRequest()
    func again(_ change: (inout DeliveryRequest) -> Void) -> DeliveryRequest {
      var request = first
      change(&request)
      return request
    }
    #expect(try await receiver.answer(to: first).status == 202)
    for request in [again { _ in }, again { $0.guid = $0.guid.uppercased() }, again { $0.hook = "43" }] {
      let answer = try await receiver.answer(to: request)
      #expect(answer.status == 200)
      #expect(answer.text == #"{"status":"duplicate","delivery":"\#(first.guid)"}"#)
    }
    let other = try await receiver.answer(to: again { $0.setBody(#"{"action":"completed"}"#) })
    #expect(other.status == 409)
    #expect(other.text == #"{"status":"conflict","delivery":"\#(first.guid)"}"#)
    // Told a moment after it was answered.
    try await eventually("the suspicion to be told, once") {
      receiver.notices.entries.count { if case .suspicious = $0 { true } else { false } } == 1
    }
    // Another hook's body may differ: a repository's hook and an App's hook send different ones.
    let foreign = again {
      $0.hook = "44"
      $0.setBody(#"{"action":"completed","installation":{}}"#)
    }
    #expect(try await receiver.answer(to: foreign).status == 200)
    #expect(try await receiver.entries().count == 1)
  }

  @Test("Of sixteen at once with the same GUID one is new")
  func acceptsOnceAtOnce() async throws {
    let receiver = try await Receiver()
    let request = DeliveryRequest()
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<16 { group.addTask { try await receiver.answer(to: request).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.filter { $0 == 202 }.count == 1)
    #expect(statuses.filter { $0 == 200 }.count == 15)
    #expect(try await receiver.entries().count == 1)
  }

  @Test("A ping tells what its hook lacks")
  func namesWhatAHookLacks() async throws {
    let receiver = try await Receiver()
    let body = #"""
      {"zen":"x","hook_id":7,"hook":{"id":7,"events":["push","status"],"active":false,
       "config":{"content_type":"form","insecure_ssl":"1","url":"http://h/"}}}
      """#
    _ = try await receiver.answer(
      to: DeliveryRequest {
        $0.event = "ping"
        $0.setBody(body)
      })
    guard case .hook(let facts, let faults, _, _)? = receiver.notices.entries.first else {
      Issue.record("nothing was told")
      return
    }
    #expect(facts.id == 7)
    let missing = WebhookDecoder.neededEvents.filter { $0 != "push" && $0 != "status" }
    #expect(faults == [.missingEvents(missing), .contentType("form"), .certificateIgnored, .inactive])
  }

  @Test("Ignored events are counted by name, and names nobody knows under one")
  func boundsEventNames() async throws {
    let receiver = try await Receiver()
    for event in ["star", "star", "x1", "x2", "label"] {
      #expect(try await receiver.answer(to: DeliveryRequest { $0.event = event }).status == 200)
    }
    let page = receiver.metrics.page()
    #expect(page.contains("signalbox_webhook_ignored_total{event=\"star\"} 2\n"))
    #expect(page.contains("signalbox_webhook_ignored_total{event=\"label\"} 1\n"))
    #expect(page.contains("signalbox_webhook_ignored_total{event=\"other\"} 2\n"))
    #expect(!page.contains("x1"))
  }
}
