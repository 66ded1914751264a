import MissionCore

/// What a changing command answers where nothing else is fixed.
struct DoneDocument: Encodable, Sendable {
  /// The mission it was about.
  var mission: Identifier<Mission>?
  /// What was done, in a sentence.
  let message: String
}
