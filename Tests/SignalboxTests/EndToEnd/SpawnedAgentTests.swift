import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// Agents that run by themselves: the built program, real git, real processes, and nobody who carries tasks about.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SpawnedAgentTests {
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

  @Test("a mission that opens no pull requests takes the pushed branch as the work; it then waits for its review")
  func withoutPullRequest() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openIssue("Implement auth")
      try await workshop.spawn("backend", Self.scripted)
      let manifest = try world.folder.write("[policy]\nopen_pull_requests = false\n", to: "none.toml")
      let id = try await world.startMission(["-i", "1", "--manifest", manifest])
      let end = try await world.mission(id, until: "its work reported") {
        $0["tasks"].elements.contains { ["completed", "failed"].contains($0["state"].stringValue) }
      }
      #expect(end["tasks"].elements.map { $0["state"] } == ["completed", "pending"], "\(end["tasks"].json)")
      #expect(end["tasks"][1]["kind"] == "review")
      #expect(try await workshop.git("-C", "origin.git", "branch", "--list", "signalbox/1-*").contains("signalbox/1-"))
      #expect(try await world.github(.get, "/repos/acme/shop/pulls?state=all").elements.isEmpty)
      await workshop.stop("backend")
    }
  }

  @Test("what a run used stands with the attempt and sums up on its item; a spent budget hands out nothing")
  func usage() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try world.folder.write(
        """
        #!/bin/sh
        cat > /dev/null
        echo x >> work.txt
        printf '{"type":"result","is_error":false,"session_id":"s1","result":"ok","total_cost_usd":2.5,'
        echo '"num_turns":3,"usage":{"input_tokens":10,"output_tokens":20}}'
        """, to: "claude")
      chmod(world.folder.file("claude"), 0o755)
      try await world.openIssue("Implement auth")
      try await world.openIssue("Implement billing")
      let spawned = try await world.run(
        ["agent", "spawn", "backend", "--cli", "claude", "--directory", workshop.clone, "--idle-timeout", "600"],
        settings: ["PATH": "\(world.folder.path):/usr/local/bin:/usr/bin:/bin"])
      #expect(spawned.code == 0)
      let manifest = try world.folder.write(
        "[policy]\nsettle_secs = 1\nmax_cost_usd = 2\nmax_parallel_items = 1\n", to: "budget.toml")
      let id = try await world.startMission(
        ["-i", "1", "-i", "2", "--no-reviewer", "--watch-interval", "3600", "--manifest", manifest])
      let end = try await world.mission(id, until: "the first item done") {
        $0["work_items"].elements.contains { $0["status"] == "done" }
      }
      let done = try #require(end["work_items"].elements.first { $0["status"] == "done" })
      #expect(done["usage"].json.contains("2.5"))
      #expect(done["usage"]["output_tokens"] == 20)
      let task = try #require(end["tasks"].elements.first { $0["state"] == "completed" }?["id"].stringValue)
      let shown = try await world.tell("task", "show", task)
      #expect(shown["attempts"].elements.count == 1)
      #expect(shown["attempts"][0]["task"].stringValue == task)
      #expect(shown["attempts"][0]["outcome"] == "completed")
      #expect(shown["attempts"][0]["session"] == "s1")
      #expect(shown["attempts"][0]["usage"]["turns"] == 3)
      #expect(shown["attempts"][0]["ended_at"].stringValue != nil)
      let agent = try await world.tell("agent", "show", "backend")["agent"]
      #expect(agent["usage"]["cost_usd"].json == "2.5")
      #expect(agent["runs"] == 1)
      let row = try await world.tell("agent", "list")["agents"][0]
      #expect(row["usage"]["output_tokens"] == 20)
      let words = try await world.run("agent", "show", "backend")
      #expect(words.output.contains("Used") && words.output.contains("$2.50"))
      let waiting = try #require(end["work_items"].elements.first { $0["status"] != "done" })
      #expect(waiting["why"].stringValue?.contains("max_cost_usd") == true)
      let questions = try await world.tell("help-requests")["help_requests"].elements
      #expect(questions.count == 1)
      await workshop.stop("backend")
    }
  }

  @Test("an agent that speaks the Agent Client Protocol does an item to its end, with what it used")
  func acp() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      // Stands in for gemini: no answer but by the protocol.
      let script = #"""
        #!/bin/sh
        [ "$*" = "--acp -m flash" ] || { echo "called with $*" >&2; exit 1; }
        say() { printf '%s\n' "$1"; }
        while IFS= read -r line; do
          id=${line#'{"id":'}; id=${id%%,*}
          answer='{}'
          case $line in
          *'"method":"initialize"'*) answer='{"protocolVersion":1,"agentCapabilities":{}}' ;;
          *'"method":"session/new"'*) answer='{"sessionId":"g1"}' ;;
          *'"method":"session/prompt"'*)
            say '{"jsonrpc":"2.0","id":"q","method":"session/request_permission","params":{"sessionId":"g1","toolCall":{"toolCallId":"t","title":"Write auth.txt"},"options":[{"optionId":"once","name":"Yes","kind":"allow_once"}]}}'
            read -r line
            case $line in *'"optionId":"once"'*) echo x >> auth.txt ;; esac
            say '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"g1","update":{"sessionUpdate":"usage_update","used":10,"size":100,"cost":{"amount":0.75,"currency":"USD"}}}}'
            say '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"g1","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"auth is written"}}}}'
            answer='{"stopReason":"end_turn","usage":{"totalTokens":30,"inputTokens":10,"outputTokens":20}}' ;;
          esac
          say "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":$answer}"
        done
        """#
      chmod(try world.folder.write(script, to: "gemini"), 0o755)
      try await world.openIssue("Implement auth")
      let settings = ["PATH": "\(world.folder.path):/usr/local/bin:/usr/bin:/bin"]
      let spawned = try await world.run(
        [
          "agent", "spawn", "backend", "--cli", "gemini", "--protocol", "acp", "--model", "flash", "--directory",
          workshop.clone, "--idle-timeout", "600",
        ], settings: settings)
      #expect(spawned.code == 0)
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      let item = end["work_items"][0]
      #expect(item["usage"]["output_tokens"] == 20)
      #expect(item["usage"]["cost_usd"].json == "0.75")
      let task = try #require(end["tasks"].elements.first { $0["state"] == "completed" })
      #expect(task["result"].stringValue?.hasPrefix("auth is written") == true)
      let shown = try await world.tell("task", "show", try #require(task["id"].stringValue))
      #expect(shown["attempts"][0]["session"] == "g1")
      let words = try await world.run("agent", "show", "backend")
      #expect(words.output.contains("gemini (by the Agent Client Protocol)"))
      let log = try await world.run("agent", "logs", "backend")
      #expect(log.output.contains("[allowed: Write auth.txt]") && log.output.contains("auth is written"))
      // Started again as it was spawned.
      #expect(try await world.run(["agent", "restart", "backend"], settings: settings).code == 0)
      #expect(try await world.tell("agent", "show", "backend")["worker"]["protocol"] == "acp")
      await workshop.stop("backend")
    }
  }

  /// Stands in front of git: a push that names nobody is refused as GitHub's would be, and one that names somebody
  /// leaves who that was.
  private static let guarded = """
    #!/bin/sh
    case " $* " in
    *" get-url --push "*) echo https://github.com/acme/shop.git; exit ;;
    *" push "*) ;;
    *) exec /usr/bin/git "$@" ;;
    esac
    for last; do :; done
    left=$#
    while [ "$1" != push ]; do word=$1; shift; left=$((left - 1)); set -- "$@" "$word"; done
    while [ $left -gt 0 ]; do shift; left=$((left - 1)); done
    password=$(printf 'protocol=https\\nhost=github.com\\n\\n' | /usr/bin/git "$@" credential fill 2>/dev/null | sed -n 's/^password=//p')
    [ -n "$password" ] || { echo "fatal: could not read Username for 'https://github.com': terminal prompts disabled" >&2; exit 128; }
    echo "$password" > "${0%/*}/password"
    exec /usr/bin/git push --quiet origin "$last"
    """

  @Test("where an App serves the repository, a clone without credentials pushes with a token for that push alone")
  func pushToken() async throws {
    try await World.run {
      $0.isApp = true
    } _: { world in
      let workshop = try await Workshop(in: world)
      try FileManager.default.createDirectory(
        atPath: world.folder.file("bin"), withIntermediateDirectories: false)
      chmod(try world.folder.write(Self.guarded, to: "bin/git"), 0o755)
      try await world.openIssue("Implement auth")
      let command = "cat > /dev/null; env > \(world.folder.file("seen")); echo x >> work.txt; echo done"
      let spawned = try await world.run(
        ["agent", "spawn", "backend", "--command=\(command)", "--directory", workshop.clone, "--idle-timeout", "600"],
        settings: ["PATH": "\(world.folder.file("bin")):/usr/local/bin:/usr/bin:/bin"])
      #expect(spawned.code == 0)
      let id = try await world.startMission(["-i", "1", "--no-reviewer", "--watch-interval", "3600"])
      let before = world.calls("POST /app/installations/{id}/access_tokens")
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(world.folder.read("bin/password").hasPrefix("ghs_"))
      #expect(world.calls("POST /app/installations/{id}/access_tokens") == before + 1)
      #expect(!world.folder.read("seen").contains("ghs_") && !world.folder.read("seen").contains("credential"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.file("data/push")).isEmpty)
      await workshop.stop("backend")
    }
  }

  @Test("two planned missions have the same numbers, and no worktree and no branch in common")
  func numbered() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      let seen = world.folder.file("seen")
      // Neither ends before both have begun.
      let command = """
        cat > /dev/null
        echo "$SIGNALBOX_ITEM ${PWD##*/} $SIGNALBOX_BRANCH" >> \(seen)
        while [ "$(grep -c . \(seen))" -lt 2 ]; do sleep 0.05; done
        """
      for name in ["backend", "frontend"] { try await workshop.spawn(name, command) }
      try FileManager.default.createDirectory(
        atPath: world.folder.file(".tasks"), withIntermediateDirectories: false)
      try world.folder.write("- **VAL-1**: it works\n", to: ".tasks/validation-contract.md")
      for (title, role) in [("One", "backend"), ("Two", "frontend")] {
        let set = try await world.tell("mission", "set", title, "--no-reviewer")
        let id = try #require(set["mission"]["id"].stringValue)
        try await world.tell("milestone", "create", "First", "--run", id)
        try await world.tell(
          "task", "create", "Build it", "--milestone", "M1", "--kind", "design", "--role", role, "--run", id)
        try await world.tell("mission", "plan-complete", "--allow-gaps", "--run", id)
      }
      try await eventually("both runs") { world.folder.read("seen").split(separator: "\n").count == 2 }
      let lines = world.folder.read("seen").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      #expect(lines.map { $0[0] } == ["001", "001"])
      #expect(Set(lines.map { $0[1] }).count == 2 && lines.contains { $0[1] == "001" })
      #expect(Set(lines.map { $0[2] }).count == 2)
      #expect(lines.allSatisfy { $0[2].hasPrefix("signalbox/001-") && $0[2].hasSuffix("-build-it") })
      await workshop.stop("backend", "frontend")
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

  @Test("an agent's words are followed while it works, on to its next run, and whoever looks on holds nothing up")
  func followed() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      for title in ["Implement auth", "Implement billing"] { try await world.openIssue(title) }
      let go = world.folder.file("go")
      try await workshop.spawn(
        "backend",
        """
        cat > /dev/null
        echo "begun $SIGNALBOX_BRANCH"
        while [ ! -e \(go) ]; do sleep 0.05; done
        echo x >> work.txt; printf '\\033[2Jover\\n'
        """)
      let id = try await world.startMission(["-i", "1", "-i", "2", "--no-reviewer", "--watch-interval", "3600"])
      try await eventually("the first words") {
        try await world.run("agent", "logs", "backend").output.contains("begun")
      }
      let log = try world.begin("agent", "logs", "backend", "-f")
      let attached = try world.begin("agent", "attach", "backend")
      for follower in [log, attached] {
        try await eventually("what was said before") { world.folder.read(follower.output).contains("begun") }
      }
      try world.folder.write("", to: "go")
      for follower in [log, attached] {
        try await eventually("both runs' words") {
          let words = world.folder.read(follower.output)
          return words.contains("signalbox/1-") && words.contains("signalbox/2-") && words.contains("over")
        }
        #expect(!world.folder.read(follower.output).contains("\u{1B}"))
        await follower.program.kill()
      }
      try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
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
      let mute = try await world.run(
        "agent", "spawn", "a", "--cli", "aider", "--protocol", "acp", "--directory", workshop.clone, "--json")
      #expect(mute.code == 64)
      #expect(mute.error["hint"].stringValue?.contains("auggie, gemini, copilot") == true)
      let adapter = try await world.run(
        "agent", "spawn", "a", "--cli", "claude", "--protocol", "acp", "--directory", workshop.clone, "--json")
      #expect(adapter.code == 66)
      #expect(adapter.error["message"].stringValue?.contains("claude-agent-acp") == true)
      for words in [["--protocol", "telepathy"], ["--protocol", "acp", "--pane", "%1"]] {
        let strange = try await world.run(["agent", "spawn", "a", "--directory", workshop.clone] + words)
        #expect(strange.code == 64)
      }
      #expect(try await world.tell("agent", "list")["agents"].elements.isEmpty)
      #expect(try await world.run("agent", "stop", "a").code == 66)
      #expect(try await world.run("agent", "logs", "a").code == 66)
    }
  }
}

extension String {
  fileprivate var trimming: String { filter { !$0.isWhitespace && $0 != "*" } }
}
