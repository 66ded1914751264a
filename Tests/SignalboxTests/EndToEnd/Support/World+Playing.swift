import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// What the people and agents of the tutorial do.
extension World {
  /// The tutorial's three issues.
  func openTutorialIssues() async throws {
    for (title, body) in [
      ("Design auth API", "Which endpoints, which tokens."), ("Implement auth endpoints", "Depends on #1"),
      ("Write auth tests", "After #2"),
    ] {
      try await openIssue(title, body)
    }
  }

  /// Two issues, a contract of two assertions beside a manifest, and that manifest's path.
  func stageIssues(_ manifest: String) async throws -> String {
    try await openIssue("Design auth API", "Which endpoints, which tokens.")
    try await openIssue("Implement auth endpoints")
    try folder.write("**VAL-API-1**: Every endpoint is named\n**VAL-API-2**: Login answers 200\n", to: "contract.md")
    return try folder.write(manifest, to: "mission.toml")
  }

  /// Opens an issue and returns its number.
  @discardableResult
  func openIssue(_ title: String, _ body: String = "") async throws -> Int {
    let issue = try await github(
      .post, "/repos/acme/shop/issues", ["title": .string(title), "body": .string(body)])
    return try #require(issue["number"].integerValue)
  }

  /// Makes agents known.
  func register(_ names: String...) async throws {
    for name in names { try await tell("agent", "register", name) }
  }

  /// Starts a mission and returns its identity. Without a manifest of its own its checks settle at once.
  func startMission(_ words: [String]) async throws -> String {
    var words = ["mission", "start", "--json", "--wait", "\(patience)"] + words
    if !words.contains("--manifest") {
      words += ["--manifest", try folder.write("[policy]\nsettle_secs = 0\n", to: "mission.toml")]
    }
    let outcome = try await run(words)
    guard outcome.code == 0 else { throw CommandFailed(outcome: outcome) }
    return try #require(outcome.json["mission"]["id"].stringValue)
  }

  /// Waits for an agent's next task and returns its whole answer.
  func take(_ agent: String) async throws -> (id: String, task: JSONValue, prompt: String) {
    let answer = try await tell("task", "next", "--agent", agent, "--wait", "\(patience)")
    guard let id = answer["task"]["id"].stringValue else { throw GaveUp("a task for \(agent)") }
    return (id, answer["task"], answer["prompt"].stringValue ?? "")
  }

  /// Opens a pull request from a new branch; returns its number and head.
  func openPull(_ title: String, branch: String, body: String) async throws -> (number: Int, head: String) {
    try await push(branch)
    let pull = try await github(
      .post, "/repos/acme/shop/pulls",
      ["title": .string(title), "head": .string(branch), "base": "main", "body": .string(body)])
    return (try #require(pull["number"].integerValue), try #require(pull["head"]["sha"].stringValue))
  }

  /// Pushes a commit and returns its name.
  @discardableResult
  func push(_ branch: String) async throws -> String {
    let pushed = try await github(.post, "/_sandbox/repos/acme/shop/push", ["branch": .string(branch)])
    return try #require(pushed["sha"].stringValue)
  }

  /// Reports the check `ci` of a commit.
  func check(_ sha: String, _ conclusion: String, name: String = "ci") async throws {
    try await github(
      .post, "/repos/acme/shop/check-runs",
      [
        "name": .string(name), "head_sha": .string(sha), "status": "completed", "conclusion": .string(conclusion),
        "output": ["title": .string(conclusion), "summary": "test_login: expected 200, got 500"],
      ])
  }

  /// What the sandbox is to do wrong from now on.
  func setFaults(_ faults: JSONValue) async throws { try await github(.post, "/_sandbox/faults", faults) }

  /// How often an endpoint of the sandbox was called.
  func calls(_ endpoint: String) -> Int { sandbox.withCore { $0.counts.byEndpoint[endpoint] ?? 0 } }
}
