import GitHub
import MissionCore
import TestSupport
import Testing

@Suite struct DeliveryListerTests {
  private static let reference = HookReference.organization("octo", hook: 5)

  /// 2026-11-20T12:00:00Z, as many seconds earlier.
  private static func time(_ ago: Int) -> String {
    let seconds = 12 * 3_600 - ago
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-11-20T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  private static func item(_ id: Int64, ago seconds: Int, guid: String? = nil) -> String {
    """
    {"id":\(id),"guid":"\(guid ?? "G\(id)")","delivered_at":"\(time(seconds))","redelivery":false,"duration":0.27,
    "status":"OK","status_code":200,"event":"issues","action":"opened","installation_id":123,"repository_id":456,
    "throttled_at":null}
    """
  }

  /// A log of deliveries, ten to a page, one every minute, newest first.
  private static func log(_ count: Int, nextHost: String? = nil) -> ScriptedServer.Script {
    { request in
      let cursor = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
      let start = request.target.contains("cursor=") ? cursor : 0
      let page = (start..<min(start + 10, count)).map { item(Int64(1_000_000 - $0), ago: $0 * 60) }
      let host = nextHost ?? "http://\(request.header("Host") ?? "")"
      let link = ("Link", "<\(host)\(request.path)?per_page=100&cursor=\(start + 10)>; rel=\"next\"")
      return .reply(200, start + 10 < count ? [link] : [], "[\(page.joined(separator: ","))]")
    }
  }

  private static func since(_ ago: Int) -> Timestamp { ManualClock.start.adding(seconds: -ago) }

  @Test(
    "The log is read along the cursor to its end, the last page included",
    arguments: [
      (HookReference.app, "/app/hook/deliveries"), (reference, "/orgs/octo/hooks/5/deliveries"),
      (HookReference("repository/octo/hello/6"), "/repos/octo/hello/hooks/6/deliveries"),
    ] as [(HookReference?, String)])
  func readsAll(hook: HookReference?, path: String) async throws {
    let hook = try #require(hook)
    let server = ScriptedServer(Self.log(25))
    defer { server.stop() }
    let listing = try await DeliveryLister(try server.client(), hook: hook).deliveries(since: Self.since(36_000))
    #expect(listing.deliveries.map(\.id) == (0..<25).map { 1_000_000 - Int64($0) })
    #expect(listing.isComplete)
    #expect(listing.hook == hook)
    #expect(
      server.requests.map(\.target) == [
        "\(path)?per_page=100", "\(path)?per_page=100&cursor=10", "\(path)?per_page=100&cursor=20",
      ])
  }

  @Test("Reading stops at a page of older deliveries, and what is older is left out")
  func stopsAtOlder() async throws {
    let server = ScriptedServer(Self.log(1_000))
    defer { server.stop() }
    let listing = try await DeliveryLister(try server.client(), hook: Self.reference).deliveries(since: Self.since(900))
    #expect(listing.deliveries.count == 16)
    #expect(listing.deliveries.last?.deliveredAt == Self.since(900))
    #expect(listing.isComplete)
    // The page in which it falls, and one that is older as a whole: entries of a page are in no strict order.
    #expect(server.requests.count == 3)
  }

  @Test("Reading stops at a page that is known")
  func stopsAtKnown() async throws {
    let server = ScriptedServer(Self.log(1_000))
    defer { server.stop() }
    let known = Set((12..<1_000).map { 1_000_000 - Int64($0) })
    let listing = try await DeliveryLister(try server.client(), hook: Self.reference)
      .deliveries(since: Self.since(36_000), known: known)
    #expect(server.requests.count == 3)
    #expect(listing.isComplete)
  }

  @Test("A listing that is cut at the bound says so")
  func saysCut() async throws {
    let server = ScriptedServer(Self.log(1_000))
    defer { server.stop() }
    let listing = try await DeliveryLister(try server.client(), hook: Self.reference)
      .deliveries(since: Self.since(36_000), bound: 3)
    #expect(listing.deliveries.count == 30)
    #expect(!listing.isComplete)
  }

  @Test("A listing that was cut goes on where it ended, part by part to the end of the log")
  func goesOn() async throws {
    let server = ScriptedServer(Self.log(70))
    defer { server.stop() }
    let lister = DeliveryLister(try server.client(), hook: Self.reference)
    var cursor: PageCursor?
    var ids: [Int64] = []
    for part in 0..<3 {
      guard
        case .listing(let listing) = try await lister.look(
          since: Self.since(36_000), unless: nil, from: cursor, bound: 3)
      else { throw HookError.noPayload(delivery: 0) }
      #expect(listing.start == cursor)
      #expect(listing.isComplete == (part == 2))
      ids += listing.deliveries.map(\.id)
      cursor = listing.next
    }
    #expect(ids == (0..<70).map { 1_000_000 - Int64($0) })
    #expect(server.requests.count == 7)
  }

  @Test("A log whose newest page is known is not read again, however long it is")
  func unchanged() async throws {
    let server = ScriptedServer(Self.log(70))
    defer { server.stop() }
    let lister = DeliveryLister(try server.client(), hook: Self.reference)
    guard case .listing(let listing) = try await lister.look(since: Self.since(36_000), unless: nil),
      case .unchanged = try await lister.look(since: Self.since(36_000), unless: listing.validator)
    else { return #expect(Bool(false), "it was read again") }
    #expect(server.requests.count == 8)
  }

  @Test("The cursor is not followed to another host, nor in a circle")
  func staysAtHome() async throws {
    let stranger = ScriptedServer(Self.log(1_000, nextHost: "http://127.0.0.2:9"))
    defer { stranger.stop() }
    await #expect(throws: HookError.github(.link(.elsewhere))) {
      try await DeliveryLister(try stranger.client(), hook: Self.reference).deliveries(since: Self.since(36_000))
    }
    let circle = ScriptedServer { request in
      .reply(200, [("Link", "<\(request.target)>; rel=\"next\"")], "[\(Self.item(1, ago: 0))]")
    }
    defer { circle.stop() }
    await #expect(throws: HookError.github(.link(.loop))) {
      try await DeliveryLister(try circle.client(), hook: Self.reference).deliveries(since: Self.since(36_000))
    }
  }

  @Test("An entry is read as far as it can be, and one that cannot be read costs only itself")
  func toleratesStrangeEntries() async throws {
    let body = """
      [{"id":9223372036854775807,"guid":"0B989BA4-242F-11E5-81E1-C7B6966D2516"},
      {"id":1,"guid":"a","delivered_at":"soon","redelivery":"yes","status":null,"status_code":"200","event":7,
      "action":{},"repository_id":-1.5,"installation_id":[],"throttled_at":"2026-11-20T11:00:00Z"},
      {"id":2,"guid":"b","status":"Invalid HTTP Response: 502","status_code":502,"event":"push","redelivery":true},
      {"id":9223372036854775808,"guid":"c"},{"id":3},{"guid":"d"},null,7,[],{"id":4,"guid":""},{"id":"5","guid":"e"}]
      """
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    let listing = try await DeliveryLister(try server.client(), hook: Self.reference).deliveries(since: Self.since(0))
    #expect(listing.unreadable == 8)
    #expect(
      listing.deliveries == [
        HookDelivery(
          id: .max, guid: "0b989ba4-242f-11e5-81e1-c7b6966d2516", deliveredAt: nil, status: "", statusCode: nil,
          event: ""),
        HookDelivery(
          id: 1, guid: "a", deliveredAt: nil, status: "", statusCode: nil, event: "",
          throttledAt: ManualClock.start.adding(seconds: -3_600)),
        HookDelivery(
          id: 2, guid: "b", deliveredAt: nil, isRedelivery: true, status: "Invalid HTTP Response: 502", statusCode: 502,
          event: "push"),
      ])
    #expect(listing.deliveries.map(\.wasAcknowledged) == [false, false, false])
  }

  @Test("What is no list is an error", arguments: ["{}", "", "null", "7", "[{\"id\":1,"])
  func refusesRubbish(body: String) async throws {
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    await #expect(throws: HookError.self) {
      try await DeliveryLister(try server.client(), hook: Self.reference).deliveries(since: Self.since(0))
    }
  }

  @Test(
    "A payload is read as it is written: no number loses digits, and nothing is confused with it",
    arguments: [
      #"{"id":12345678901234567890123,"f":1.10,"n":null,"t":"\"}]\\","a":[{"payload":1},[],{}],"action":"opened"}"#,
      "{}", "{ \"deep\" : [[[[[{\"x\":[1,2,{}]}]]]]] , \"ü\" : \"\\ud83d\\ude00\" }",
    ])
  func readsPayload(payload: String) async throws {
    let body = """
      {"id":77,"guid":"0B989BA4","event":"issues","action":"opened","payload":{"no":1},
      "response":{"headers":{},"payload":"{\\"ok\\":true}"},
      "request":{"headers":{"X-GitHub-Hook-ID":"4611686018427387905","X-GitHub-Event":"issues","X-Odd":7},
      "payload":\(payload)},"url":"https://example.com/?a={\\"payload\\":2}"}
      """
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    let read = try await DeliveryLister(try server.client(), hook: Self.reference).payload(of: 77)
    #expect(String(decoding: read.body, as: UTF8.self) == payload)
    #expect(read.guid == "0b989ba4")
    #expect(read.event == "issues")
    #expect(read.action == "opened")
    #expect(read.hookID == 4_611_686_018_427_387_905)
    #expect(read.headers == ["X-GitHub-Hook-ID": "4611686018427387905", "X-GitHub-Event": "issues"])
    #expect(server.requests.first?.path == "/orgs/octo/hooks/5/deliveries/77")
  }

  @Test("A payload that is shown as a text, and a document without the short fields, are read too")
  func readsOtherForms() async throws {
    let body = #"""
      {"request":{"headers":{"x-github-delivery":"G1","X-GITHUB-EVENT":"push"},"payload":"{\"a\":\"\\u00fc\"}"}}
      """#
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    let read = try await DeliveryLister(try server.client(), hook: .app).payload(of: 3)
    #expect(String(decoding: read.body, as: UTF8.self) == #"{"a":"\u00fc"}"#)
    #expect(read.id == 3)
    #expect(read.guid == "g1")
    #expect(read.event == "push")
  }

  @Test(
    "Without a payload, or without saying what it is, there is nothing to hand on",
    arguments: [
      #"{"guid":"a","event":"push"}"#, #"{"guid":"a","event":"push","request":null}"#,
      #"{"guid":"a","event":"push","request":{"headers":{},"payload":null}}"#,
      #"{"guid":"a","event":"push","request":{"headers":{},"payload":[1]}}"#,
      #"{"guid":"a","event":"push","request":{"headers":{},"payload":"too large"}}"#,
      #"{"guid":"a","request":{"headers":{},"payload":{}}}"#,
      #"{"event":"push","request":{"headers":{},"payload":{}}}"#,
      #"{"guid":"","event":"push","request":{"headers":{},"payload":{}}}"#,
    ])
  func refusesWithoutPayload(body: String) async throws {
    let server = ScriptedServer { _ in .reply(200, [], body) }
    defer { server.stop() }
    await #expect(throws: HookError.noPayload(delivery: 3)) {
      try await DeliveryLister(try server.client(), hook: .app).payload(of: 3)
    }
  }

  @Test("A delivery is asked for again by its number, and one that is gone is said to be gone")
  func redelivers() async throws {
    let server = ScriptedServer { request in
      switch (request.method, request.path) {
      case ("POST", "/orgs/octo/hooks/5/deliveries/9223372036854775807/attempts"): .reply(202, [], "{}")
      case ("GET", "/orgs/octo"), ("GET", "/orgs/octo/hooks"): .reply(200, [], "[]")
      default: .reply(404, [], #"{"message":"Not Found"}"#)
      }
    }
    defer { server.stop() }
    let lister = DeliveryLister(try server.client(), hook: Self.reference)
    try await lister.redeliver(.max)
    await #expect(throws: HookError.gone(Self.reference)) { try await lister.redeliver(1) }
    await #expect(throws: HookError.gone(Self.reference)) { try await lister.payload(of: 1) }
  }
}
