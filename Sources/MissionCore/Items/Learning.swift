/// What the agents of later work should know of a finished item.
package struct Learning: Hashable, Sendable, Codable {
  /// The item.
  package let item: Identifier<WorkItem>
  /// How people name it: `003`, or its issue.
  package let name: String
  /// Its title, untrusted text.
  package let title: String
  /// Who did it, by name.
  package let agent: String
  /// What there is to know, untrusted text.
  package let summary: String
  /// Whether the item only found something out.
  package let isResearch: Bool
  /// When the item was finished.
  package let at: Timestamp
  /// What the item belongs to: its goal, milestone and specialties, as ``topic(_:)`` spells them; nil where an earlier
  /// version left it.
  package let topics: [String]?

  /// What a library's entry ends in, so that it is shown to those whose work has one of its topics; empty without any.
  package var topicMark: String {
    guard let topics, !topics.isEmpty else { return "" }
    return " \(Self.markStart)\(topics.joined(separator: "; ")) -->"
  }

  private static let markStart = "<!-- about: "

  /// A topic in a form that stands in one line and ends no comment: letters and digits, everything else a blank.
  static func topic(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// What an item belongs to.
  static func topics(of item: WorkItem) -> [String] {
    let words = [item.details?.goal, item.milestone].compactMap { $0 } + (item.details?.specialties ?? [])
    return Set(words.map(topic)).subtracting([""]).sorted()
  }

  /// The topics that an entry of the library names; none where somebody wrote it by hand.
  static func topics(in entry: String) -> Set<String> {
    // The mark stands at the end: what a summary says before it is no mark.
    guard let start = entry.split(separator: markStart, omittingEmptySubsequences: false).dropFirst().last,
      let list = start.split(separator: "-->", maxSplits: 1, omittingEmptySubsequences: false).first
    else { return [] }
    return Set(list.split(separator: ";").map { topic(String($0)) }).subtracting([""])
  }
}

extension Mission {
  /// What a finished item leaves behind; nil where its agent said nothing of the kind.
  func learning(of item: WorkItem, _ turn: Turn) -> Learning? {
    let reports = tasks.of(item.id).sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }.compactMap { task in
      if case .completed(let report) = task.state, !task.isReview { (task, report.summary) } else { nil }
    }
    guard let (task, text) = reports.last(where: { $0.1?.contains { !$0.isWhitespace } == true }), let summary = text
    else { return nil }
    let agent = (task.lastHolder ?? item.author).map { turn.roster.name(of: $0) } ?? "unknown"
    return Learning(
      item: item.id, name: item.details?.name ?? item.issue?.description ?? String(item.id.text.prefix(8)),
      title: item.title, agent: agent, summary: summary, isResearch: item.kind == .research, at: turn.now,
      topics: Learning.topics(of: item))
  }
}
