/// A mission's word about where it stands, in its own comment on an issue or a pull request.
package struct StatusComment: Hashable, Sendable, Codable {
  /// How every comment of a mission begins; nobody sees it.
  package static let markerStart = "<!-- signalbox:mission:"

  /// Whose it is.
  package let mission: Identifier<Mission>
  /// Where it stands.
  package let target: IssueReference
  /// The comment to edit; nil when it has to be found by its marker, or to be written.
  package let comment: Int?
  /// Since when it may be there.
  package let since: Timestamp
  /// What it says, in Markdown.
  package let text: String

  /// One with its parts.
  package init(mission: Identifier<Mission>, target: IssueReference, comment: Int?, since: Timestamp, text: String) {
    self.mission = mission
    self.target = target
    self.comment = comment
    self.since = since
    self.text = text
  }

  /// Makes it findable again: with our account's name, the proof that a comment is this mission's.
  package var marker: String { "\(Self.markerStart)\(mission) -->" }

  /// The comment's whole text.
  package var body: String { "\(marker)\n\(text)" }
}

extension StatusComment {
  /// The same report at its new place.
  func following(_ move: ReferenceMove) -> StatusComment {
    StatusComment(mission: mission, target: move.moved(target), comment: comment, since: since, text: text)
  }
}
