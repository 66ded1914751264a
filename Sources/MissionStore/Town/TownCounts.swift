package import MissionCore

/// How many there are of everything in a town.
package struct TownCounts: Sendable, Equatable {
  /// Signals that wait or are being handled.
  package let signals: Int
  /// Signals that could not be handled.
  package let deadLetters: Int
  /// Missions that are not over.
  package let activeMissions: Int
  /// All missions.
  package let missions: Int
  /// All agents.
  package let agents: Int
  /// Tasks that may still be worked on.
  package let openTasks: Int
  /// Things that are due at some time.
  package let dueWork: Int
  /// Records that cannot be read.
  package let unreadable: Int
  /// When the oldest signal was accepted; nil when none waits.
  package let oldestSignalAt: Timestamp?
}
