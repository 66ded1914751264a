import GitHub
import Testing

@Suite("What the webhook door asks before anything is stored")
struct WebhookDoorTests {
  @Test(
    "whether an event and action are used is known without reading the event",
    arguments: [
      ("issues", "opened", true), ("issues", "pinned", false), ("issues", nil, false), ("push", nil, true),
      ("push", "anything", true), ("star", "created", false), ("pull_request", "synchronize", true),
      ("check_run", "completed", true), ("check_run", "requested_action", false), ("meta", "deleted", true),
      ("merge_group", "destroyed", true), ("", nil, false),
    ] as [(String, String?, Bool)])
  func used(event: String, action: String?, expected: Bool) {
    #expect(WebhookDecoder.isUsed(event: event, action: action) == expected)
  }

  @Test("every event a hook needs is one that is used")
  func neededEventsAreUsed() {
    for event in WebhookDecoder.neededEvents { #expect(WebhookDecoder.usedActions[event] != nil) }
    #expect(WebhookDecoder.neededEvents == WebhookDecoder.neededEvents.sorted())
  }

  @Test("the events a hook lacks are named, and * stands for all")
  func missingEvents() {
    #expect(WebhookDecoder.missingEvents(configured: ["*"]) == [])
    #expect(WebhookDecoder.missingEvents(configured: WebhookDecoder.neededEvents) == [])
    #expect(
      WebhookDecoder.missingEvents(configured: WebhookDecoder.neededEvents.filter { $0 != "push" } + ["star"])
        == ["push"])
    #expect(WebhookDecoder.missingEvents(configured: []) == WebhookDecoder.neededEvents)
  }

  @Test("the action is read from JSON and from a form")
  func action() throws {
    #expect(try WebhookDecoder.action(in: Array(#"{"x":[1,2],"action":"opened"}"#.utf8)) == "opened")
    #expect(try WebhookDecoder.action(in: Array(#"{"ref":"x"}"#.utf8)) == nil)
    #expect(
      try WebhookDecoder.action(in: Array("a=b&payload=%7B%22action%22%3A+%22a%2Bb%22%7d".utf8), encoding: .form)
        == "a+b")
  }

  @Test(
    "a form without a payload, or with one that is no JSON, is refused",
    arguments: [
      ("", WebhookDecodingError.noPayload), ("a=b", .noPayload), ("xpayload={}", .noPayload), ("payload", .notJSON),
      ("payload=", .notJSON), ("payload=%", .notJSON), ("payload=%7", .notJSON), ("payload=%zz{}", .notJSON),
      ("payload=[]", .notJSON),
    ])
  func badForms(body: String, expected: WebhookDecodingError) {
    #expect(throws: expected) { try WebhookDecoder.action(in: Array(body.utf8), encoding: .form) }
  }

  @Test(
    "the two content types of hooks are known, parameters allowed",
    arguments: [
      ("application/json", PayloadEncoding.json), ("Application/JSON; charset=utf-8", .json),
      ("application/x-www-form-urlencoded ;x", .form), ("text/json", nil), ("", nil), ("application/jsonp", nil),
    ])
  func contentTypes(header: String, expected: PayloadEncoding?) {
    #expect(PayloadEncoding(contentType: header) == expected)
  }

  @Test("a ping tells what its hook is subscribed to")
  func ping() throws {
    let body = """
      {"zen":"Design for failure.","hook_id":109948940,"hook":{"active":true,"events":["push","issues"],
      "config":{"content_type":"form","insecure_ssl":"1","url":"https://example.com"}}}
      """
    #expect(
      try WebhookDecoder.ping(in: Array(body.utf8))
        == HookFacts(
          id: 109_948_940, events: ["push", "issues"], contentType: "form", isActive: true, ignoresCertificate: true))
    #expect(try WebhookDecoder.ping(in: Array("{}".utf8)).events == [])
    #expect(
      try WebhookDecoder.ping(in: Array(#"{"hook":{"config":{"insecure_ssl":1}}}"#.utf8)).ignoresCertificate)
  }
}
