import GitHub
import GitHubSandbox
import Testing

/// The README's mission, played by this test: an architect, a developer, a tester and a reviewer. A check fails and is
/// fixed, both pull requests are reviewed.
struct Tutorial: Sendable {
  let world: World
  /// The mission's identity.
  let mission: String

  /// Opens the issues, registers the agents and starts the mission.
  static func begin(in world: World, watchInterval: Int) async throws -> Tutorial {
    try await world.openTutorialIssues()
    try await world.register("designer", "backend", "tester", "reviewer")
    let mission = try await world.startMission(
      ["-i", "1", "-i", "2", "-i", "3", "--watch-interval", "\(watchInterval)"])
    return Tutorial(world: world, mission: mission)
  }

  /// Plays to the end and checks on the way who gets what.
  func play() async throws {
    let design = try await world.take("designer")
    #expect(issue(of: design.task) == "acme/shop#1")
    try await world.tell("task", "done", design.id, "--result", "docs/auth.md is written")

    let work = try await world.take("backend")
    #expect(issue(of: work.task) == "acme/shop#2")
    let pull = try await world.openPull("Auth endpoints", branch: "auth", body: "Closes #2")
    try await world.check(pull.head, "failure")
    try await world.tell("task", "done", work.id, "--result", "https://github.com/acme/shop/pull/\(pull.number)")

    try await playFromFix(of: work.id)
  }

  /// Plays on from where the first pull request has failed its check and its author gets the fix.
  ///
  /// - Parameters:
  ///   - work: the task the fix follows, where it is known.
  ///   - agent: who gets the fix.
  func playFromFix(of work: String? = nil, by agent: String = "backend") async throws {
    let fix = try await world.take(agent)
    #expect(fix.id != work)
    #expect(fix.prompt.contains("test_login: expected 200, got 500"))
    #expect(tags(of: fix.task).contains("mission-fix-task"))
    try await world.check(try await world.push("auth"), "success")
    try await world.tell("task", "done", fix.id, "--result", "the session is created before the token")
    try await review(verdict: ["--verdict", "approve", "--result", "approved: clear and small"])

    let tests = try await world.take("tester")
    #expect(issue(of: tests.task) == "acme/shop#3")
    let second = try await world.openPull("Auth tests", branch: "auth-tests", body: "Closes #3")
    try await world.check(second.head, "success")
    try await world.tell("task", "done", tests.id, "--result", "https://github.com/acme/shop/pull/\(second.number)")
    try await review(verdict: ["--result", "lgtm"])
  }

  /// Waits for the mission's end, and checks the state that every way must lead to.
  ///
  /// - Parameter fixes: how many tasks for a fix were made.
  func expectCompleted(fixes expected: Int = 1) async throws {
    let end = try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    #expect(end["work_items"].elements.map { $0["status"] } == ["done", "done", "done"])
    #expect(end["watch_items"].elements.count == 8)
    #expect(end["watch_items"].elements.allSatisfy { $0["status"] == "done" })
    let open = end["tasks"].elements.filter { !["completed", "cancelled"].contains($0["state"].stringValue) }
    #expect(open.isEmpty)
    let fixes = end["tasks"].elements.filter { tags(of: $0).contains("mission-fix-task") }
    #expect(fixes.count == expected)
    #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
  }

  private func review(verdict: [String]) async throws {
    let review = try await world.take("reviewer")
    #expect(tags(of: review.task).contains("mission-review-task"))
    let outcome = try await world.run(["task", "done", review.id, "--json"] + verdict)
    guard outcome.code == 0 else { throw CommandFailed(outcome: outcome) }
  }

  /// `acme/shop#2`; the layout writes the number a second time behind it.
  private func issue(of task: JSONValue) -> String? {
    let lines = (task["description"].stringValue ?? "").split(separator: "\n")
    guard let source = lines.first(where: { $0.hasPrefix("Source: ") }) else { return nil }
    return source.dropFirst("Source: ".count).split(separator: "/#").first.map(String.init)
  }

  private func tags(of task: JSONValue) -> [String] { task["tags"].elements.compactMap(\.stringValue) }
}
