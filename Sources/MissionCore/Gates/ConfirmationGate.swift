extension Mission {
  /// What an author names without its address may be an issue: until GitHub has said so, the result is not complete.
  func confirmationGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    item.unconfirmed.map { reference in
      Standing(.confirmation(reference), .waits("GitHub is being asked whether \(reference) is a pull request"))
    }
  }
}
