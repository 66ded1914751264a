import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// `orch --follow` in a real terminal.
@Suite(.serialized, .timeLimit(.minutes(10))) struct OrchTests {
  /// Runs the body with `orch --follow` shown in a terminal of 100 × 20, under a shell that says how it ended.
  private func follow(
    in shell: String, _ body: @Sendable (World, PrivateTmux) async throws -> Void
  ) async throws {
    try await World.run { world in
      let tasks = (1...30).map { #"{"number":\#($0),"task":{"title":"Create part \#($0)","milestone":"M1"}}"# }
      try world.folder.write(
        #"{"title":"Build auth","description":"","goals":[],"milestones":[{"sequence":1,"title":"One","description":""}],"#
          + #""tasks":[\#(tasks.joined(separator: ","))]}"#, to: "plan.json")
      try await world.tell("mission", "import", "plan.json")
      let tmux = try PrivateTmux(in: world)
      do {
        let program = "\(World.binaries)/signalbox orch --follow"
        try world.folder.write(shell.replacingWord("ORCH", by: program), to: "watch.sh")
        try await tmux.run(
          "new-session", "-d", "-x", "100", "-y", "20", "-s", "watch",
          "env SIGNALBOX_DATA=\(world.data) sh \(world.folder.file("watch.sh"))")
        try await screen(tmux, until: "the picture") { $0.first?.contains("Build auth — planning") == true }
        try await body(world, tmux)
      } catch {
        await tmux.end()
        throw error
      }
      await tmux.end()
    }
  }

  @discardableResult
  private func screen(
    _ tmux: PrivateTmux, until what: String, _ condition: ([String]) -> Bool
  ) async throws -> [String] {
    var last: [String] = []
    do {
      return try await eventually(what) { () -> [String]? in
        last = try await tmux.run("capture-pane", "-p", "-t", "=watch:")
        return condition(last) ? last : nil
      }
    } catch is GaveUp {
      throw GaveUp(what, seen: last.joined(separator: "\n"))
    }
  }

  /// Whether the second screen is shown, and whether the cursor is.
  private func state(_ tmux: PrivateTmux) async throws -> String {
    try await tmux.run("list-panes", "-t", "=watch:", "-F", "#{alternate_on} #{cursor_flag}").joined()
  }

  @Test("it is drawn in place, fitted to the terminal and its new size; SIGINT gives the terminal back as it was")
  func redraws() async throws {
    try await follow(in: "trap : INT\necho before\nORCH\necho \"after $?\"\nexec sleep 60\n") { world, tmux in
      #expect(try await state(tmux) == "1 0")
      let first = try await screen(tmux, until: "thirty items on twenty lines") { lines in
        lines.contains { $0.hasPrefix("   … ") } && lines.contains { $0.contains("Create part 1 ") }
      }
      #expect(!first.contains("before") && first.contains("Events"))
      try await world.tell("mission", "plan-complete")
      let next = try await screen(tmux, until: "the same picture anew") { $0.first?.contains("planning") == false }
      #expect(next.count { $0.contains("Build auth") } == 1 && next.count { $0 == "Queue" } == 1)
      try await tmux.run("resize-window", "-t", "=watch:", "-x", "60", "-y", "12")
      try await screen(tmux, until: "the smaller picture") { lines in
        lines.count <= 12 && lines.first?.contains("Build auth") == true && lines.contains("Queue")
          && lines.allSatisfy { $0.count <= 60 }
      }
      try await tmux.run("send-keys", "-t", "=watch:", "C-c")
      // 130: the shell saw that the signal ended it.
      let after = try await screen(tmux, until: "the shell again") { $0.contains("after 130") }
      #expect(
        after.prefix(2) == ["before", "after 130"] || after.prefix(3) == ["before", "^C", "after 130"], "\(after)")
      #expect(try await state(tmux) == "0 1")
    }
  }

  @Test("SIGTERM gives the terminal back, and so does a shell that stops it and goes on with it")
  func stops() async throws {
    let script = "sh -c 'echo $$ > pid; exec ORCH'\necho \"after $?\"\nexec sleep 60\n"
    try await follow(in: "cd \"$SIGNALBOX_DATA/..\"\n" + script) { world, tmux in
      let pid = try #require(pid_t(world.folder.read("pid").filter(\.isNumber)))
      kill(pid, SIGTSTP)
      try await eventually("it to stop") { try await state(tmux) == "0 1" }
      kill(pid, SIGCONT)
      try await screen(tmux, until: "the picture again") { $0.first?.contains("Build auth") == true }
      #expect(try await state(tmux) == "1 0")
      kill(pid, SIGTERM)
      try await screen(tmux, until: "the shell again") { $0.contains { $0.hasPrefix("after 143") } }
      #expect(try await state(tmux) == "0 1")
    }
  }

  @Test("when the mission is over, what it came to stays on the terminal")
  func completes() async throws {
    try await World.run { world in
      try await world.tell("agent", "register", "ben")
      try await world.tell("mission", "set", "Build auth")
      try await world.tell("milestone", "create", "Foundation")
      try await world.tell("task", "create", "Create the part", "--milestone", "M1")
      try await world.tell("mission", "plan-complete")
      let tmux = try PrivateTmux(in: world)
      do {
        try await tmux.run(
          "new-session", "-d", "-x", "100", "-y", "40", "-s", "watch",
          "env SIGNALBOX_DATA=\(world.data) sh -c '\(World.binaries)/signalbox orch --follow; echo after $?; sleep 60'")
        try await screen(tmux, until: "the picture") { $0.first?.contains("Build auth — running") == true }
        let task = try await world.take("ben")
        try await world.tell("task", "done", task.id, "--result", "made", "--proof", "seen")
        let end = try await screen(tmux, until: "the end") { $0.contains("after 0") }
        #expect(end.first?.contains("Build auth — completed") == true, "\(end)")
        #expect(try await state(tmux) == "0 1")
      } catch {
        await tmux.end()
        throw error
      }
      await tmux.end()
    }
  }
}

extension String {
  fileprivate func replacingWord(_ word: String, by text: String) -> String {
    split(separator: word, omittingEmptySubsequences: false).joined(separator: text)
  }
}
