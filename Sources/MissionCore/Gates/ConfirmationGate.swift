extension Gate {
  /// What an author names without its address may be an issue: until GitHub has said so, the result is not complete.
  static let confirmation: Gate = .init("confirmation", holdsFrom: [.merge, .completion]) { mission, item, _ in
    // A webhook's word that it is over passes no gate before GitHub has shown that it is the item's at all.
    let over = item.namings.map(\.reference).filter { reference in
      item.pullRequests.contains(reference) && mission.pullRequests[reference]?.state.isOver ?? false
    }
    return item.unconfirmed.map { asking(whether: $0, "a pull request") }
      + over.map { asking(whether: $0, "the work of this item") }
  }

  private static func asking(whether reference: PullRequestReference, _ what: String) -> Standing {
    Standing(
      .confirmation, .waits("GitHub is being asked whether \(reference) is \(what)"), about: reference,
      word: "GitHub's word on \(reference)")
  }
}
