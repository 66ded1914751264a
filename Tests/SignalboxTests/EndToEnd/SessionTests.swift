import GitHubSandbox
import TestSupport
import Testing

/// `session start`, `attach` and `stop`, in a real tmux.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SessionTests {
  private static let shape = "#{pane_left} #{pane_top} #{pane_width} #{pane_height} #{pane_title}"

  /// Runs a test with a tmux server of its own.
  private func withTmux(_ body: @Sendable (World, PrivateTmux) async throws -> Void) async throws {
    try await World.run { world in
      let tmux = try PrivateTmux(in: world)
      do {
        try await body(world, tmux)
      } catch {
        await tmux.end()
        throw error
      }
      await tmux.end()
    }
  }

  @Test("the template's picture comes out in tmux: three over three, 70 to 30, each agent registered; twice is once")
  func picture() async throws {
    try await withTmux { world, tmux in
      try await world.tell("init", "--template", "missions")
      try await tmux.run("new-session", "-d", "-s", "mine")
      let opened = try await tmux.tell("session", "start")
      #expect(opened["session"] == "missions" && opened["opened"] == true)
      let expected = [
        "0 1 66 34 Lead", "67 1 66 34 Backend", "134 1 66 34 Frontend", "0 36 66 14 Validator",
        "67 36 66 14 Researcher", "134 36 66 14 Shell",
      ]
      #expect(try await tmux.run("list-panes", "-t", "=missions:", "-F", Self.shape) == expected)

      let agents = try await world.tell("agent", "list")["agents"].elements
      let known = agents.map { agent in
        [agent["name"].stringValue, agent["role_id"].stringValue].compactMap { $0 }.joined(separator: " ")
      }
      #expect(
        known.sorted() == [
          "backend teammate", "frontend teammate", "lead lead", "researcher researcher", "validator validator",
        ])
      #expect(
        opened["panes"].elements.map { $0["specialty"][0].stringValue } == [nil, "backend", "frontend", nil, nil, nil])

      #expect(try await tmux.tell("session", "start")["opened"] == false)
      #expect(try await tmux.run("list-panes", "-t", "=missions:", "-F", Self.shape) == expected)
      #expect(try await world.tell("agent", "list")["agents"].elements.count == 5)

      #expect(try await tmux.tell("session", "stop")["session"] == "missions")
      #expect(try await tmux.run("list-sessions", "-F", "#{session_name}") == ["mine"])
      // Nothing is handed to panes that are gone.
      let left = try await world.tell("agent", "list")["agents"].elements
      #expect(left.map { $0["state"] } == Array(repeating: "stopped", count: 5))
      #expect(try await world.run(["session", "stop"], settings: tmux.settings).code == 66)
      #expect(try await world.run(["session", "attach"], settings: tmux.settings).code == 66)
    }
  }

  @Test("each pane's command finds its town and who it is, and no secret; what is odd in a picture stays a text")
  func environment() async throws {
    try await withTmux { world, tmux in
      try world.folder.write("", to: "a#(touch hacked)/.keep")
      try world.folder.write(
        """
        rows:
          - panes:
              - title: "#(touch hacked)"
                command: "env > ../lead.env; true;"
                role: lead
                directory: "a#(touch hacked)"
              - {title: Odd, command: "echo \\"$(echo '#{session_name}' '%1' '$HOME' )\\" > odd.txt ;"}
              - {title: Shell, command: "env > shell.env; echo end > shell.end", env: {PORT: 3000}}
        """, to: "ide.yml")
      try await tmux.tell("session", "start", settings: ["SIGNALBOX_WEBHOOK_SECRET": "very secret words"])
      try await eventually("the panes' commands") {
        world.folder.read("lead.env").contains("SIGNALBOX_AGENT") && !world.folder.read("odd.txt").isEmpty
          && !world.folder.read("shell.end").isEmpty
      }
      let lead = world.folder.read("lead.env").split(separator: "\n").map(String.init)
      #expect(lead.contains("SIGNALBOX_AGENT=touch-hacked"))
      #expect(lead.contains("SIGNALBOX_TOWN=default"))
      #expect(lead.contains("SIGNALBOX_DATA=\(world.data)"))
      let shell = world.folder.read("shell.env").split(separator: "\n").map(String.init)
      #expect(shell.contains("SIGNALBOX_DATA=\(world.data)") && shell.contains("PORT=3000"))
      #expect(!shell.contains { $0.hasPrefix("SIGNALBOX_AGENT=") })
      #expect(!(lead + shell).contains { $0.contains("very secret words") })
      #expect(world.folder.read("odd.txt") == "#{session_name} %1 $HOME\n")
      #expect(try await tmux.run("list-panes", "-a", "-F", "#{pane_title}") == ["#(touch hacked)", "Odd", "Shell"])
      for place in ["", "a#(touch hacked)/", "tmux/"] {
        #expect(!world.folder.exists("\(place)hacked"))
      }
      #expect(try await tmux.run("list-sessions", "-F", "#{session_name}") == ["signalbox-default"])
    }
  }

  @Test("a terminal of another size gets the same picture when it is attached")
  func attaching() async throws {
    try await withTmux { world, tmux in
      try await world.tell("init", "--template", "missions")
      try await tmux.tell("session", "start")
      let outer = try PrivateTmux(in: world, "outer")
      let variables = tmux.settings.merging(["SIGNALBOX_DATA": world.data, "TMUX": ""]) { $1 }
      let settings = variables.map { "\($0.key)=\($0.value)" }
      do {
        try await outer.run(
          "new-session", "-d", "-x", "120", "-y", "41", "-s", "terminal",
          "env \(settings.joined(separator: " ")) \(World.binaries)/signalbox session attach")
        // 120 columns and 41 lines, of which tmux has one for itself. The client is listed before the window
        // has its size, and the window has its size before the panes are told theirs.
        try await eventually("the session to be shown in the size of its terminal") {
          try await tmux.run("list-windows", "-t", "=missions:", "-F", "#{window_height}") == ["40"]
        }
        try await eventually("the panes of the picture: two thirds over one third") {
          let panes = try await tmux.run("list-panes", "-t", "=missions:", "-F", Self.shape)
          let sizes = panes.map { $0.split(separator: " ") }
          return sizes.first?[2...3].joined(separator: "x") == "40x27"
            && sizes.map { $0[3] } == ["27", "27", "27", "11", "11", "11"]
        }
        await outer.end()
      } catch {
        await outer.end()
        throw error
      }
    }
  }

  @Test("what cannot be opened says why and leaves nothing behind")
  func refusals() async throws {
    try await withTmux { world, tmux in
      #expect(try await world.run(["session", "start"], settings: tmux.settings).code == 66)
      try world.folder.write("rows:\n  - panes:\n      - titel: A\n", to: "ide.yml")
      let broken = try await world.run(["session", "start"], settings: tmux.settings)
      #expect(broken.code == 65 && broken.errors.contains("ide.yml, line 3: "), "\(broken.errors)")
      try world.folder.write(String(repeating: "a", count: 3 << 20), to: "ide.yml")
      let large = try await world.run(["session", "start"], settings: tmux.settings)
      #expect(large.code == 65 && large.errors.contains("larger than 1 MiB"), "\(large.errors)")

      try world.folder.write("name: mine\nrows:\n  - panes: [{title: A, role: lead}]\n", to: "ide.yml")
      try await tmux.run("new-session", "-d", "-s", "mine")
      let taken = try await world.run(["session", "start"], settings: tmux.settings)
      #expect(taken.code == 65 && taken.errors.contains("not this town's"), "\(taken.errors)")
      #expect(try await world.run(["session", "stop"], settings: tmux.settings).code == 66)
      let outside = try await world.run(["session", "start"], settings: ["PATH": "/nowhere"])
      #expect(outside.code == 66 && outside.errors.contains("tmux is not on the PATH"), "\(outside.errors)")
    }
  }
}
