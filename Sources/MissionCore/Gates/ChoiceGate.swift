extension Gate {
  /// Where people who may write have made pull requests of their own for an item, a person says which count before any
  /// of them is taken for its result.
  static let choice: Gate = .init("choice", holdsFrom: [.merge, .completion]) { mission, item, _ in
    guard let need = mission.choiceNeed(of: item), item.rivals.contains(where: \.isTrusted) else { return [] }
    return [Standing(.choice, need, word: "a person's word on which pull request counts")]
  }
}

extension Mission {
  /// What a person is asked about an item's rivals; nil where it has none.
  func choiceNeed(of item: WorkItem) -> Verdict? {
    guard let first = item.rivals.first else { return nil }
    let rivals = item.rivals.map { "\($0.reference) by \(UntrustedText.line($0.author, limit: 60))" }
    let verb = rivals.count == 1 ? "says" : "say"
    return .needsPerson(
      "pull request \(rivals.joined(separator: ", ")) \(verb) that it closes its issue, beside "
        + "\(item.pullRequests.map(\.description).joined(separator: ", ")): which counts?",
      remedy:
        "'mission note ID \"use #\(first.reference.number)\"' or '/signalbox use #\(first.reference.number)' lets "
        + "one count alone; or close the other on GitHub")
  }
}
