import CommandLine
package import MissionCore

/// `mission start --dry-run`: what would be done, by whom and in which order.
package struct RehearsalDocument: Encodable, Sendable {
  /// One item of the plan.
  package struct Item: Encodable, Sendable {
    /// Its name: issue and title, or the document.
    package var name: String
    /// What sort of work it is.
    package var kind: String
    /// The role that should do it; nil where any that fits may.
    package var role: String?
    /// Smaller numbers go first.
    package var priority: Int
    /// What it waits for.
    var waitsFor: [String]
    /// Where each dependency is said, and what looked like one and was not read.
    package var reading: [String]
    /// Who would get it at once; nil where it waits.
    package var agent: String?

    private enum CodingKeys: String, CodingKey {
      case name, kind, role, priority, agent, reading
      case waitsFor = "waits_for"
    }
  }

  /// The plan, in the order work is taken up.
  package let items: [Item]
  /// The policy's rules that people ask about first.
  package let policy: Policy
  /// What deserves a second look.
  package let warnings: [String]

  /// What a planned mission would do in a town with these agents.
  package init(_ mission: Mission, roster: AgentRoster, names: Names, at now: Timestamp) {
    let assigned = Dictionary(
      mission.wouldAssign(roster: roster, at: now).map { ($0.item, roster.name(of: $0.agent)) }
    ) { first, _ in first }
    items = mission.orderedItems.map { item in
      Item(
        name: names.item(item), kind: item.kind.rawValue, role: item.ownerRole, priority: item.priority,
        waitsFor: item.dependsOn.compactMap { mission.items[$0].map(names.item) }
          + item.outsideDependencies.map(\.description),
        reading: mission.dependencyLines(of: item), agent: assigned[item.id])
    }
    policy = mission.header.policy
    warnings =
      mission.warnings
      + (roster.livingRoles.isEmpty ? ["no agent is registered: 'signalbox agent register NAME' makes one"] : [])
  }

  /// For people.
  package var lines: [String] {
    var lines = ["📋 Plan: \(items.count) work item\(items.count == 1 ? "" : "s") (nothing was made)"]
    for item in items {
      let role = item.role.map { ", for \($0.printable(limit: 64))" } ?? ""
      lines.append("   \(item.name.printable()) (\(item.kind)\(role), priority \(item.priority))")
      for name in item.waitsFor { lines.append("      └─ waits for \(name.printable())") }
      for line in item.reading { lines.append("      └─ \(line.printable())") }
      if let agent = item.agent { lines.append("      └─ goes to \(agent.printable(limit: 64)) at once") }
    }
    lines.append(
      "⚙️  At most \(policy.maxParallelItems) at once · review \(policy.reviewerRequired ? "required" : "not required")"
        + " · \(policy.autoMerge ? "merges by itself" : "does not merge")")
    return lines + warnings.map { "⚠️  \($0)" }
  }
}
