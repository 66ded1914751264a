extension Mission {
  /// What an author names without its address may be an issue: until GitHub has said so, the result is not complete.
  func confirmationGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    let unconfirmed = item.unconfirmed.map { reference in
      Standing(.confirmation(reference), .waits("GitHub is being asked whether \(reference) is a pull request"))
    }
    // A webhook's word that it is over passes no gate before GitHub has shown that it is the item's at all.
    let over = item.namings.map(\.reference).filter {
      item.pullRequests.contains($0) && pullRequests[$0]?.state.isOver ?? false
    }
    return unconfirmed
      + over.map { Standing(.confirmation($0), .waits("GitHub is being asked whether \($0) is the work of this item")) }
  }
}
