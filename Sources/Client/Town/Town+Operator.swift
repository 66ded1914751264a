package import CommandLine

extension Town {
  /// Refuses what only a person may do where an agent asks for it: an agent's run has `SIGNALBOX_AGENT` around it.
  ///
  /// It keeps an agent from passing its own gates by mistake or by habit; against one that means harm only a user of
  /// its own helps.
  package func requireOperator(for what: String, hint: String) throws(CommandFailure) {
    guard let agent = surroundings.environment["SIGNALBOX_AGENT"], !agent.isEmpty else { return }
    throw CommandFailure(
      .notPermitted,
      "only an operator \(what), and SIGNALBOX_AGENT says that this is agent \(agent.printable(limit: 64))",
      hint: hint)
  }
}
