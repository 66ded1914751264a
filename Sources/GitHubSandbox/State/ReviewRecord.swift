import MissionCore

/// One review of a pull request.
package struct ReviewRecord: Sendable, Equatable {
  /// A review's verdict; the raw values are those of GitHub's API, webhooks spell them in lower case.
  package enum State: String, Sendable {
    case approved = "APPROVED"
    case changesRequested = "CHANGES_REQUESTED"
    case commented = "COMMENTED"
    case dismissed = "DISMISSED"
    case pending = "PENDING"

    /// Whether it is an opinion for or against merging, or the withdrawal of one.
    package var isOpinion: Bool { self == .approved || self == .changesRequested || self == .dismissed }
  }

  var id: Int
  var author: String
  var state: State
  var body: String
  var commit: String
  var submittedAt: Timestamp
}
