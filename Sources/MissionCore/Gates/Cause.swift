/// One reason for a fix task, with everything its reader needs.
package struct Cause: Hashable, Sendable, Codable {
  /// The identity by which the same reason is recognised across pushes, deliveries and polls.
  package var key: Key
  /// One line that names it, built by us from short untrusted parts.
  package var title: String
  /// The page with its details.
  package var link: String?
  /// What GitHub's user or bot wrote, untrusted, to be quoted only.
  package var quoted: String?
  /// How bad a bot calls it, in the bot's word; nil where there is no such thing.
  package var severity: String?
  /// The review thread and the comment in it that it is about; nil where it is about none.
  package var thread: ThreadMark?
  /// Further threads that say the same; nil where there are none.
  package var furtherThreads: [ThreadMark]?
  /// GitHub's number of the check run that failed; nil for what is no check run, and where that was not told.
  package var run: Int?
  /// The head it was given to a fix on; nil before that.
  package var head: String?
  /// Since when we know it: the start of the fetch or the arrival of the event that told.
  package var observedAt: Timestamp

  /// One with its parts.
  package init(
    key: Key, title: String, link: String? = nil, quoted: String? = nil, severity: String? = nil,
    thread: ThreadMark? = nil, observedAt: Timestamp
  ) {
    self.key = key
    self.title = title
    self.link = link
    self.quoted = quoted
    self.severity = severity
    self.thread = thread
    self.observedAt = observedAt
  }
}

extension Cause {
  /// All threads it is about.
  var threads: [ThreadMark] { [thread].compactMap { $0 } + (furtherThreads ?? []) }

  /// Whether it is about the thread with this mark.
  func isAbout(_ mark: ThreadMark) -> Bool { threads.contains { $0.means(mark) } }
}
