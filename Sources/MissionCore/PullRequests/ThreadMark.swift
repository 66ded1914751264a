/// A review thread together with the last thing that was asked in it: what an answer answers.
package struct ThreadMark: Hashable, Sendable {
  /// GitHub's node identity of the thread; nil where only the comment is known, as webhooks tell it.
  package let thread: String?
  /// GitHub's identity of the comment; empty where the thread has none.
  package let comment: String

  /// A mark with its parts.
  package init(thread: String?, comment: String) {
    self.thread = thread
    self.comment = comment
  }

  /// Whether it is a mark of the same comment: a webhook tells the comment and not its thread.
  func means(_ other: ThreadMark) -> Bool {
    self == other || comment == other.comment && (thread == nil || other.thread == nil)
  }
}

extension ThreadMark: Codable, CustomStringConvertible {
  /// The form in the records: the thread, a colon, the comment. GitHub's identities hold no colon.
  package var description: String { "\(thread ?? ""):\(comment)" }

  /// Reads the form in the records; nil for what has no colon.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    thread = colon == text.startIndex ? nil : String(text[..<colon])
    comment = String(text[text.index(after: colon)...])
  }

  /// Reads the form in the records.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = Self(text) ?? ThreadMark(thread: text, comment: "")
  }

  /// Writes the form in the records.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
