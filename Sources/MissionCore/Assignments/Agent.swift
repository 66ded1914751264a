/// An agent that takes tasks.
public struct Agent: Hashable, Sendable {
  /// Its identity.
  public let id: Identifier<Agent>
  /// The name it registered under.
  public var name: String
  /// The role it was registered with; its name where none was given.
  public var role: String
  /// What else it is good at, in lower case.
  public var specialties: [String]
  /// What it is doing.
  public var state: State
  /// When it was registered.
  public var registeredAt: Timestamp
  /// When it last gave a sign of life.
  public var lastHeartbeat: Timestamp
  /// When it last took or finished a task: the longest idle goes first among equals.
  public var lastActiveAt: Timestamp
  /// How many tasks it has finished.
  public var tasksCompleted: Int

  /// What an agent is doing.
  public enum State: Hashable, Sendable {
    /// Free for the next task.
    case idle
    /// Holds a task of a mission.
    case busy(task: Identifier<WorkTask>, mission: Identifier<Mission>)
    /// Let a lease end; gets nothing until it shows up again.
    case lost
    /// A state another tool wrote (paused, draining, stopped, error): gets nothing.
    case unavailable(String)
  }

  /// All fields.
  public init(
    id: Identifier<Agent>, name: String, role: String, specialties: [String], state: State, registeredAt: Timestamp,
    lastHeartbeat: Timestamp, lastActiveAt: Timestamp, tasksCompleted: Int
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
  }

  /// The lane its role puts it in.
  public var lane: Lane { Lane(role: role) }

  /// Whether it may be given tasks, now or when it is free.
  public var isAlive: Bool {
    switch state {
    case .idle, .busy: true
    case .lost, .unavailable: false
    }
  }
}
