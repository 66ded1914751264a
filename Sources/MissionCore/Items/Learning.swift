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
      title: item.title, agent: agent, summary: summary, isResearch: item.kind == .research, at: turn.now)
  }
}
