/// An agent that takes tasks.
package struct Agent: Hashable, Sendable {
  /// Its identity.
  package let id: Identifier<Agent>
  /// The name it registered under.
  package var name: String
  /// The role it was registered with; its name where none was given.
  package var role: String
  /// What else it is good at, in lower case.
  package var specialties: [String]
  /// What it is doing.
  package internal(set) var state: State
  /// When it was registered.
  package var registeredAt: Timestamp
  /// When it last gave a sign of life.
  package var lastHeartbeat: Timestamp
  /// When it last took or finished a task: the longest idle goes first among equals.
  package var lastActiveAt: Timestamp
  /// How many tasks it has finished.
  package var tasksCompleted: Int
  /// What its runs used together, as far as that was told.
  package internal(set) var usage: RunUsage
  /// How many of its runs told what they used.
  package internal(set) var runs: Int

  /// What an agent is doing.
  package enum State: Hashable, Sendable {
    /// Free for the next task.
    case idle
    /// Holds a task of a mission.
    case busy(task: Identifier<WorkTask>, mission: Identifier<Mission>)
    /// Let a lease end; gets nothing until it shows up again.
    case lost
    /// Has reached a limit of use (quota, billing, spend); gets nothing until then. The reason is untrusted text.
    case parked(until: Timestamp, reason: String)
    /// A state another tool wrote (paused, draining, stopped, error): gets nothing.
    case unavailable(String)
  }

  /// One with its parts.
  package init(
    id: Identifier<Agent>, name: String, role: String, specialties: [String], state: State, registeredAt: Timestamp,
    lastHeartbeat: Timestamp, lastActiveAt: Timestamp, tasksCompleted: Int,
    usage: RunUsage = RunUsage(), runs: Int = 0
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.specialties = specialties
    self.state = state
    self.registeredAt = registeredAt
    self.lastHeartbeat = lastHeartbeat
    self.lastActiveAt = lastActiveAt
    self.tasksCompleted = tasksCompleted
    self.usage = usage
    self.runs = runs
  }

  /// The lane its role puts it in.
  package var lane: Lane { Lane(role: role) }

  /// Whether it may be given tasks, now or when it is free.
  package var isAlive: Bool {
    switch state {
    case .idle, .busy: true
    case .lost, .parked, .unavailable: false
    }
  }
}
