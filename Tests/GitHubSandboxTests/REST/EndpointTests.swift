import GitHub
import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct EndpointTests {
  @Test(
    "what is not there is GitHub's 404",
    arguments: [
      "/nothing", "/repos/acme/none", "/repos/acme/shop/issues/9", "/repos/acme/shop/issues/x",
      "/repos/acme/shop/issues/-1", "/repos/acme/shop/issues/99999999999999999999", "/repos/acme/shop/pulls/1",
      "/repos/acme/shop/branches/none", "/repos/../..", "/users/nobody", "/repos/acme/shop/hooks/1/deliveries",
    ])
  func missing(path: String) {
    var desk = Desk()
    let response = desk.send("GET", path)
    #expect(response.status == 404)
    #expect(response.json["message"].stringValue?.isEmpty == false)
    #expect(response.json["documentation_url"].stringValue?.isEmpty == false)
  }

  @Test(
    "a body that is no JSON, or not the JSON that is meant, is refused",
    arguments: [
      ("POST", "/repos/acme/shop/issues", "{", 400), ("POST", "/repos/acme/shop/issues", "{}", 422),
      ("POST", "/repos/acme/shop/issues", #"{"title":7}"#, 422), ("POST", "/repos/acme/shop/issues", "[]", 422),
      ("PATCH", "/repos/acme/shop", "3", 400), ("POST", "/repos/acme/shop/pulls", #"{"title":"A"}"#, 422),
      ("POST", "/repos/acme/shop/statuses/0000", #"{"state":"success"}"#, 422),
      ("POST", "/repos/acme/shop/hooks", #"{"config":{"url":"nowhere"}}"#, 422),
      ("POST", "/_sandbox/faults", #"{"drop":2}"#, 422), ("POST", "/_sandbox/repos", #"{"name":"no-slash"}"#, 422),
      ("POST", "/_sandbox/repos/acme/shop/push", #"{"branch":"a..b"}"#, 422),
      ("POST", "/_sandbox/repos/acme/shop/push", #"{"branch":"a","sha":"xyz"}"#, 422),
    ])
  func badBodies(method: String, path: String, body: String, status: Int) {
    var desk = Desk()
    var request = desk.request(method, path)
    request.body = Array(body.utf8)
    guard case .answer(let response) = desk.core.handle(request, at: desk.now) else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == status)
  }

  @Test("lists come in pages that lead to one another, and every item is on exactly one")
  func pages() throws {
    var desk = Desk()
    for number in 1...7 { _ = desk.send("POST", "/repos/acme/shop/issues", ["title": "Issue \(number)"]) }
    var seen: [Int] = []
    var target: String? = "/repos/acme/shop/issues?state=all&per_page=3&direction=asc"
    while let path = target {
      let response = desk.send("GET", path)
      seen += response.json.elements.compactMap { $0["number"].integerValue }
      target = response.header("Link").flatMap { Self.next(in: $0) }
    }
    #expect(seen == Array(1...7))
    let last = desk.send("GET", "/repos/acme/shop/issues?state=all&per_page=3&page=3").header("Link")
    #expect(last?.contains("rel=\"prev\"") == true)
    #expect(last?.contains("rel=\"next\"") == false)
    #expect(desk.send("GET", "/repos/acme/shop/issues?per_page=100").header("Link") == nil)
  }

  private static func next(in link: String) -> String? {
    for entry in link.split(separator: ", ") where entry.hasSuffix("rel=\"next\"") {
      return String(entry.dropFirst("<http://127.0.0.1:9".count).prefix { $0 != ">" })
    }
    return nil
  }

  @Test("an unchanged answer is 304 without a body and free of the rate limit; a change has another ETag")
  func etags() throws {
    var desk = Desk()
    _ = desk.send("POST", "/repos/acme/shop/issues", ["title": "A"])
    let first = desk.send("GET", "/repos/acme/shop/issues/1")
    let etag = try #require(first.header("ETag"))
    let second = desk.send("GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag)])
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    #expect(second.header("x-ratelimit-remaining") == first.header("x-ratelimit-remaining"))
    let other = desk.send(
      "GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag), ("Authorization", "Bearer other")])
    #expect(other.status == 200)
    _ = desk.send("PATCH", "/repos/acme/shop/issues/1", ["title": "B"])
    let third = desk.send("GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag)])
    #expect(third.status == 200)
    #expect(third.header("ETag") != etag)
  }

  @Test(
    "a token, where one is set, must be the right one",
    arguments: [
      ("Bearer right", 200), ("token right", 200), ("Bearer wrong", 401), ("right", 401), ("", 401),
    ])
  func tokens(header: String, status: Int) throws {
    var desk = Desk()
    desk.core.token = try Secret("right")
    let response = desk.send("GET", "/repos/acme/shop", headers: [("Authorization", header)])
    #expect(response.status == status)
    #expect(desk.send("GET", "/_sandbox/requests").status == 200)
  }

  @Test("a call without User-Agent is forbidden, as at GitHub")
  func userAgent() {
    var desk = Desk()
    guard case .answer(let response) = desk.core.handle(APIRequest("GET", "/repos/acme/shop"), at: desk.now) else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 403)
  }

  @Test("an empty budget refuses until its hour is over")
  func rateLimit() {
    var desk = Desk()
    _ = desk.send("POST", "/_sandbox/faults", ["rate_limit": ["core": ["remaining": 1, "reset_in": 60]]])
    #expect(desk.send("GET", "/repos/acme/shop").header("x-ratelimit-remaining") == "0")
    let refused = desk.send("GET", "/repos/acme/shop")
    #expect(refused.status == 403)
    #expect(refused.header("x-ratelimit-remaining") == "0")
    #expect(desk.get("/rate_limit")["resources"]["core"]["remaining"] == 0)
    desk.wait(seconds: 60)
    #expect(desk.send("GET", "/repos/acme/shop").status == 200)
  }

  @Test("faults meet the next calls that are meant, and then are over")
  func faults() {
    var desk = Desk()
    _ = desk.send(
      "POST", "/_sandbox/faults",
      [
        "fail": [
          ["status": 502, "count": 2, "body": "<html>", "path": "/repos"], ["kind": "garbage"], ["kind": "never"],
          ["kind": "slow", "milliseconds": 20], ["kind": "truncated"],
        ]
      ])
    let failed = desk.send("GET", "/repos/acme/shop")
    #expect(failed.status == 502)
    #expect(failed.header("Content-Type") == "text/html")
    let garbage = desk.send("GET", "/rate_limit")
    #expect(garbage.status == 200)
    #expect(garbage.json.isNull)
    #expect(desk.send("GET", "/repos/acme/shop").status == 502)
    guard case .never = desk.core.handle(desk.request("GET", "/repos/acme/shop"), at: desk.now) else {
      Issue.record("answered")
      return
    }
    guard case .late(let late, 20) = desk.core.handle(desk.request("GET", "/rate_limit"), at: desk.now) else {
      Issue.record("not late")
      return
    }
    #expect(late.status == 200)
    #expect(desk.send("GET", "/repos/acme/shop").json.isNull)
    #expect(desk.send("GET", "/repos/acme/shop").json["full_name"] == "acme/shop")
  }

  @Test("a transferred issue and a renamed repository answer with where they are now")
  func redirects() throws {
    var desk = Desk()
    _ = desk.send("POST", "/repos/acme/shop/issues", ["title": "A"])
    let id = try #require(desk.get("/repos/acme/shop")["id"].integerValue)
    _ = desk.send("PATCH", "/repos/acme/shop", ["name": "store"])
    let moved = desk.send("GET", "/repos/acme/shop/issues/1")
    #expect(moved.status == 301)
    #expect(moved.header("Location") == "http://127.0.0.1:9/repositories/\(id)")
    #expect(desk.get("/repositories/\(id)/issues/1")["title"] == "A")
  }

  @Test("addresses to follow have the host that was asked, whatever it is called")
  func hosts() throws {
    var desk = Desk()
    for number in 1...2 { _ = desk.send("POST", "/repos/acme/shop/issues", ["title": "\(number)"]) }
    let headers = [(name: "Host", value: "localhost:9")]
    let page = desk.send("GET", "/repos/acme/shop/issues?per_page=1", headers: headers)
    #expect(page.header("Link")?.hasPrefix("<http://localhost:9/repos/acme/shop/issues?") == true)
    _ = desk.send("PATCH", "/repos/acme/shop", ["name": "store"])
    let moved = desk.send("GET", "/repos/acme/shop", headers: headers)
    #expect(moved.header("Location")?.hasPrefix("http://localhost:9/repositories/") == true)
  }

  @Test("the prefix of GitHub Enterprise Server is understood")
  func enterprisePrefix() {
    var desk = Desk()
    #expect(desk.get("/api/v3/repos/acme/shop")["full_name"] == "acme/shop")
  }
}
