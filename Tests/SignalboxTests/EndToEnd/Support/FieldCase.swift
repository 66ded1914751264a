import GitHub
import GitHubSandbox
import TestSupport

/// How a case from the field begins: an agent, one issue that is its work, and a mission that waits for nothing to
/// settle.
struct FieldCase: Sendable {
  let world: World
  let mission: String
  let issue: Int

  /// Runs a case in a world of its own.
  ///
  /// - Parameters:
  ///   - policy: lines of the manifest's `[policy]`.
  ///   - repository: what is special about it, as the sandbox is told.
  static func run(
    policy: String = "", repository: JSONValue = [:], options: (inout World.Options) -> Void = { _ in },
    _ body: (FieldCase) async throws -> Void
  ) async throws {
    try await World.run(options) { world in
      if !repository.members.isEmpty { try await world.shape(repository) }
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await world.startCase([issue], policy: policy)
      try await body(FieldCase(world: world, mission: mission, issue: issue))
    }
  }

  /// The agent takes its task, opens a pull request from a branch and hands it in; its check passes, unless it has
  /// none.
  func handIn(branch: String = "part", check conclusion: String? = "success") async throws -> World.CasePull {
    try await world.handIn(for: issue, branch: branch, check: conclusion)
  }

  /// Waits until the mission's document is as wanted.
  @discardableResult
  func mission(until what: String, _ condition: (JSONValue) throws -> Bool) async throws -> JSONValue {
    try await world.mission(mission, until: what, condition)
  }

  /// Waits until what is said of the item has this in it.
  @discardableResult
  func says(_ words: String) async throws -> JSONValue {
    try await mission(until: words) { $0.why().contains(words) }
  }

  /// Waits until the mission is over and all is done.
  @discardableResult
  func completes() async throws -> JSONValue {
    try await mission(until: "completed") { $0["mission"]["state"] == "completed" }
  }
}

extension World {
  /// A pull request of a case.
  typealias CasePull = (number: Int, head: String)

  /// Starts a mission of issues that nobody reviews and that waits for nothing to settle.
  func startCase(_ issues: [Int], policy: String = "") async throws -> String {
    let manifest = "[policy]\nreviewer_required = false\nsettle_secs = 0\n" + policy
    return try await startMission(
      issues.flatMap { ["-i", "\($0)"] } + [
        "--watch-interval", "5", "--manifest", try folder.write(manifest, to: "mission-\(issues[0]).toml"),
      ])
  }

  /// Makes something special about the repository.
  func shape(_ repository: JSONValue) async throws {
    let named: JSONValue = ["name": "acme/shop"]
    try await github(.post, "/_sandbox/repos", named.adding(repository))
  }

  /// Opens a pull request of somebody who may write, from a branch of its own.
  func openPull(
    _ title: String, branch: String, onto base: String = "main", body: String = "", by actor: String
  ) async throws -> CasePull {
    try await github(.put, "/repos/acme/shop/collaborators/\(actor)", ["permission": "push"])
    try await push(branch)
    let pull = try await github(
      .post, "/repos/acme/shop/pulls",
      ["title": .string(title), "head": .string(branch), "base": .string(base), "body": .string(body)], as: actor)
    guard let number = pull["number"].integerValue, let head = pull["head"]["sha"].stringValue else {
      throw GaveUp("a pull request", seen: pull.json)
    }
    return (number, head)
  }

  /// The agent takes a task, opens a pull request and hands it in.
  func handIn(for issue: Int, branch: String, check conclusion: String? = "success") async throws -> CasePull {
    let task = try await take("designer")
    let pull = try await openPull("Part", branch: branch, body: "For #\(issue)", by: "robot")
    try await tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
    if let conclusion { try await check(pull.head, conclusion) }
    return pull
  }

  /// Changes a pull request.
  func edit(_ number: Int, _ change: JSONValue) async throws {
    try await github(.patch, "/repos/acme/shop/pulls/\(number)", change)
  }

  /// A person merges a pull request.
  func merge(_ number: Int) async throws { try await github(.put, "/repos/acme/shop/pulls/\(number)/merge", [:]) }

  /// Whether a pull request was merged.
  func isMerged(_ number: Int) async throws -> Bool {
    try await github(.get, "/repos/acme/shop/pulls/\(number)")["merged"].booleanValue ?? false
  }

  /// Reports a commit status.
  func status(
    _ sha: String, _ context: String, _ state: String, _ description: String = "", as actor: String? = nil
  ) async throws {
    try await github(
      .post, "/repos/acme/shop/statuses/\(sha)",
      ["state": .string(state), "context": .string(context), "description": .string(description)], as: actor)
  }
}

extension JSONValue {
  /// What a mission's document says of one of its items.
  func why(_ item: Int = 0) -> String { self["work_items"][item]["why"].stringValue ?? "" }

  /// The kinds of its tasks, in order.
  var taskKinds: [String] { self["tasks"].elements.compactMap { $0["kind"].stringValue } }
}
