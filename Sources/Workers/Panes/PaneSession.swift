/// A terminal session of a town in tmux: its panes stay when whoever opened them goes.
package struct PaneSession: Sendable, Equatable {
  /// tmux's own identity: `$3`.
  package let id: String
  /// What tmux calls it.
  package let name: String
  /// Whose it is, as it was opened; nil for a session that is nobody's of ours.
  package let owner: String?
  /// The layout that we gave it.
  let layout: String?
  /// How many terminals show it now.
  let clients: Int

  /// The option of a session that says whose it is.
  private static let ownerOption = "@signalbox"
  private static let layoutOption = "@signalbox-layout"
  private static let titleOption = "@signalbox-title"
  private static let agentOption = "@signalbox-agent"
}

extension PaneSession {
  /// The sessions there are; none where no tmux runs.
  package static func all(_ tmux: Tmux) async -> [PaneSession] {
    let fields = ["#{session_id}", "#{session_attached}", "#{session_name}", "#{\(ownerOption)}", "#{\(layoutOption)}"]
    // A tmux that cannot be asked says so when it is told to do something.
    let lines = (try? await tmux.run(["list-sessions", "-F", fields.joined(separator: "\t")])) ?? []
    return lines.compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == fields.count else { return nil }
      return PaneSession(
        id: parts[0], name: parts[2], owner: parts[3].isEmpty ? nil : parts[3],
        layout: parts[4].isEmpty ? nil : parts[4], clients: Int(parts[1]) ?? 0)
    }
  }

  /// Opens a session with all its panes, in no terminal yet. Where one of them cannot be opened, none is.
  ///
  /// - Parameters:
  ///   - owner: whose it is, on one line without tabs.
  ///   - settings: what all panes find in their environment.
  ///   - size: the columns and lines of its window.
  package static func open(
    _ plan: PanePlan, named name: String, of owner: String, settings: [String: String],
    size: (columns: Int, lines: Int), _ tmux: Tmux
  ) async throws(TmuxFault) {
    guard let layout = PaneLayout(of: plan, width: size.columns, height: size.lines) else {
      throw TmuxFault(
        description: "\(plan.panes.count) panes do not fit into \(size.columns) columns and \(size.lines) lines")
    }
    let begun = try await tmux.run(
      ["new-session", "-d", "-s", Tmux.literal(name), "-x", "\(size.columns)", "-y", "\(size.lines)"]
        + environment(settings) + ["-P", "-F", "#{session_id} #{window_id} #{pane_id}"]
        + [";", "set-option", "-t", "=\(name):", ownerOption, Tmux.word(owner)])
    guard let words = begun.first?.split(separator: " ").map(String.init), words.count == 3 else {
      throw TmuxFault(description: "tmux new-session answered without its session's number")
    }
    do throws(TmuxFault) {
      let window = words[1]
      let panes = try await split(words[2], for: plan, in: window, tmux)
      try await tmux.run([
        "set-option", "-w", "-t", window, "pane-border-format", " #{\(titleOption)} ", ";",
        "set-option", "-w", "-t", window, "pane-border-status", "top",
      ])
      try await lay(layout, in: window, of: words[0], tmux)
      for (id, pane) in zip(panes, plan.panes) { try await fill(id, with: pane, tmux) }
      let first = plan.panes.firstIndex(where: \.hasFocus) ?? 0
      try await tmux.run(["select-pane", "-t", panes[first]])
    } catch {
      _ = try? await tmux.run(["kill-session", "-t", words[0]])
      throw error
    }
  }

  /// The agents that were put into its panes.
  package func agents(_ tmux: Tmux) async throws(TmuxFault) -> [String] {
    try await tmux.run(["list-panes", "-s", "-t", id, "-F", "#{\(Self.agentOption)}"]).filter { !$0.isEmpty }
  }

  /// Ends the session with all its panes, and no other.
  package func close(_ tmux: Tmux) async throws(TmuxFault) { try await tmux.run(["kill-session", "-t", id]) }

  /// Lays the panes out anew for the terminal that will show them, unless somebody looks already or has moved them.
  package func fit(_ plan: PanePlan, columns: Int, lines: Int, _ tmux: Tmux) async {
    guard clients == 0, let layout, let new = PaneLayout(of: plan, width: columns, height: lines),
      let windows = try? await tmux.run(["list-windows", "-t", id, "-F", "#{window_id} #{window_layout}"]),
      windows.count == 1, let window = windows[0].split(separator: " ").first.map(String.init),
      windows[0] == "\(window) \(layout)"
    else { return }
    try? await Self.lay(new, in: window, of: id, tmux)
  }

  /// Lays the panes out, and remembers how that came out.
  private static func lay(
    _ layout: PaneLayout, in window: String, of session: String, _ tmux: Tmux
  ) async throws(TmuxFault) {
    let outcome = try await tmux.run([
      "select-layout", "-t", window, layout.words, ";", "display-message", "-p", "-t", window, "#{window_layout}",
    ])
    try await tmux.run(["set-option", "-t", "\(session):", layoutOption, outcome.first ?? ""])
  }

  /// The words that show the session in this terminal, or in the tmux around it.
  package func showing(insideTmux: Bool) -> [String] { [insideTmux ? "switch-client" : "attach-session", "-t", id] }

  /// A shell for each pane, each in its directory with its environment; evenly for now, so that there is room.
  private static func split(
    _ first: String, for plan: PanePlan, in window: String, _ tmux: Tmux
  ) async throws(TmuxFault) -> [String] {
    var ids = [first]
    for (place, pane) in plan.panes.enumerated() {
      let start = ["-c", Tmux.literal(pane.directory)] + environment(pane.environment)
      if place == 0 {
        // The session's first shell began without what is this pane's alone.
        try await tmux.run(["respawn-pane", "-k", "-t", first] + start)
      } else {
        ids += try await tmux.run(
          ["split-window", "-d", "-t", ids[place - 1]] + start
            + ["-P", "-F", "#{pane_id}", ";", "select-layout", "-t", window, "tiled"])
      }
    }
    return ids
  }

  private static func fill(_ id: String, with pane: PanePlan.Pane, _ tmux: Tmux) async throws(TmuxFault) {
    try await tmux.run([
      "set-option", "-p", "-t", id, titleOption, Tmux.literal(pane.title), ";",
      "select-pane", "-t", id, "-T", Tmux.literal(pane.title),
    ])
    if let agent = pane.agent { try await tmux.run(["set-option", "-p", "-t", id, agentOption, Tmux.word(agent)]) }
    guard let command = pane.command else { return }
    try await tmux.run(["send-keys", "-t", id, "-l", "--", Tmux.word(command), ";", "send-keys", "-t", id, "Enter"])
  }

  private static func environment(_ settings: [String: String]) -> [String] {
    settings.sorted { $0.key < $1.key }.flatMap { ["-e", Tmux.word("\($0.key)=\($0.value)")] }
  }
}
