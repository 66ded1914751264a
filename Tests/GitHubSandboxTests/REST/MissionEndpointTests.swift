import MissionCore
import Testing

@testable import GitHubSandbox

/// What a mission reads, through GitHub's endpoints.
@Suite struct MissionEndpointTests {
  @Test("required checks are read from rules or from classic protection, wherever they are written down")
  func protection() {
    var api = FurnishedCore()
    #expect(api.send("GET", "/repos/acme/shop/branches/main/protection/required_status_checks").status == 404)
    _ = api.send(
      "PUT", "/repos/acme/shop/branches/main/protection",
      ["required_status_checks": ["strict": true, "checks": [["context": "ci", "app_id": 15_368]], "contexts": []]])
    let classic = api.get("/repos/acme/shop/branches/main/protection/required_status_checks")
    #expect(classic["strict"] == true)
    #expect(classic["contexts"] == ["ci"])
    #expect(api.get("/repos/acme/shop/rules/branches/main") == [])
    #expect(api.get("/repos/acme/shop/branches/main")["protected"] == true)
    _ = api.send(
      "POST", "/_sandbox/repos",
      ["name": "acme/shop", "protection": ["required_checks": ["ci", ["context": "lint", "app_id": 7]]]])
    let rules = api.get("/repos/acme/shop/rules/branches/main")
    #expect(rules[0]["type"] == "required_status_checks")
    #expect(rules[0]["parameters"]["required_status_checks"][1]["integration_id"] == 7)
  }

  @Test("branches with slashes are found")
  func slashes() {
    var api = FurnishedCore()
    _ = api.send("POST", "/_sandbox/repos/acme/shop/push", ["branch": "ada/fix/one"])
    #expect(api.get("/repos/acme/shop/branches/ada/fix/one")["name"] == "ada/fix/one")
    #expect(api.get("/repos/acme/shop/branches/ada%2Ffix%2Fone")["name"] == "ada/fix/one")
    #expect(api.send("GET", "/repos/acme/shop/rules/branches/ada/fix/one").status == 200)
  }

  @Test("checks and statuses of a commit, by sha and by branch")
  func checks() {
    var api = FurnishedCore()
    let (number, head) = api.openPull()
    #expect(api.get("/repos/acme/shop/commits/\(head)/status")["state"] == "pending")
    #expect(api.get("/repos/acme/shop/commits/\(head)/status")["total_count"] == 0)
    let run = api.send(
      "POST", "/repos/acme/shop/check-runs", ["name": "ci", "head_sha": .string(head), "status": "in_progress"]
    ).json
    _ = api.send(
      "PATCH", "/repos/acme/shop/check-runs/\(run["id"].integerValue ?? 0)",
      ["conclusion": "failure", "output": ["title": "1 failed", "summary": "testLogin"]])
    _ = api.send("POST", "/repos/acme/shop/statuses/\(head)", ["state": "success", "context": "legacy"])
    for name in [head, "feature"] {
      let runs = api.get("/repos/acme/shop/commits/\(name)/check-runs?filter=latest&per_page=100")
      #expect(runs["total_count"] == 1)
      #expect(runs["check_runs"][0]["conclusion"] == "failure")
      #expect(runs["check_runs"][0]["output"]["summary"] == "testLogin")
    }
    #expect(api.get("/repos/acme/shop/commits/\(head)/status")["state"] == "success")
    #expect(api.get("/repos/acme/shop/commits/\(head)/pulls")[0]["number"].integerValue == number)
    #expect(api.send("GET", "/repos/acme/shop/commits/00/check-runs").status == 422)
  }

  @Test("the first look at a pull request starts the work on mergeable; lists do not know it")
  func mergeable() {
    var api = FurnishedCore()
    let (number, _) = api.openPull()
    #expect(api.get("/repos/acme/shop/pulls/\(number)")["mergeable"].isNull)
    #expect(api.get("/repos/acme/shop/pulls/\(number)")["mergeable"] == true)
    let listed = api.get("/repos/acme/shop/pulls?state=open&sort=updated&direction=desc&per_page=100")
    #expect(listed[0]["number"].integerValue == number)
    #expect(!listed[0].has("mergeable"))
    _ = api.send("POST", "/_sandbox/faults", ["mergeable_null": true])
    for _ in 1...3 { #expect(api.get("/repos/acme/shop/pulls/\(number)")["mergeable"].isNull) }
  }

  @Test("a merge with another head is 409, one that cannot be is 405, a good one says so")
  func merging() {
    var api = FurnishedCore()
    let (number, head) = api.openPull()
    let path = "/repos/acme/shop/pulls/\(number)/merge"
    #expect(api.send("GET", path).status == 404)
    #expect(api.send("PUT", path, ["sha": "00"], as: "bob").status == 409)
    #expect(api.send("PUT", path, ["sha": .string(head)], as: "stranger").status == 403)
    let merged = api.send("PUT", path, ["sha": .string(head)], as: "bob")
    #expect(merged.json["merged"] == true)
    #expect(api.send("PUT", path, ["sha": .string(head)], as: "bob").status == 405)
    #expect(api.send("GET", path).status == 204)
    #expect(api.get("/repos/acme/shop/pulls/\(number)")["merged_by"]["login"] == "bob")
  }

  @Test("reviews, their dismissal, comments on lines and answers to them")
  func reviews() throws {
    var api = FurnishedCore()
    let (number, _) = api.openPull()
    let path = "/repos/acme/shop/pulls/\(number)"
    let review = api.send(
      "POST", "\(path)/reviews",
      ["event": "REQUEST_CHANGES", "body": "No", "comments": [["path": "a", "line": 3, "body": "Why?"]]], as: "bob"
    ).json
    #expect(review["state"] == "CHANGES_REQUESTED")
    let comment = api.get("\(path)/comments")[0]
    #expect(comment["line"] == 3)
    let id = try #require(comment["id"].integerValue)
    let answer = api.send("POST", "\(path)/comments/\(id)/replies", ["body": "Because"], as: "ada")
    #expect(answer.status == 201)
    #expect(answer.json["in_reply_to_id"].integerValue == id)
    #expect(api.send("POST", "\(path)/reviews", ["event": "APPROVE"], as: "ada").status == 422)
    let dismissed = api.send(
      "PUT", "\(path)/reviews/\(review["id"].integerValue ?? 0)/dismissals", ["message": "Settled"])
    #expect(dismissed.json["state"] == "DISMISSED")
    #expect(api.get("\(path)/reviews").elements.count == 2)
  }

  @Test("permissions: the owner's, a collaborator's, a stranger's")
  func permissions() {
    var api = FurnishedCore()
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "A"], as: "stranger")
    for (login, permission) in [("acme", "admin"), ("ada", "write"), ("stranger", "read")] {
      #expect(
        api.get("/repos/acme/shop/collaborators/\(login)/permission")["permission"].stringValue == permission)
    }
  }

  @Test("issues: labels, blockers, comments and closing through GitHub's endpoints")
  func issues() {
    var api = FurnishedCore()
    let first = api.send("POST", "/repos/acme/shop/issues", ["title": "A", "labels": ["x"]]).json
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "B", "body": "Depends on #1"])
    let blocked = api.send(
      "POST", "/repos/acme/shop/issues/2/dependencies/blocked_by", ["issue_id": first["id"]])
    #expect(blocked.json["issue_dependencies_summary"]["blocked_by"] == 1)
    #expect(api.get("/repos/acme/shop/issues/2/dependencies/blocked_by")[0]["number"] == 1)
    #expect(api.send("POST", "/repos/acme/shop/issues/1/labels", ["labels": ["y"]]).json.elements.count == 2)
    #expect(api.send("DELETE", "/repos/acme/shop/issues/1/labels/x").json.elements.count == 1)
    #expect(api.send("POST", "/repos/acme/shop/issues/1/comments", ["body": "Hm"], as: "bob").status == 201)
    #expect(api.get("/repos/acme/shop/issues/1/comments")[0]["user"]["login"] == "bob")
    _ = api.send("PATCH", "/repos/acme/shop/issues/1", ["state": "closed", "state_reason": "not_planned"])
    #expect(api.get("/repos/acme/shop/issues/1")["state_reason"] == "not_planned")
    #expect(api.get("/repos/acme/shop/issues").elements.map { $0["number"] } == [2])
  }

  @Test("hooks: the secret stays hidden, deliveries go by cursor, and one can be sent again")
  func hooks() throws {
    var api = FurnishedCore()
    let created = api.send(
      "POST", "/repos/acme/shop/hooks",
      ["config": ["url": "http://127.0.0.1:1/", "content_type": "json", "secret": "hush"], "events": ["issues"]])
    #expect(created.json["config"]["secret"] == "********")
    let hook = try #require(created.json["id"].integerValue)
    for number in 1...4 { _ = api.send("POST", "/repos/acme/shop/issues", ["title": "\(number)"]) }
    _ = api.openPull()
    // The ping and the issues; pushes and pull requests are not subscribed to.
    let sent = api.core.takeOutgoing()
    #expect(sent.count == 5)
    for delivery in sent { api.core.settle(delivery.id, as: .answered(status: 202, body: "", seconds: 0.01)) }
    api.core.settle(try #require(sent.last).id, as: .failed(reason: "timed out"))
    let first = api.send("GET", "/repos/acme/shop/hooks/\(hook)/deliveries?per_page=3")
    #expect(first.json.elements.map { $0["status"].stringValue } == ["timed out", "OK", "OK"])
    let link = try #require(first.header("Link"))
    let rest = api.send("GET", String(link.dropFirst("<http://127.0.0.1:9".count).prefix { $0 != ">" }))
    #expect(rest.json.elements.map { $0["event"].stringValue } == ["issues", "ping"])
    #expect(rest.header("Link") == nil)

    let failed = try #require(first.json[0]["id"].integerValue)
    let full = api.get("/repos/acme/shop/hooks/\(hook)/deliveries/\(failed)")
    #expect(full["request"]["payload"]["issue"]["title"] == "4")
    #expect(full["request"]["headers"]["X-GitHub-Event"] == "issues")
    #expect(api.send("POST", "/repos/acme/shop/hooks/\(hook)/deliveries/\(failed)/attempts").status == 202)
    let again = try #require(api.core.takeOutgoing().first)
    #expect(again.body == sent.last?.body)
    #expect(api.core.deliveries[again.id]?.guid == full["guid"].stringValue)
    #expect(api.core.deliveries[again.id]?.isRedelivery == true)
    #expect(api.send("GET", "/repos/acme/shop/hooks", as: "ada").status == 404)
  }

  @Test("every call is counted under its endpoint")
  func counts() {
    var api = FurnishedCore()
    for _ in 1...3 { _ = api.get("/repos/acme/shop/issues") }
    #expect(api.get("/_sandbox/requests")["endpoints"]["GET /repos/{owner}/{repo}/issues"] == 3)
  }

  @Test("a reaction of one kind counts once for each account, and only GitHub's kinds are taken")
  func reactions() {
    var api = FurnishedCore()
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "A"])
    let comment = api.send("POST", "/repos/acme/shop/issues/1/comments", ["body": "B"]).json["id"].integerValue ?? 0
    let path = "/repos/acme/shop/issues/comments/\(comment)/reactions"
    #expect(api.send("POST", path, ["content": "+1"], as: "ada").status == 201)
    #expect(api.send("POST", path, ["content": "+1"], as: "ada").status == 200)
    #expect(api.send("POST", path, ["content": "+1"], as: "bob").status == 201)
    #expect(api.send("POST", path, ["content": "shrug"], as: "bob").status == 422)
    #expect(api.send("POST", "/repos/acme/shop/issues/comments/1/reactions", ["content": "+1"]).status == 404)
    #expect(api.get(path).elements.map { $0["user"]["login"] } == ["ada", "bob"])
    #expect(api.get("/repos/acme/shop/issues/comments").elements.map { $0["id"].integerValue } == [comment])
  }
}
