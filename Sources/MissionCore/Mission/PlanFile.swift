/// A whole plan as one text that people can read, review and keep.
package struct PlanFile: Hashable, Sendable, Codable {
  /// One stage.
  package struct Stage: Hashable, Sendable, Codable {
    /// Its place.
    package var sequence: Int
    /// Its title.
    package var title: String
    /// What it is about.
    package var description: String

    enum CodingKeys: String, CodingKey, CaseIterable { case sequence, title, description }
  }

  /// One item.
  package struct Entry: Hashable, Sendable, Codable {
    /// Its number.
    package var number: Int
    /// What is said of it.
    package var task: TaskDraft
    /// What showed that it is done; nil before that. Left out when the file is taken in: there it is to be done.
    package var proof: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case number, task, proof }
  }

  /// The mission's title.
  package var title: String
  /// What it is for.
  package var description: String
  /// Its stages, in order.
  package var milestones: [Stage]
  /// The texts of its goals.
  package var goals: [String]
  /// Its items, by number.
  package var tasks: [Entry]
  /// The contract's text; nil where none was read.
  package var contract: String?

  enum CodingKeys: String, CodingKey, CaseIterable { case title, description, milestones, goals, tasks, contract }

  /// Where a text is no JSON object, and what should stand there: `line 3, column 5: a name in quotes is expected`; nil
  /// where it is one.
  package static func breakage(of text: String) -> String? {
    var reader = StrictJSONReader(text)
    do throws(ProofFault) {
      _ = try reader.document()
      return nil
    } catch {
      guard case .malformed(let line, let column, let expected) = error else { return nil }
      return "line \(line), column \(column): \(expected) is expected"
    }
  }

  /// Why no mission would take the plan; nil where an empty one takes it.
  package func refusal(at now: Timestamp) -> Refusal? {
    var trial = Mission(
      id: Identifier(high: 0, low: 0), title: title, text: description, policy: Policy(), manifest: Manifest(), at: now)
    guard case .refused(let refusal) = trial.apply(.plan(.adopt(self), by: ""), at: now, roster: AgentRoster()).reply
    else { return nil }
    return refusal
  }
}

extension Mission {
  /// The plan as a file: what ``PlanChange/adopt(_:)`` takes in again without loss. Remediations are part of how it
  /// went, not of the plan.
  package var planFile: PlanFile? {
    guard let plan else { return nil }
    let planned = plannedItems.filter { $0.details?.remediates == nil }
    return PlanFile(
      title: plan.title, description: plan.text,
      milestones: plan.milestones.map { .init(sequence: $0.sequence, title: $0.title, description: $0.text) },
      goals: plan.goals,
      tasks: planned.compactMap { item in
        item.details.map { .init(number: $0.number, task: draft(of: item, $0), proof: $0.proof) }
      }, contract: plan.contract)
  }

  private func draft(of item: WorkItem, _ details: TaskDetails) -> TaskDraft {
    var draft = TaskDraft()
    draft.title = item.title
    draft.milestone = item.milestone
    draft.specialties = details.specialties.isEmpty ? nil : details.specialties
    draft.role = item.ownerRole
    draft.priority = item.priority
    draft.goal = details.goal
    draft.fulfills = details.fulfills.isEmpty ? nil : details.fulfills.map(\.text)
    let depends = item.dependsOn.compactMap { items[$0]?.details?.number }
    draft.depends = depends.isEmpty ? nil : depends
    draft.text = details.text.isEmpty ? nil : details.text
    draft.acceptance = details.acceptance.isEmpty ? nil : details.acceptance
    draft.issue = item.issue
    draft.kind = item.kind
    return draft
  }
}

extension Mission {
  /// The open tasks of an item, by identity.
  package func openTasks(of item: Identifier<WorkItem>) -> [WorkTask] { openTasksOf(item) }
}
