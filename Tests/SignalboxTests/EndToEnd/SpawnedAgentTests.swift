import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import Testing

/// Agents that run by themselves: the built program, real git, real processes, and nobody who carries tasks about.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SpawnedAgentTests {
  /// Reviews where it is given no branch; works and mends by adding a line.
  private static let scripted = """
    cat > /dev/null
    if [ -z "$SIGNALBOX_BRANCH" ]; then echo "approved: clear and small"; exit; fi
    echo "by $SIGNALBOX_AGENT in $SIGNALBOX_TASK" >> work-of-$SIGNALBOX_AGENT.txt
    echo "the work of $SIGNALBOX_AGENT is done"
    """

  @Test("the tutorial's mission is done by three workers and a reviewer alone; a red check is mended on the way")
  func tutorial() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openTutorialIssues()
      for name in ["designer", "backend", "tester", "reviewer"] {
        let spawned = try await workshop.spawn(name, Self.scripted)
        #expect(spawned["agent"]["name"].stringValue == name)
      }
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--watch-interval", "3600"])
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["work_items"].elements.map { $0["status"] } == ["done", "done", "done"])
      let fixes = end["tasks"].elements.filter { $0["kind"] == "fix" }
      #expect(fixes.map { $0["state"] } == ["completed"])
      #expect(end["tasks"].elements.allSatisfy { ["completed", "cancelled"].contains($0["state"].stringValue) })
      #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
      // Each author's commits are on the branch of its issue, by its name, and its pull request closes the issue.
      for (number, name) in [(1, "designer"), (2, "backend"), (3, "tester")] {
        let branches = try await workshop.git("-C", "origin.git", "branch", "--list", "signalbox/\(number)-*")
        let branch = branches.trimming
        let authors = try await workshop.git("-C", "origin.git", "log", "--format=%an", "main..\(branch)")
        #expect(Set(authors.split(separator: "\n")) == [Substring(name)])
      }
      let pulls = try await world.github(.get, "/repos/acme/shop/pulls?state=all").elements
      #expect(pulls.count == 3)
      let closed = pulls.compactMap { $0["body"].stringValue?.split(separator: "\n").first.map(String.init) }
      #expect(Set(closed) == ["Closes #1", "Closes #2", "Closes #3"])
      // Nothing is left in the way once the items are over.
      try await eventually("the worktrees to be removed") {
        let trees = try? FileManager.default.contentsOfDirectory(atPath: world.folder.file("data/worktrees"))
        return trees?.isEmpty ?? true
      }
      await workshop.stop("designer", "backend", "tester", "reviewer")
    }
  }

  @Test("a worker that is killed in the middle is found gone, started again, and takes the same task up")
  func killed() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openIssue("Implement auth")
      let spawned = try await workshop.spawn(
        "backend",
        "echo x >> work.txt; touch began; while [ ! -e \(world.folder.file("go")) ]; do sleep 0.05; done; echo finished"
      )
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      let item = try #require(try await world.mission(id)["work_items"][0]["id"].stringValue)
      try await eventually("the run to begin") { access(world.folder.file("data/worktrees/\(item)/began"), F_OK) == 0 }
      #expect(
        try await world.run("agent", "spawn", "backend", "--command", "true", "--directory", workshop.clone).code == 65)
      let pid = try #require(spawned["pid"].integerValue)
      kill(pid_t(pid), SIGKILL)
      try await eventually("the worker to be gone") {
        try await world.tell("agent", "show", "backend")["pid"].integerValue == nil
      }
      try await world.tell("agent", "restart", "backend")
      try world.folder.write("", to: "go")
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["tasks"].elements.filter { $0["kind"] == "work" }.count == 1)
      await workshop.stop("backend")
    }
  }

  @Test("what cannot work is refused before anything is started")
  func refusals() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      let unknown = try await world.run(
        "agent", "spawn", "a", "--cli", "clyde", "--directory", workshop.clone, "--json")
      #expect(unknown.code == 64)
      #expect(unknown.error["hint"].stringValue?.contains("claude, codex") == true)
      let missing = try await world.run("agent", "spawn", "a", "--cli", "grok", "--directory", workshop.clone, "--json")
      #expect(missing.code == 66)
      #expect(missing.error["message"].stringValue?.contains("grok") == true)
      let plain = try await world.run("agent", "spawn", "a", "--command", "true", "--directory", "/", "--json")
      #expect(plain.code == 65)
      #expect(try await world.tell("agent", "list")["agents"].elements.isEmpty)
      #expect(try await world.run("agent", "stop", "a").code == 66)
      #expect(try await world.run("agent", "logs", "a").code == 66)
    }
  }
}

extension String {
  fileprivate var trimming: String { filter { !$0.isWhitespace && $0 != "*" } }
}
