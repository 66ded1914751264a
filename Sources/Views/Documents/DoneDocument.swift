package import MissionCore

/// What a changing command answers where nothing else is fixed.
package struct DoneDocument: Encodable, Sendable {
  /// The mission it was about.
  package var mission: Identifier<Mission>?
  /// What was done, in a sentence.
  package let message: String

  /// One with its parts.
  package init(mission: Identifier<Mission>? = nil, message: String) {
    self.mission = mission
    self.message = message
  }
}
