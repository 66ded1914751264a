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
    /// Was stopped, or has a state that another tool wrote (paused, draining, error): gets nothing.
    case unavailable(String)

    /// Its worker ended or was stopped, in the word of the published layout.
    package static let stopped = State.unavailable("stopped")
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

extension Agent {
  /// Why it is given nothing, as the rest of a sentence that begins with its name.
  package var absence: String {
    switch state {
    case .idle, .busy, .lost: "is not there"
    case .parked(_, let reason): "is at its usage limit (\(UntrustedText.line(reason)))"
    case .unavailable(let word): "is \(UntrustedText.line(word))"
    }
  }

  /// What brings it back, as a command.
  package var remedyOfAbsence: String {
    switch state {
    case .idle, .busy, .lost: "'signalbox agent heartbeat \(name)' brings it back"
    case .parked: "it is there again when the limit is over; 'signalbox agent register \(name)' says that it is now"
    case .stopped:
      "'signalbox agent restart \(name)', where it was spawned, or 'signalbox agent register \(name)' brings it back"
    case .unavailable: "'signalbox agent register \(name)' brings it back"
    }
  }
}
