package import MissionCore

/// Who does something, and when: what every change of the sandbox's state is told.
package struct Act: Sendable, Equatable {
  /// The login of the person or bot.
  package var actor: String
  /// The time the change carries.
  package var now: Timestamp

  /// Somebody does something now.
  package init(by actor: String, at now: Timestamp) {
    self.actor = actor
    self.now = now
  }
}
