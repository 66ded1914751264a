public import MissionCore

/// How many there are of everything in a town.
public struct TownCounts: Sendable, Equatable {
  /// Signals that wait or are being handled.
  public let signals: Int
  /// Signals that could not be handled.
  public let deadLetters: Int
  /// Missions that are not over.
  public let activeMissions: Int
  /// All missions.
  public let missions: Int
  /// All agents.
  public let agents: Int
  /// Tasks that may still be worked on.
  public let openTasks: Int
  /// Things that are due at some time.
  public let dueWork: Int
  /// Records that cannot be read.
  public let unreadable: Int
  /// When the oldest signal was accepted; nil when none waits.
  public let oldestSignalAt: Timestamp?
}
