import Workers

/// `session start --json`.
struct SessionDocument: Encodable, Sendable {
  /// One pane.
  struct Pane: Encodable, Sendable {
    /// What stands above it.
    let title: String
    /// The agent in it; nil for a pane without one.
    let agent: String?
    /// What the agent is for.
    let role: String?
    /// What else it is good at.
    let specialty: [String]
  }

  /// What tmux calls it.
  let session: String
  /// Whether it was opened just now.
  let opened: Bool
  /// Its panes, row by row.
  let panes: [Pane]

  /// A session as a picture describes it.
  init(_ name: String, _ picture: PanePicture, isNew: Bool) {
    session = name
    opened = isNew
    panes = picture.plan.panes.enumerated().map { place, pane in
      let agent = picture.agents.first { $0.place == place }?.agent
      return Pane(title: pane.title, agent: agent?.name, role: agent?.role, specialty: agent?.specialties ?? [])
    }
  }
}
