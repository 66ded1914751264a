/// How many there are of everything in a town at one moment, by state as it is called on the wire.
package struct TownCensus: Sendable {
  /// Missions that are not over.
  package var missions: [String: Int] = [:]
  /// Work items of those missions.
  package var workItems: [String: Int] = [:]
  /// Their watches, by status.
  package var watches: [String: Int] = [:]
  /// Their tasks.
  package var tasks: [String: Int] = [:]
  /// All agents.
  package var agents: [String: Int] = [:]
  /// What waits for a person, by what it is about.
  package var helpRequests: [String: Int] = [:]
  /// How long the oldest task has waited for an agent to take it, in seconds; 0 without one.
  package var oldestUntakenSeconds = 0

  /// An empty town.
  package init() {}
}
