/// What files beside the mission say to an agent: the shell reads them and hands them over with the task.
package struct PromptContext: Hashable, Sendable {
  /// What the agent's role asks of it, as the operator wrote it; nil where there is no such file.
  package var skill: String?
  /// The rules of the house: the repository's `AGENTS.md`; nil where there is none.
  package var houseRules: String?
  /// What finished work taught, newest first.
  package var learnings: [String]

  /// One with its parts.
  package init(skill: String? = nil, houseRules: String? = nil, learnings: [String] = []) {
    self.skill = skill
    self.houseRules = houseRules
    self.learnings = learnings
  }
}
