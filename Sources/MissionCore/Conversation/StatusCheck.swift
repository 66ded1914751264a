/// A mission's word about where it stands, as a check run on a pull request's head.
package struct StatusCheck: Hashable, Sendable, Codable {
  /// The check's name.
  package static let name = "Signalbox"
  /// How the identity we give a check run (`external_id`) begins.
  package static let identityStart = "signalbox:mission:"

  /// Whose it is.
  package let mission: Identifier<Mission>
  /// On which pull request.
  package let pullRequest: PullRequestReference
  /// On which commit.
  package let head: String
  /// The check run to edit; nil when it has to be found, or to be made.
  package let run: Int?
  /// Whether all that it reports about is done. It never fails: it only says what others found.
  package let isPassing: Bool
  /// One line.
  package let title: String
  /// What it says, in Markdown.
  package let text: String

  /// One with its parts.
  package init(
    mission: Identifier<Mission>, pullRequest: PullRequestReference, head: String, run: Int?, isPassing: Bool,
    title: String, text: String
  ) {
    self.mission = mission
    self.pullRequest = pullRequest
    self.head = head
    self.run = run
    self.isPassing = isPassing
    self.title = title
    self.text = text
  }

  /// Makes it findable again.
  package var identity: String { "\(Self.identityStart)\(mission)" }
}

extension StatusCheck {
  /// The same report at its new place.
  func following(_ move: ReferenceMove) -> StatusCheck {
    StatusCheck(
      mission: mission, pullRequest: move.moved(pullRequest), head: head, run: run, isPassing: isPassing, title: title,
      text: text)
  }
}
