/// What the shell adds to a task that it hands over: the core knows neither chance nor places.
package struct HandOver: Hashable, Sendable {
  /// A text that nobody can guess; what the agent says of the task carries it.
  package var claim: String
  /// How the agent reports.
  package var way: ReportingWay
  /// What the operator's files say to the agent.
  package var context: PromptContext

  /// One with its parts.
  package init(
    claim: String, way: ReportingWay = .commands(townFlags: ""), context: PromptContext = PromptContext()
  ) {
    self.claim = claim
    self.way = way
    self.context = context
  }
}
