import Workers

/// What an `ide.yml` says: the panes, and which of them are agents.
struct PanePicture: Sendable, Equatable {
  /// An agent that works in a pane.
  struct PaneAgent: Sendable, Equatable {
    /// Its place among the panes, row by row.
    let place: Int
    /// As it is made known.
    let agent: NewAgent
  }

  /// The panes.
  var plan: PanePlan
  /// The agents among them, in their order.
  var agents: [PaneAgent] = []
  /// Keys that mean something to other tools and nothing here.
  var unused: [String] = []
}
