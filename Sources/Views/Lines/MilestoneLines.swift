import CommandLine
package import MissionCore

/// Milestones as lines for people.
package enum MilestoneLines {
  /// A line for each: name, state, tasks, title.
  package static func lines(_ milestones: [Milestone], of mission: Mission) -> [String] {
    Columns.lines(
      milestones.map { milestone in
        let items = mission.items.values.filter { $0.milestone == milestone.id }
        return [
          milestone.id, milestone.state.word, "\(items.count(where: \.isDone))/\(items.count)",
          milestone.title.printable(limit: 200),
        ]
      })
  }
}
