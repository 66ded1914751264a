extension Conversation {
  /// Something of ours on GitHub that is edited in place: a comment, or a check run.
  struct Posting: Hashable, Sendable, Codable {
    /// GitHub's number of it, once it is known.
    var number: Int?
    /// The commit a check run stands on.
    var head: String?
    /// What stands there, as a digest.
    var written: String?
    var writtenAt: Timestamp?
    /// The action that is to write it anew.
    var action: Identifier<PendingAction>?
    /// GitHub's refusal of the last try, and when that was.
    var refusal: String?
    var refusedAt: Timestamp?

    private enum CodingKeys: String, CodingKey {
      case number, head, written, writtenAt, refusal, refusedAt
      case action = "errand"
    }
  }
}

extension Conversation.Posting {
  /// How a text is known again.
  static func digest(_ text: String) -> String { String(text.digest, radix: 16) }

  /// It stands there now: GitHub's number of it where it is known.
  mutating func noteWritten(_ text: String, as newNumber: Int?, at now: Timestamp) {
    number = newNumber ?? number
    written = Self.digest(text)
    writtenAt = now
    action = nil
    refusal = nil
    refusedAt = nil
  }

  /// GitHub refused it.
  mutating func noteRefused(_ reason: String, at now: Timestamp) {
    action = nil
    refusal = reason
    refusedAt = now
  }
}

extension StatusCheck {
  /// Everything that would have to be written anew when it changes.
  var written: String { "\(head) \(isPassing) \(title)\n\(text)" }
}
