package import MissionCore

/// What somebody asks for on GitHub: a mission, or that one stops.
package enum StartWish: Sendable, Equatable, Codable {
  /// This comment orders a start.
  case comment(CommandComment)
  /// The label was put on, or taken off.
  case label(IssueReference, isOn: Bool, by: Account, delivery: String)

  /// What asks for it: the same wish always has the same.
  package var name: String {
    switch self {
    case .comment(let comment): "comment \(comment.id) of \(comment.target.repository)"
    case .label(_, _, _, let delivery): "label \(delivery)"
    }
  }
}
