/// What a work item remembers of a cause that was given to a fix task.
package struct CauseHistory: Hashable, Sendable, Codable {
  /// How many fixes for it have ended, well or badly.
  package var attempts = 0
  /// The head its last fix was made for.
  package var head: String?
}
