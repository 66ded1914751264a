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
    var api = FurnishedCore()
    let response = api.send("GET", path)
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
    var api = FurnishedCore()
    var request = api.request(method, path)
    request.body = Array(body.utf8)
    guard case .answer(let response) = api.core.handle(request, at: api.now) else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == status)
  }

  @Test("lists come in pages that lead to one another, and every item is on exactly one")
  func pages() throws {
    var api = FurnishedCore()
    for number in 1...7 { _ = api.send("POST", "/repos/acme/shop/issues", ["title": "Issue \(number)"]) }
    var seen: [Int] = []
    var target: String? = "/repos/acme/shop/issues?state=all&per_page=3&direction=asc"
    while let path = target {
      let response = api.send("GET", path)
      seen += response.json.elements.compactMap { $0["number"].integerValue }
      target = response.header("Link").flatMap { Self.next(in: $0) }
    }
    #expect(seen == Array(1...7))
    let last = api.send("GET", "/repos/acme/shop/issues?state=all&per_page=3&page=3").header("Link")
    #expect(last?.contains("rel=\"prev\"") == true)
    #expect(last?.contains("rel=\"next\"") == false)
    #expect(api.send("GET", "/repos/acme/shop/issues?per_page=100").header("Link") == nil)
  }

  private static func next(in link: String) -> String? {
    for entry in link.split(separator: ", ") where entry.hasSuffix("rel=\"next\"") {
      return String(entry.dropFirst("<http://127.0.0.1:9".count).prefix { $0 != ">" })
    }
    return nil
  }

  @Test("an unchanged answer is 304 without a body and free of the rate limit; a change has another ETag")
  func etags() throws {
    var api = FurnishedCore()
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "A"])
    let first = api.send("GET", "/repos/acme/shop/issues/1")
    let etag = try #require(first.header("ETag"))
    let second = api.send("GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag)])
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    #expect(second.header("x-ratelimit-remaining") == first.header("x-ratelimit-remaining"))
    let other = api.send(
      "GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag), ("Authorization", "Bearer other")])
    #expect(other.status == 200)
    _ = api.send("PATCH", "/repos/acme/shop/issues/1", ["title": "B"])
    let third = api.send("GET", "/repos/acme/shop/issues/1", headers: [("If-None-Match", etag)])
    #expect(third.status == 200)
    #expect(third.header("ETag") != etag)
  }

  @Test(
    "a token, where one is set, must be the right one",
    arguments: [
      ("Bearer right", 200), ("token right", 200), ("Bearer wrong", 401), ("right", 401), ("", 401),
    ])
  func tokens(header: String, status: Int) throws {
    var api = FurnishedCore()
    api.core.token = try Secret("right")
    let response = api.send("GET", "/repos/acme/shop", headers: [("Authorization", header)])
    #expect(response.status == status)
    #expect(api.send("GET", "/_sandbox/requests").status == 200)
  }

  @Test("a call without User-Agent is forbidden, as at GitHub")
  func userAgent() {
    var api = FurnishedCore()
    guard case .answer(let response) = api.core.handle(APIRequest("GET", "/repos/acme/shop"), at: api.now) else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 403)
  }

  @Test("an empty budget refuses until its hour is over")
  func rateLimit() {
    var api = FurnishedCore()
    _ = api.send("POST", "/_sandbox/faults", ["rate_limit": ["core": ["remaining": 1, "reset_in": 60]]])
    #expect(api.send("GET", "/repos/acme/shop").header("x-ratelimit-remaining") == "0")
    let refused = api.send("GET", "/repos/acme/shop")
    #expect(refused.status == 403)
    #expect(refused.header("x-ratelimit-remaining") == "0")
    #expect(api.get("/rate_limit")["resources"]["core"]["remaining"] == 0)
    api.wait(seconds: 60)
    #expect(api.send("GET", "/repos/acme/shop").status == 200)
  }

  @Test("faults meet the next calls that are meant, and then are over")
  func faults() {
    var api = FurnishedCore()
    _ = api.send(
      "POST", "/_sandbox/faults",
      [
        "fail": [
          ["status": 502, "count": 2, "body": "<html>", "path": "/repos"], ["kind": "garbage"], ["kind": "never"],
          ["kind": "slow", "milliseconds": 20], ["kind": "truncated"],
        ]
      ])
    let failed = api.send("GET", "/repos/acme/shop")
    #expect(failed.status == 502)
    #expect(failed.header("Content-Type") == "text/html")
    let garbage = api.send("GET", "/rate_limit")
    #expect(garbage.status == 200)
    #expect(garbage.json.isNull)
    #expect(api.send("GET", "/repos/acme/shop").status == 502)
    guard case .never = api.core.handle(api.request("GET", "/repos/acme/shop"), at: api.now) else {
      Issue.record("answered")
      return
    }
    guard case .late(let late, 20) = api.core.handle(api.request("GET", "/rate_limit"), at: api.now) else {
      Issue.record("not late")
      return
    }
    #expect(late.status == 200)
    #expect(api.send("GET", "/repos/acme/shop").json.isNull)
    #expect(api.send("GET", "/repos/acme/shop").json["full_name"] == "acme/shop")
  }

  @Test("a transferred issue and a renamed repository answer with where they are now")
  func redirects() throws {
    var api = FurnishedCore()
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "A"])
    let id = try #require(api.get("/repos/acme/shop")["id"].integerValue)
    _ = api.send("PATCH", "/repos/acme/shop", ["name": "store"])
    let moved = api.send("GET", "/repos/acme/shop/issues/1")
    #expect(moved.status == 301)
    #expect(moved.header("Location") == "http://127.0.0.1:9/repositories/\(id)")
    #expect(api.get("/repositories/\(id)/issues/1")["title"] == "A")
  }

  @Test("addresses to follow have the host that was asked, whatever it is called")
  func hosts() throws {
    var api = FurnishedCore()
    for number in 1...2 { _ = api.send("POST", "/repos/acme/shop/issues", ["title": "\(number)"]) }
    let headers = [(name: "Host", value: "localhost:9")]
    let page = api.send("GET", "/repos/acme/shop/issues?per_page=1", headers: headers)
    #expect(page.header("Link")?.hasPrefix("<http://localhost:9/repos/acme/shop/issues?") == true)
    _ = api.send("PATCH", "/repos/acme/shop", ["name": "store"])
    let moved = api.send("GET", "/repos/acme/shop", headers: headers)
    #expect(moved.header("Location")?.hasPrefix("http://localhost:9/repositories/") == true)
  }

  @Test("the prefix of GitHub Enterprise Server is understood")
  func enterprisePrefix() {
    var api = FurnishedCore()
    #expect(api.get("/api/v3/repos/acme/shop")["full_name"] == "acme/shop")
  }
}
