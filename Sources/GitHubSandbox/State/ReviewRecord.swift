package import MissionCore

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

  package var id: Int
  package var author: String
  package var state: State
  package var body: String
  package var commit: String
  package var submittedAt: Timestamp
}
