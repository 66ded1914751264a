/// What somebody who plans asks of a planned mission. It travels inside commands: add, never rename.
package enum PlanChange: Hashable, Sendable, Codable {
  /// Adds a milestone, behind the others where no place is named.
  case createMilestone(title: String, sequence: Int?, text: String)
  /// Changes what is given of a milestone.
  case updateMilestone(String, title: String?, sequence: Int?, text: String?)
  /// Takes a milestone out that no item belongs to.
  case deleteMilestone(String)
  /// Adds an item.
  case createTask(TaskDraft)
  /// Changes what is given of the item with a number.
  case updateTask(Int, TaskDraft)
  /// Takes the item with a number out, while nobody has begun it and nothing depends on it.
  case deleteTask(Int)
  /// Reads the contract again.
  case readContract(String)
  /// Ends planning: the first milestone begins.
  case complete(contract: String?, allowGaps: Bool)
  /// Takes in a whole plan, while the mission has none of its own.
  case adopt(PlanFile)
}
