/// A reaction as the receipt of a command; the raw values are GitHub's
/// (https://docs.github.com/en/rest/reactions/reactions).
package enum Reaction: String, Hashable, Sendable, Codable {
  /// It was carried out.
  case thumbsUp = "+1"
  /// It was seen; the answer is in the mission's comment.
  case eyes
  /// It was not understood, or could not be carried out.
  case confused
}
