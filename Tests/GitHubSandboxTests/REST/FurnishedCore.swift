import MissionCore

@testable import GitHubSandbox

/// A core without sockets, with `acme/shop` in it, and a clock that every call moves on by a second.
struct FurnishedCore {
  var core = SandboxCore(links: Links(api: "http://127.0.0.1:9"))
  private(set) var now = Timestamp(milliseconds: 1_700_000_000_000)

  init() {
    let users = ["ada", "bob", "cursor[bot]"].map { RepositorySetup.User($0) }
    _ = core.state.setUp(RepositorySetup(FurnishedState.shop, users: users), by: Act(by: "acme", at: now))
  }

  /// Lets time pass.
  mutating func wait(seconds: Int) { now = now.adding(seconds: seconds) }

  /// Sends a request and gives the answer there would be at once.
  mutating func send(
    _ method: String, _ target: String, _ body: JSONValue? = nil, as actor: String? = nil,
    headers: [(name: String, value: String)] = []
  ) -> APIResponse {
    wait(seconds: 1)
    switch core.handle(request(method, target, body, as: actor, headers: headers), at: now) {
    case .answer(let response), .late(let response, _): return response
    case .never: return APIResponse(status: 0, headers: [], body: [])
    }
  }

  /// A request as the server would hand it over.
  func request(
    _ method: String, _ target: String, _ body: JSONValue? = nil, as actor: String? = nil,
    headers: [(name: String, value: String)] = []
  ) -> APIRequest {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    var all = [(name: "User-Agent", value: "tests")] + headers
    if let actor { all.append(("X-Sandbox-Actor", actor)) }
    return APIRequest(
      method, parts[0], query: parts.count > 1 ? parts[1] : nil, headers: all, body: body?.bytes ?? [])
  }

  /// A GET whose answer is a document.
  mutating func get(_ target: String) -> JSONValue { send("GET", target).json }

  /// A pull request from a new branch; gives its number and its head.
  mutating func openPull(branch: String = "feature", body: JSONValue = nil) -> (number: Int, head: String) {
    _ = send("POST", "/_sandbox/repos/acme/shop/push", ["branch": .string(branch)], as: "ada")
    let pull = send(
      "POST", "/repos/acme/shop/pulls", ["title": "Add it", "head": .string(branch), "base": "main", "body": body],
      as: "ada"
    ).json
    return (pull["number"].integerValue ?? 0, pull["head"]["sha"].stringValue ?? "")
  }
}
