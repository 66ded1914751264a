import MissionCore

/// A task as a member of a sorted set: `task:mission`.
struct TaskMember: Hashable {
  var task: Identifier<WorkTask>
  var mission: Identifier<Mission>

  init(task: Identifier<WorkTask>, mission: Identifier<Mission>) {
    self.task = task
    self.mission = mission
  }

  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let task = Identifier<WorkTask>(String(parts[0])),
      let mission = Identifier<Mission>(String(parts[1]))
    else { return nil }
    self.init(task: task, mission: mission)
  }

  var text: String { "\(task):\(mission)" }
}
