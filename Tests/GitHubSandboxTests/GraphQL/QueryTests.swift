import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct QueryTests {
  /// What a watcher of pull requests asks, with fragments on objects, interfaces and connections.
  private static let watch = """
    query($o:String!,$r:String!,$n:Int!){
    p0:repository(owner:$o,name:$r){pullRequest(number:$n){
      title author{...author} state merged isDraft headRefOid headRefName baseRefName mergeable mergeStateStatus
      closingIssuesReferences(first:20){nodes{number repository{nameWithOwner}}}
      commits(last:1){nodes{commit{oid statusCheckRollup{state contexts(first:100){totalCount
        pageInfo{hasNextPage endCursor} nodes{__typename
          ...on CheckRun{name status conclusion databaseId isRequired(pullRequestNumber:$n)
            completedAt checkSuite{app{slug databaseId} workflowRun{databaseId workflow{databaseId name}}}}
          ...on StatusContext{context state isRequired(pullRequestNumber:$n)}}}}}}}
      latestOpinionatedReviews(first:100,writersOnly:true){...reviews}
      reviewThreads(first:25){totalCount nodes{id isResolved isOutdated path line
        comments(first:20){totalCount nodes{fullDatabaseId author{...author} body}}}}
      comments(last:50){totalCount pageInfo{hasPreviousPage startCursor} nodes{author{...author} body}}
      baseRef{branchProtectionRule{requiresStatusChecks requiredStatusChecks{context app{databaseId}}}
        refUpdateRule{requiredStatusCheckContexts}
        rules(first:100){totalCount nodes{type parameters{__typename ...on RequiredStatusChecksParameters{
          strictRequiredStatusChecksPolicy requiredStatusChecks{context integrationId}}}}}}
    }}
    rateLimit{cost remaining resetAt}
    }
    fragment reviews on PullRequestReviewConnection{nodes{author{...author} state commit{oid} body}}
    fragment author on Actor{__typename login}
    """

  private static func ask(
    _ api: inout FurnishedCore, _ query: String, _ variables: JSONValue = [:], as actor: String? = nil
  ) -> JSONValue {
    api.send("POST", "/graphql", ["query": .string(query), "variables": variables], as: actor).json
  }

  @Test("reactions to a pull request are told with their kind, time and author, and selected by kind")
  func reactions() {
    var api = FurnishedCore()
    _ = api.send("POST", "/_sandbox/repos", ["name": "acme/shop"])
    let (number, _) = api.openPull()
    let path = "/repos/acme/shop/issues/\(number)/reactions"
    for content in ["eyes", "+1"] {
      let answer = api.send("POST", path, ["content": .string(content)], as: "chatgpt-codex-connector[bot]")
      #expect(answer.status == 201)
    }
    #expect(api.send("POST", path, ["content": "+1"], as: "chatgpt-codex-connector[bot]").status == 200)
    #expect(api.send("GET", path).json.elements.map { $0["content"] } == ["eyes", "+1"])
    func ask(_ selection: String) -> [JSONValue] {
      let query = """
        query($n:Int!){repository(owner:"acme",name:"shop"){pullRequest(number:$n){
          reactions(\(selection)){nodes{content createdAt user{login databaseId}}}}}}
        """
      let answer = Self.ask(&api, query, ["n": .integer(number)])
      return answer["data"]["repository"]["pullRequest"]["reactions"]["nodes"].elements
    }
    #expect(ask("last:50").map { $0["content"] } == ["EYES", "THUMBS_UP"])
    #expect(ask("content:THUMBS_UP,last:50").map { $0["user"]["login"].stringValue?.isEmpty } == [false])
  }

  @Test("one question tells everything a watch wants to know")
  func watching() throws {
    var api = FurnishedCore()
    _ = api.send(
      "POST", "/_sandbox/repos",
      ["name": "acme/shop", "protection": ["required_checks": [["context": "ci", "app_id": 15_368]], "strict": true]])
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "Design"])
    let (number, head) = api.openPull(body: "Closes #1")
    let path = "/repos/acme/shop/pulls/\(number)"
    _ = api.send(
      "POST", "/repos/acme/shop/check-runs", ["name": "ci", "head_sha": .string(head), "conclusion": "timed_out"])
    _ = api.send("POST", "/repos/acme/shop/statuses/\(head)", ["state": "success", "context": "legacy"])
    _ = api.send(
      "POST", "\(path)/reviews",
      ["event": "REQUEST_CHANGES", "body": "No", "comments": [["path": "a", "line": 3, "body": "Why?"]]], as: "bob")
    _ = api.send("POST", "/repos/acme/shop/issues/\(number)/comments", ["body": "Summary"], as: "cursor[bot]")
    let variables: JSONValue = ["o": "acme", "r": "shop", "n": .integer(number)]
    let first = Self.ask(&api, Self.watch, variables)
    #expect(!first.has("errors"))
    #expect(first["data"]["p0"]["pullRequest"]["mergeable"] == "UNKNOWN")
    let pull = Self.ask(&api, Self.watch, variables)["data"]["p0"]["pullRequest"]
    #expect(pull["mergeable"] == "MERGEABLE")
    #expect(pull["mergeStateStatus"] == "BLOCKED")
    #expect(pull["author"] == ["__typename": "User", "login": "ada"])
    #expect(pull["closingIssuesReferences"]["nodes"] == [["number": 1, "repository": ["nameWithOwner": "acme/shop"]]])
    let commit = pull["commits"]["nodes"][0]["commit"]
    #expect(commit["oid"].stringValue == head)
    #expect(commit["statusCheckRollup"]["state"] == "FAILURE")
    let contexts = commit["statusCheckRollup"]["contexts"]
    #expect(contexts["totalCount"] == 2)
    #expect(contexts["nodes"][0]["conclusion"] == "TIMED_OUT")
    #expect(contexts["nodes"][0]["isRequired"] == true)
    #expect(contexts["nodes"][0]["checkSuite"]["app"]["databaseId"] == 15_368)
    #expect(contexts["nodes"][0]["checkSuite"]["workflowRun"]["workflow"]["name"] == "CI")
    #expect(contexts["nodes"][0]["completedAt"].stringValue != nil)
    #expect(
      contexts["nodes"][1] == [
        "__typename": "StatusContext", "context": "legacy", "state": "SUCCESS", "isRequired": false,
      ])
    #expect(pull["latestOpinionatedReviews"]["nodes"][0]["state"] == "CHANGES_REQUESTED")
    #expect(pull["reviewThreads"]["nodes"][0]["comments"]["nodes"][0]["body"] == "Why?")
    // GraphQL names bots without the suffix.
    #expect(pull["comments"]["nodes"][0]["author"] == ["__typename": "Bot", "login": "cursor"])
    #expect(pull["baseRef"]["branchProtectionRule"].isNull)
    let rule = pull["baseRef"]["rules"]["nodes"][0]
    #expect(rule["type"] == "REQUIRED_STATUS_CHECKS")
    #expect(rule["parameters"]["requiredStatusChecks"] == [["context": "ci", "integrationId": 15_368]])
  }

  @Test("the fields come in the order of the question")
  func order() {
    var api = FurnishedCore()
    let answer = Self.ask(&api, #"{b:repository(owner:"acme",name:"shop"){url name} a:viewer{login}}"#)
    #expect(answer["data"].members.map(\.name) == ["b", "a"])
    #expect(answer["data"]["b"].members.map(\.name) == ["url", "name"])
  }

  @Test("what is not there is null with a reason, beside what is there")
  func partial() {
    var api = FurnishedCore()
    let answer = Self.ask(
      &api,
      """
      {here:repository(owner:"acme",name:"shop"){name pullRequest(number:9){title}}
       gone:repository(owner:"acme",name:"none"){name}}
      """)
    #expect(answer["data"] == ["here": ["name": "shop", "pullRequest": nil], "gone": nil])
    #expect(answer["errors"].elements.map { $0["type"] } == ["NOT_FOUND", "NOT_FOUND"])
    #expect(answer["errors"][0]["path"] == ["here", "pullRequest"])
    #expect(answer["errors"][0]["message"] == "Could not resolve to a PullRequest with the number of 9.")
    #expect(answer["errors"][1]["message"] == "Could not resolve to a Repository with the name 'acme/none'.")
  }

  @Test(
    "what the schema does not have is an error without data",
    arguments: [
      ("{nothing}", "undefinedField"), ("{viewer{login nothing}}", "undefinedField"), ("{viewer}", "selectionMismatch"),
      ("{viewer{login{x}}}", "selectionMismatch"), (#"{repository(owner:"a"){name}}"#, "missingRequiredArguments"),
      ("{viewer(x:1){login}}", "argumentNotAccepted"), ("{viewer{...f}}", "useAndDefineFragment"),
      ("{viewer{...on Nothing{x}}}", "undefinedType"), ("{viewer{...f}} fragment f on User{...f}", "infiniteLoop"),
      ("mutation{nothing}", "undefinedField"),
    ])
  func invalid(query: String, code: String) {
    var api = FurnishedCore()
    let answer = Self.ask(&api, query)
    #expect(!answer.has("data"))
    #expect(answer["errors"][0]["extensions"]["code"].stringValue == code)
  }

  @Test(
    "what is no question is an error, never a crash",
    arguments: [
      "", "{", "}", "query", "query(", "{a(b:)}", "{a(b:\")}", "subscription{a}", "{a}{b}", "fragment f on User{id}",
      "{viewer{login}} }", "{...}", "\u{0}", String(repeating: "{a", count: 5000), String(repeating: "[", count: 5000),
      "{a(b:" + String(repeating: "[", count: 5000),
    ])
  func malformed(query: String) {
    var api = FurnishedCore()
    let answer = Self.ask(&api, query)
    #expect(!answer.has("data"))
    #expect(answer["errors"][0]["message"].stringValue?.isEmpty == false)
  }

  @Test(
    "variables are checked",
    arguments: [
      [:], ["o": nil], ["o": 7], ["o": ["acme"]],
    ] as [JSONValue])
  func variables(given: JSONValue) {
    var api = FurnishedCore()
    let answer = Self.ask(&api, #"query($o:String!){repository(owner:$o,name:"shop"){name}}"#, given)
    #expect(!answer.has("data"))
    #expect(answer["errors"][0]["message"].stringValue?.contains("Variable $o of type String!") == true)
  }

  @Test("include and skip decide what is asked; defaults stand in for what is not given")
  func directives() {
    var api = FurnishedCore()
    let query = """
      query Q($yes:Boolean!,$name:String="shop"){
        repository(owner:"acme",name:$name){name @include(if:$yes) url @skip(if:$yes) ...f @include(if:$yes)}
      }
      fragment f on Repository{id}
      """
    let answer = Self.ask(&api, query, ["yes": true])["data"]["repository"]
    #expect(answer.members.map(\.name) == ["name", "id"])
  }

  @Test("pages lead to one another forwards and backwards, and every item is on exactly one")
  func pages() {
    var api = FurnishedCore()
    for number in 1...7 { _ = api.send("POST", "/repos/acme/shop/issues", ["title": "\(number)"]) }
    func walk(_ size: String, _ cursor: String, _ more: String, _ end: String) -> [Int] {
      var numbers: [Int] = []
      var position: JSONValue = nil
      repeat {
        let query = """
          query($c:String){repository(owner:"acme",name:"shop"){issues(\(size):3,\(cursor):$c){
            totalCount pageInfo{\(more) \(end)} edges{cursor node{number}}}}}
          """
        let issues = Self.ask(&api, query, ["c": position])["data"]["repository"]["issues"]
        let page = issues["edges"].elements.compactMap { $0["node"]["number"].integerValue }
        numbers = size == "first" ? numbers + page : page + numbers
        position = issues["pageInfo"][more] == true ? issues["pageInfo"][end] : nil
      } while !position.isNull && numbers.count < 20
      return numbers
    }
    #expect(walk("first", "after", "hasNextPage", "endCursor") == Array(1...7))
    #expect(walk("last", "before", "hasPreviousPage", "startCursor") == Array(1...7))
  }

  @Test(
    "a list without bounds, with too wide ones or with a foreign cursor is refused",
    arguments: [
      ("", "MISSING_PAGINATION_BOUNDARIES"), ("(first:101)", "EXCESSIVE_PAGINATION"),
      ("(last:-1)", "EXCESSIVE_PAGINATION"), (#"(first:1,after:"x")"#, "INVALID_CURSOR_ARGUMENTS"),
      (#"(first:1,after:"Y3Vyc29yOnYyOpzzzzzzzzzzzzzzzzzzz")"#, "INVALID_CURSOR_ARGUMENTS"),
    ])
  func bounds(arguments: String, type: String) {
    var api = FurnishedCore()
    let answer = Self.ask(&api, #"{repository(owner:"acme",name:"shop"){issues\#(arguments){totalCount}}}"#)
    #expect(answer["errors"][0]["type"].stringValue == type)
  }

  @Test("a question's cost follows GitHub's rule and is drawn from its own budget")
  func cost() {
    var api = FurnishedCore()
    let query = """
      {repository(owner:"acme",name:"shop"){pullRequests(first:100){nodes{reviewThreads(first:10){nodes{
        comments(first:5){totalCount}}}}}} rateLimit{cost nodeCount remaining}}
      """
    // 1 + 100 + 1000 requests are 11 points; 100 + 1000 + 5000 nodes.
    let answer = Self.ask(&api, query)
    #expect(answer["data"]["rateLimit"] == ["cost": 11, "nodeCount": 6100, "remaining": 4989])
    #expect(api.get("/rate_limit")["resources"]["core"]["used"] == 0)
    #expect(api.get("/_sandbox/requests")["graphql_points"] == 11)
    let huge = Self.ask(
      &api,
      """
      {repository(owner:"acme",name:"shop"){pullRequests(first:100){nodes{reviewThreads(first:100){nodes{
        comments(first:100){totalCount}}}}}}}
      """)
    #expect(huge["errors"][0]["type"] == "MAX_NODE_LIMIT_EXCEEDED")
  }

  @Test("an empty budget answers RATE_LIMITED with status 200")
  func rateLimit() {
    var api = FurnishedCore()
    _ = api.send("POST", "/_sandbox/faults", ["rate_limit": ["graphql": ["remaining": 0]]])
    let response = api.send("POST", "/api/graphql", ["query": "{viewer{login}}"])
    #expect(response.status == 200)
    #expect(response.json["errors"][0]["type"] == "RATE_LIMITED")
    #expect(response.header("x-ratelimit-remaining") == "0")
    #expect(response.header("x-ratelimit-resource") == "graphql")
  }

  @Test("threads are answered and resolved by mutation, and the hooks hear of it")
  func threads() throws {
    var api = FurnishedCore()
    let hook: JSONValue = ["config": ["url": "http://127.0.0.1:1/", "content_type": "json"], "events": ["*"]]
    let (number, _) = api.openPull()
    _ = api.send(
      "POST", "/repos/acme/shop/pulls/\(number)/comments", ["path": "a", "line": 1, "body": "Why?"], as: "bob")
    _ = api.send("POST", "/repos/acme/shop/hooks", hook)
    _ = api.core.takeOutgoing()
    let found = Self.ask(
      &api,
      """
      {repository(owner:"acme",name:"shop"){pullRequest(number:\(number)){reviewThreads(first:1){nodes{id}}}}}
      """)
    let id = found["data"]["repository"]["pullRequest"]["reviewThreads"]["nodes"][0]["id"]
    let answer = Self.ask(
      &api,
      """
      mutation($id:ID!){
        addPullRequestReviewThreadReply(input:{pullRequestReviewThreadId:$id,body:"Done."}){comment{body author{login}}}
        resolveReviewThread(input:{threadId:$id,clientMutationId:"c"}){clientMutationId thread{isResolved resolvedBy{login}}}
      }
      """, ["id": id], as: "ada")
    #expect(!answer.has("errors"))
    #expect(
      answer["data"]["addPullRequestReviewThreadReply"]["comment"] == ["body": "Done.", "author": ["login": "ada"]])
    #expect(
      answer["data"]["resolveReviewThread"] == [
        "clientMutationId": "c", "thread": ["isResolved": true, "resolvedBy": ["login": "ada"]],
      ])
    let sent = api.core.takeOutgoing().compactMap { api.core.deliveries[$0.id] }
    #expect(
      sent.map { "\($0.event).\($0.action ?? "")" } == [
        "pull_request_review.submitted", "pull_request_review_comment.created", "pull_request_review_thread.resolved",
      ])
    let again = Self.ask(
      &api, "query($ids:[ID!]!){nodes(ids:$ids){...on PullRequestReviewThread{comments(last:1){nodes{body}}}}}",
      ["ids": [id, "PRRT_kwSBnothing"]])
    #expect(again["data"]["nodes"] == [["comments": ["nodes": [["body": "Done."]]]], nil])
    #expect(again["errors"][0]["path"] == ["nodes", 1])
  }

  @Test("drafts, transfers and deletions, which GitHub has in GraphQL alone")
  func mutations() {
    var api = FurnishedCore()
    _ = api.send("POST", "/_sandbox/repos", ["name": "acme/site"])
    let (number, _) = api.openPull()
    let pull = api.get("/repos/acme/shop/pulls/\(number)")["node_id"]
    let draft = Self.ask(
      &api, "mutation($id:ID!){convertPullRequestToDraft(input:{pullRequestId:$id}){pullRequest{isDraft}}}",
      ["id": pull])
    #expect(draft["data"]["convertPullRequestToDraft"]["pullRequest"]["isDraft"] == true)
    let issue = api.send("POST", "/repos/acme/shop/issues", ["title": "A"]).json
    let site = api.get("/repos/acme/site")["node_id"]
    let moved = Self.ask(
      &api,
      "mutation($i:ID!,$r:ID!){transferIssue(input:{issueId:$i,repositoryId:$r}){issue{id number repository{name}}}}",
      ["i": issue["node_id"], "r": site])
    #expect(moved["data"]["transferIssue"]["issue"]["repository"]["name"] == "site")
    #expect(api.send("GET", "/repos/acme/shop/issues/\(issue["number"].integerValue ?? 0)").status == 301)
    _ = Self.ask(
      &api, "mutation($i:ID!){deleteIssue(input:{issueId:$i}){repository{name}}}",
      ["i": moved["data"]["transferIssue"]["issue"]["id"]])
    #expect(api.send("GET", "/repos/acme/site/issues/1").status == 410)
  }
}
