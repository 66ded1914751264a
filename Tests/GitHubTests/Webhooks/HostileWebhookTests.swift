import GitHub
import MissionCore
import Testing

@Suite("Whatever a delivery's body is, reading it ends with a value or an error")
struct HostileWebhookTests {
  typealias Fixture = WebhookFixture

  @Test(
    "what is not a JSON object is refused",
    arguments: ["", " ", "null", "[]", "\"text\"", "5", "{", "{\"a\":}", "{}{}", "\u{0}", "payload={}"])
  func notJSON(body: String) {
    for event in ["issues", "push", "ping", "star", "repository"] {
      #expect(throws: WebhookDecodingError.notJSON) {
        try WebhookDecoder.decode(event: event, body: Array(body.utf8))
      }
    }
    #expect(throws: WebhookDecodingError.notJSON) { try WebhookDecoder.action(in: Array(body.utf8)) }
  }

  @Test("ten thousand levels of nesting are refused")
  func deepNesting() {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(throws: WebhookDecodingError.notJSON) {
      try Fixture.decode("issues", Fixture.issue() + #","x":\#(deep)"#, action: "opened")
    }
    let open = String(repeating: #"{"a":"#, count: 10_000)
    #expect(throws: WebhookDecodingError.notJSON) {
      try WebhookDecoder.decode(event: "push", body: Array(open.utf8))
    }
  }

  @Test(
    "a missing or null field without which the event says nothing is named",
    arguments: [
      ("issues", "opened", "", "issue"), ("issues", "opened", #""issue":null"#, "issue"),
      ("issues", "opened", Fixture.issue(["number": ""]), "issue.number"),
      ("issues", "opened", Fixture.issue(["state": "null"]), "issue.state"),
      ("issues", "opened", Fixture.issue(["updated_at": ""]), "issue.updated_at"),
      ("pull_request", "opened", Fixture.pullRequest(["head": "null"]), "pull_request.head"),
      ("pull_request", "opened", Fixture.pullRequest(["head": "{}"]), "pull_request.head.sha"),
      ("check_run", "created", Fixture.checkRun(["head_sha": ""]), "check_run.head_sha"),
      ("check_run", "created", Fixture.checkRun(["name": "null"]), "check_run.name"),
      ("pull_request_review", "submitted", Fixture.review(["state": ""]), "review.state"),
      ("push", nil, #""x":1"#, "ref"), ("status", nil, #""context":"a","state":"b""#, "sha"),
    ] as [(String, String?, String, String)])
  func missing(event: String, action: String?, fields: String, path: String) {
    #expect(throws: WebhookDecodingError.missing(path)) {
      try Fixture.decode(event, fields.isEmpty ? #""x":1"# : fields, action: action)
    }
  }

  @Test(
    "a field of another type or out of range is named",
    arguments: [
      ("issues", "opened", Fixture.issue(["number": #""1""#]), "issue.number"),
      ("issues", "opened", Fixture.issue(["number": "0"]), "issue.number"),
      ("issues", "opened", Fixture.issue(["number": "-7"]), "issue.number"),
      ("issues", "opened", Fixture.issue(["number": "1e400"]), "issue.number"),
      ("issues", "opened", Fixture.issue(["number": "99999999999999999999999999"]), "issue.number"),
      ("issues", "opened", Fixture.issue(["number": "1.5"]), "issue.number"),
      ("issues", "opened", Fixture.issue(["title": "{}"]), "issue.title"),
      ("issues", "opened", Fixture.issue(["updated_at": #""yesterday""#]), "issue.updated_at"),
      ("issues", "opened", Fixture.issue(["updated_at": "1557933633"]), "issue.updated_at"),
      ("pull_request", "opened", Fixture.pullRequest(["number": "2147483648"]), "pull_request.number"),
      ("pull_request", "opened", Fixture.pullRequest(["head": #"{"sha":"main"}"#]), "pull_request.head.sha"),
      ("pull_request", "opened", Fixture.pullRequest(["head": "[]"]), "pull_request.head"),
      ("check_run", "created", Fixture.checkRun(["head_sha": #""../../etc""#]), "check_run.head_sha"),
      ("check_run", "created", Fixture.checkRun(["pull_requests": "{}"]), "check_run.pull_requests"),
      ("check_run", "created", Fixture.checkRun(["id": "1e99"]), "check_run.id"),
      ("push", nil, #""ref":7"#, "ref"),
    ] as [(String, String?, String, String)])
  func invalid(event: String, action: String?, fields: String, path: String) {
    #expect(throws: WebhookDecodingError.invalid(path)) { try Fixture.decode(event, fields, action: action) }
  }

  @Test("a repository that is missing or has a name that is no path is refused where one is needed")
  func repositories() {
    func body(_ repository: String) -> [UInt8] { Array(#"{"ref":"refs/heads/main"\#(repository)}"#.utf8) }
    #expect(throws: WebhookDecodingError.missing("repository")) {
      try WebhookDecoder.decode(event: "push", body: body(""))
    }
    #expect(throws: WebhookDecodingError.missing("repository.full_name")) {
      try WebhookDecoder.decode(event: "push", body: body(#","repository":{"id":1}"#))
    }
    #expect(throws: WebhookDecodingError.invalid("repository.full_name")) {
      try WebhookDecoder.decode(event: "push", body: body(#","repository":{"full_name":"a/../b"}"#))
    }
  }

  @Test("bytes that are not UTF-8 and halves of surrogate pairs are replaced")
  func invalidText() throws {
    var body = Array(Fixture.delivery(Fixture.issue(["title": #""cut \ud83d, \udc00\\ud83d \ud83d\ude80 ?""#])).utf8)
    body.replaceSubrange(0..<1, with: Array(#"{"action":"opened","#.utf8))
    let question = try #require(body.firstIndex(of: UInt8(ascii: "?")))
    body[question] = 0xFF
    let event = try WebhookDecoder.decode(event: "issues", body: body)
    guard case .issue(let facts) = event.observations.first else {
      Issue.record("no facts")
      return
    }
    #expect(facts.title == "cut \u{FFFD}, \u{FFFD}\\ud83d 🚀 \u{FFFD}")
  }

  @Test("a key given twice gives one value")
  func duplicateKeys() throws {
    let event = try Fixture.decode("push", #""ref":"refs/heads/a","ref":"refs/heads/b""#)
    #expect(event.observations.count == 1)
  }

  @Test("long texts are cut between characters")
  func caps() throws {
    let rocket = "🚀"
    let event = try Fixture.decode(
      "issues",
      Fixture.issue([
        "title": "\"a" + String(repeating: rocket, count: 200) + "\"",
        "body": "\"abc" + String(repeating: rocket, count: 20_000) + "\"",
      ]), action: "opened")
    guard case .issue(let facts) = event.observations.first else {
      Issue.record("no facts")
      return
    }
    #expect(facts.title == "a" + String(repeating: rocket, count: 127))
    #expect(facts.body == "abc" + String(repeating: rocket, count: 16_383))
    let summary = String(repeating: "é", count: 5_000)
    let check = try Fixture.decode(
      "check_run", Fixture.checkRun(["output": #"{"title":"","summary":"\#(summary)"}"#]), action: "created")
    guard case .check(let hint) = check.observations.first else {
      Issue.record("no check")
      return
    }
    #expect(hint.check.summary == String(repeating: "é", count: 2_048))
  }

  @Test(
    "only addresses of pages are kept as links",
    arguments: [
      ("https://ci.example/1", "https://ci.example/1"), ("HTTP://ci.example", "HTTP://ci.example"),
      ("javascript:alert(1)", nil), ("https://a b", nil), ("ftp://x", nil), ("", nil),
    ])
  func links(address: String, kept: String?) throws {
    let event = try Fixture.decode(
      "check_run", Fixture.checkRun(["details_url": #""\#(address)""#]), action: "created")
    guard case .check(let hint) = event.observations.first else {
      Issue.record("no check")
      return
    }
    #expect(hint.check.url == kept)
  }

  @Test("every single changed byte of a delivery gives a value or an error")
  func changedBytes() {
    let body = Array(Fixture.delivery(Fixture.checkRun(), action: "completed").utf8)
    var outcomes = 0
    for index in body.indices {
      for byte in [UInt8(0), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "9"), 0xFF] {
        var changed = body
        changed[index] = byte
        do {
          _ = try WebhookDecoder.decode(event: "check_run", body: changed)
        } catch {
          #expect(error != .noPayload)
        }
        outcomes += 1
      }
    }
    #expect(outcomes == body.count * 5)
  }

  @Test("every truncated delivery is refused")
  func truncated() {
    let body = Array(Fixture.delivery(Fixture.review(), action: "submitted").utf8)
    for length in 0..<body.count {
      #expect(throws: WebhookDecodingError.notJSON) {
        try WebhookDecoder.decode(event: "pull_request_review", body: Array(body.prefix(length)))
      }
    }
  }
}
