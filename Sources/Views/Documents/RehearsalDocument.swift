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
    /// The milestone it stands in; nil where it stands in none.
    package var milestone: String?
    /// The assertions of the contract that it is to fulfil.
    package var fulfills: [AssertionID]

    private enum CodingKeys: String, CodingKey {
      case name, kind, role, priority, agent, reading, milestone, fulfills
      case waitsFor = "waits_for"
    }
  }

  /// One stage of the plan.
  package struct Stage: Encodable, Sendable {
    /// `M1`.
    package var id: String
    /// What the manifest calls it.
    package var title: String
  }

  /// One assertion of the contract.
  package struct Entry: Encodable, Sendable {
    /// `VAL-AUTH-001`.
    package var id: AssertionID
    /// What must hold.
    package var claim: String
    /// The items that are to fulfil it.
    package var coveredBy: [String]

    private enum CodingKeys: String, CodingKey {
      case id, claim
      case coveredBy = "covered_by"
    }
  }

  /// The plan, in the order work is taken up.
  package let items: [Item]
  /// The stages, in the order they are carried out.
  package let milestones: [Stage]
  /// What the contract says that done means.
  package let contract: [Entry]
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
        reading: mission.dependencyLines(of: item), agent: assigned[item.id],
        milestone: item.milestone, fulfills: item.details?.fulfills ?? [])
    }
    milestones = (mission.plan?.milestones ?? []).map { Stage(id: $0.id, title: $0.title) }
    contract = (mission.plan?.assertions ?? []).map { assertion in
      Entry(
        id: assertion.id, claim: assertion.claim.text,
        coveredBy: mission.orderedItems.filter { $0.details?.fulfills.contains(assertion.id) == true }.map(names.item))
    }
    policy = mission.header.policy
    warnings =
      mission.warnings
      + (roster.livingRoles.isEmpty ? ["no living agent is registered: 'signalbox agent register NAME' makes one"] : [])
  }

  /// For people.
  package var lines: [String] {
    var lines = ["📋 Plan: \("work item".counted(items.count)) (nothing was made)"]
    for item in items {
      let role = item.role.map { ", for \($0.printable(limit: 64))" } ?? ""
      let stage = item.milestone.map { ", in \($0)" } ?? ""
      lines.append("   \(item.name.printable()) (\(item.kind)\(role), priority \(item.priority)\(stage))")
      for name in item.waitsFor { lines.append("      └─ waits for \(name.printable())") }
      for line in item.reading { lines.append("      └─ \(line.printable())") }
      if !item.fulfills.isEmpty {
        lines.append("      └─ fulfills \(item.fulfills.map(\.text).joined(separator: ", "))")
      }
      if let agent = item.agent { lines.append("      └─ goes to \(agent.printable(limit: 64)) at once") }
    }
    if !milestones.isEmpty {
      lines.append("🏁 \("milestone".counted(milestones.count)), one after the other")
      lines += Columns.lines(milestones.map { [$0.id, $0.title == $0.id ? "" : $0.title.printable(limit: 200)] })
    }
    if !contract.isEmpty {
      lines.append("📜 Contract: \("assertion".counted(contract.count))")
      for entry in contract {
        lines.append("   \(entry.id.text) \(entry.claim.printable(limit: 200))")
        lines.append(
          "      └─ "
            + (entry.coveredBy.isEmpty
              ? "fulfilled by nothing: the mission waits until it is waived"
              : "fulfilled by \(entry.coveredBy.map { $0.printable(limit: 80) }.joined(separator: ", "))"))
      }
    }
    lines.append(
      "⚙️  At most \(policy.maxParallelItems) at once · review \(policy.reviewerRequired ? "required" : "not required")"
        + " · \(policy.autoMerge ? "merges by itself" : "does not merge")")
    return lines + warnings.map { "⚠️  \($0)" }
  }
}
