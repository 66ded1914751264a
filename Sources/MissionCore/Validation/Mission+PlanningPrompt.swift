extension Mission {
  /// Everything a lead agent needs to plan the mission, in a fixed order; each part is bounded. Text from outside is
  /// quoted and marked as untrusted. Nil while there is nothing to plan.
  ///
  /// - Parameters:
  ///   - agents: who is there to do the work.
  ///   - contractPath: where the contract is to be written, absolute and quoted for a shell.
  ///   - townFlags: by which a command finds the town, each with a blank before it.
  package func planningPrompt(
    agents: [Agent], contractPath: String, townFlags: String, context: PromptContext
  ) -> String? {
    guard let plan, plan.phase == .planning else { return nil }
    let title = UntrustedText.quoted(plan.title + (plan.text.isEmpty ? "" : "\n\n" + plan.text))
    let parts = [
      "# Plan a mission\n\n\(title)\n\nYou are asked to plan this mission: milestones in their order, tasks in them, and a contract that says what \"done\" means. Others do the work; change nothing but the plan.",
      houseRules(context), Self.described(agents), contractSoFar(plan), planSoFar(plan), missing(plan), Self.rules,
      commands(contractPath, townFlags),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// How many agents, tasks and faults are shown.
  private static var shownLines: Int { 200 }

  private static func lines(_ texts: [String]) -> String {
    let more = texts.count - shownLines
    return (texts.prefix(shownLines) + (more > 0 ? ["- … and \(more) more"] : [])).joined(separator: "\n")
  }

  private static func described(_ agents: [Agent]) -> String {
    let living = agents.filter(\.isAlive).sorted { $0.name < $1.name }
    guard !living.isEmpty else { return "## Who is there\n\nNobody is registered yet." }
    return "## Who is there\n\n"
      + lines(
        living.map { agent in
          let specialties = agent.specialties.isEmpty ? "" : "; \(agent.specialties.joined(separator: ", "))"
          return UntrustedText.line("- \(agent.name): \(agent.role)\(specialties)")
        })
  }

  private func contractSoFar(_ plan: MissionPlan) -> String {
    guard let contract = plan.contract else { return "## The contract so far\n\nThere is none that was read." }
    return "## The contract so far\n\n" + UntrustedText.quoted(contract, limit: 20_000)
  }

  private func planSoFar(_ plan: MissionPlan) -> String {
    var texts: [String] = []
    for milestone in plan.milestones {
      texts.append("- \(milestone.id): \(UntrustedText.line(milestone.title))")
      texts += plannedItems.filter { $0.milestone == milestone.id }.map { "  - " + planned($0) }
    }
    texts += plannedItems.filter { $0.milestone == nil }.map { "- " + planned($0) + ", in no milestone" }
    return "## The plan so far\n\n" + (texts.isEmpty ? "There is nothing in it." : Self.lines(texts))
  }

  private func planned(_ item: WorkItem) -> String {
    guard let details = item.details else { return UntrustedText.line(item.title) }
    var text = "\(details.name) \(UntrustedText.line(item.title)) (\(item.kind.rawValue)"
    if let role = item.ownerRole { text += ", role \(role)" }
    if !details.specialties.isEmpty { text += ", \(details.specialties.joined(separator: " or "))" }
    text += ")"
    if !details.fulfills.isEmpty { text += ", fulfills \(details.fulfills.map(\.text).joined(separator: ", "))" }
    let depends = item.dependsOn.compactMap { items[$0]?.details?.name }
    if !depends.isEmpty { text += ", depends on \(depends.joined(separator: ", "))" }
    return text
  }

  private func missing(_ plan: MissionPlan) -> String {
    var faults = planFaults(allowGaps: false)
    if plan.assertions.isEmpty { faults.append("the contract says nothing yet") }
    return "## What is missing\n\n"
      + (faults.isEmpty
        ? "Nothing: the plan may be completed."
        : Self.lines(faults.map { "- " + UntrustedText.line($0, limit: 400) }))
  }

  private static let rules = """
    ## What a plan must be

    - Milestones are worked on one after the other; the next begins when the one before is done and validated.
    - Each line of the contract is one claim that somebody else can try: `- **VAL-AUTH-001**: Login returns a token`. Claims are specific, testable and independent; "all tests pass" is none.
    - Each claim is fulfilled by at least one task. It is checked with the last milestone that has one.
    - A task is what one agent does in one go. It depends on no task of a later milestone.
    - Specialties are those of the agents above; without one any agent may take the task.
    """

  private func commands(_ contractPath: String, _ townFlags: String) -> String {
    let town = " --run \(id)\(townFlags)"
    return """
      ## How to plan

      Write the contract to \(contractPath). Then, and as often as it needs:

          signalbox milestone create "TITLE" --description "…"\(town)
          signalbox task create "TITLE" --milestone M1 --specialty SPECIALTY --fulfills VAL-AUTH-001 --depends 001 --description "…" --acceptance "…"\(town)
          signalbox task update 001 --priority 1\(town)
          signalbox task delete 001\(town)
          signalbox validate coverage --contract \(contractPath)\(town)

      When nothing is missing:

          signalbox mission plan-complete --contract \(contractPath)\(town)

      It names every fault at once and changes nothing while there is one.
      """
  }
}
