/// Bodies as GitHub sends them for a finished check: dozens of addresses that differ in their last word, a few numbers,
/// some prose. They pack as well as real ones.
struct CheckRunPayload {
  /// A document of about so many bytes, never fewer.
  static func document(bytes: Int) -> [UInt8] {
    var payload = CheckRunPayload()
    let fixed = payload.text(pullRequests: 1, summary: "").utf8.count
    let perPullRequest = payload.text(pullRequests: 2, summary: "").utf8.count - fixed
    let pullRequests = 1 + max(0, bytes - fixed) / 2 / perPullRequest
    let bare = payload.text(pullRequests: pullRequests, summary: "").utf8.count
    return Array(payload.text(pullRequests: pullRequests, summary: payload.prose(max(0, bytes - bare))).utf8)
  }

  private var state: UInt64 = 0x5167_6E61_6C62_6F78

  private mutating func text(pullRequests: Int, summary: String) -> String {
    state = 0x5167_6E61_6C62_6F78
    let sha = digits(40)
    let list = (1...pullRequests).map { pullRequest($0, sha) }.joined(separator: ",")
    return #"{"action":"completed","check_run":{"id":\#(number()),"node_id":"MDg6Q2hlY2tSdW4\#(digits(12))","#
      + #""head_sha":"\#(sha)","external_id":"\#(digits(32))","url":"\#(api)/check-runs/\#(number())","#
      + #""html_url":"https://github.com/acme/widgets/runs/\#(number())","details_url":"https://ci.example/\#(digits(8))","#
      + #""status":"completed","conclusion":"failure","started_at":"2026-11-20T09:12:44Z","#
      + #""completed_at":"2026-11-20T09:15:01Z","output":{"title":"2 of 418 tests failed","summary":"\#(summary)","#
      + #""text":null,"annotations_count":2,"annotations_url":"\#(api)/check-runs/1/annotations"},"#
      + #""name":"build (ubuntu-latest, 6.3)","check_suite":{"id":\#(number()),"head_branch":"feature/signals","#
      + #""head_sha":"\#(sha)","status":"completed","conclusion":"failure","before":"\#(digits(40))","#
      + #""after":"\#(sha)","pull_requests":[\#(list)],"app":\#(app())},"app":\#(app()),"pull_requests":[\#(list)]},"#
      + #""repository":\#(repository()),"sender":\#(account("octocat", "User"))}"#
  }

  private let api = "https://api.github.com/repos/acme/widgets"

  private mutating func pullRequest(_ index: Int, _ sha: String) -> String {
    #"{"url":"\#(api)/pulls/\#(index)","id":\#(number()),"number":\#(index),"head":{"ref":"feature/signals-\#(index)","#
      + #""sha":"\#(sha)","repo":{"id":186853002,"url":"\#(api)","name":"widgets"}},"base":{"ref":"main","#
      + #""sha":"\#(digits(40))","repo":{"id":186853002,"url":"\#(api)","name":"widgets"}}}"#
  }

  private mutating func app() -> String {
    #"{"id":15368,"node_id":"MDM6QXBw\#(digits(8))","slug":"github-actions","owner":\#(account("github", "Organization")),"#
      + #""name":"GitHub Actions","description":"Automate your workflow from idea to production","#
      + #""external_url":"https://help.github.com/en/actions","html_url":"https://github.com/apps/github-actions","#
      + #""created_at":"2018-07-30T09:30:17Z","updated_at":"2019-12-10T19:04:12Z","permissions":{"actions":"write","#
      + #""checks":"write","contents":"write","deployments":"write","issues":"write","metadata":"read"},"#
      + #""events":["check_run","check_suite","create","delete","deployment","push","pull_request","status"]}"#
  }

  private mutating func account(_ login: String, _ type: String) -> String {
    let home = "https://api.github.com/users/\(login)"
    let links = [
      "followers", "following{/other_user}", "gists{/gist_id}", "starred{/owner}{/repo}", "subscriptions", "orgs",
      "repos",
      "events{/privacy}", "received_events",
    ]
    let fields = links.map { #""\#($0.prefix { $0 != "{" })_url":"\#(home)/\#($0)""# }.joined(separator: ",")
    return #"{"login":"\#(login)","id":\#(number()),"node_id":"MDQ6VXNlcj\#(digits(10))","#
      + #""avatar_url":"https://avatars.githubusercontent.com/u/\#(number())?v=4","gravatar_id":"","url":"\#(home)","#
      + #"\#(fields),"type":"\#(type)","site_admin":false}"#
  }

  private mutating func repository() -> String {
    let links = [
      "forks", "keys{/key_id}", "collaborators{/collaborator}", "teams", "hooks", "issues/events{/number}", "events",
      "assignees{/user}", "branches{/branch}", "tags", "git/blobs{/sha}", "git/tags{/sha}", "git/refs{/sha}",
      "git/trees{/sha}", "statuses/{sha}", "languages", "stargazers", "contributors", "subscribers", "subscription",
      "commits{/sha}", "git/commits{/sha}", "comments{/number}", "issues/comments{/number}", "contents/{+path}",
      "compare/{base}...{head}", "merges", "{archive_format}{/ref}", "downloads", "issues{/number}", "pulls{/number}",
      "milestones{/number}", "notifications{?since,all,participating}", "labels{/name}", "releases{/id}", "deployments",
    ]
    let fields = links.enumerated().map { #""link_\#($0)_url":"\#(api)/\#($1)""# }.joined(separator: ",")
    return #"{"id":186853002,"node_id":"MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=","name":"widgets","full_name":"acme/widgets","#
      + #""private":false,"owner":\#(account("acme", "Organization")),"html_url":"https://github.com/acme/widgets","#
      + #""description":"Widgets of every kind — café, naïve, 部品","fork":false,"url":"\#(api)",\#(fields),"#
      + #""created_at":"2019-05-15T15:19:25Z","pushed_at":"2026-11-20T09:10:00Z","size":\#(number()),"#
      + #""default_branch":"main","stargazers_count":12,"language":"Swift","has_issues":true,"archived":false}"#
  }

  private mutating func prose(_ bytes: Int) -> String {
    let words = [
      "the", "check", "failed", "because", "a", "test", "did", "not", "expect", "`nil`", "here:", "line", "of",
    ]
    var text = ""
    while text.utf8.count < bytes {
      text += words[Int(next() % UInt64(words.count))] + (next() % 9 == 0 ? " \(number()),\\n" : " ")
    }
    return text
  }

  private mutating func digits(_ count: Int) -> String {
    var text = ""
    while text.utf8.count < count {
      let word = String(next(), radix: 16)
      text += word.prefix(count - text.utf8.count)
    }
    return text
  }

  private mutating func number() -> UInt64 { next() % 1_000_000_000 }

  private mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
