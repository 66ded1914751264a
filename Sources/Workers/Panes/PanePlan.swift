/// The panes that a terminal session is to have: rows from top to bottom, each with panes from left to right.
package struct PanePlan: Sendable, Equatable {
  /// What a session is called; nil where the town's name says it.
  package var name: String?
  /// Its rows, at least one.
  package var rows: [Row]

  /// A plan with its parts.
  package init(name: String?, rows: [Row]) {
    self.name = name
    self.rows = rows
  }

  /// All panes, row by row.
  package var panes: [Pane] { rows.flatMap(\.panes) }

  /// One row of panes.
  package struct Row: Sendable, Equatable {
    /// How much of the height it has, in percent; nil for an equal part of what the others leave.
    package var share: Int?
    /// Its panes, at least one.
    package var panes: [Pane]

    /// A row with its parts.
    package init(share: Int?, panes: [Pane]) {
      self.share = share
      self.panes = panes
    }
  }

  /// One pane: a shell, into which a command may be typed.
  package struct Pane: Sendable, Equatable {
    /// What stands above it.
    package var title: String
    /// How much of its row's width it has, in percent; nil for an equal part of what the others leave.
    package var share: Int?
    /// What is typed into its shell, one line; nil for nothing.
    package var command: String?
    /// Where it begins, absolute.
    package var directory: String
    /// What its programs find in their environment besides what every pane's find.
    package var environment: [String: String]
    /// Whether it is the one that is looked at first.
    package var hasFocus: Bool
    /// The agent that works in it; nil for a pane without one.
    package var agent: String?

    /// A pane with its parts.
    package init(
      title: String, share: Int? = nil, command: String? = nil, directory: String, environment: [String: String] = [:],
      hasFocus: Bool = false
    ) {
      self.title = title
      self.share = share
      self.command = command
      self.directory = directory
      self.environment = environment
      self.hasFocus = hasFocus
    }
  }
}
