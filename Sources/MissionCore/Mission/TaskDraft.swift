/// What is said of an item that is planned; nil means nothing is said.
package struct TaskDraft: Hashable, Sendable, Codable {
  /// Its title.
  package var title: String?
  /// The milestone it belongs to, by name; empty for none.
  package var milestone: String?
  /// What its agent should be good at, any of.
  package var specialties: [String]?
  /// The role that should do it; empty for none.
  package var role: String?
  /// Smaller numbers go first.
  package var priority: Int?
  /// The goal it serves, by the goal's text; empty for none.
  package var goal: String?
  /// The assertions it makes true.
  package var fulfills: [String]?
  /// The numbers of the items it waits for.
  package var depends: [Int]?
  /// What is to be done.
  package var text: String?
  /// When it counts as done.
  package var acceptance: String?
  /// The issue it carries.
  package var issue: IssueReference?
  /// What sort of work it is.
  package var kind: WorkKind?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case title, milestone, specialties, role, priority, goal, fulfills, depends, text, acceptance, issue, kind
  }

  /// A draft that says nothing yet.
  package init() {}
}
