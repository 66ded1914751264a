extension Mission {
  /// What a planned item's prompt says before the work itself: the mission, its milestone and goal, what is claimed of
  /// the work, and what was said when it failed before.
  func planParts(of item: WorkItem) -> [String] {
    guard let plan, let details = item.details else { return [] }
    var parts = ["## Mission\n\n" + UntrustedText.quoted(plan.title + (plan.text.isEmpty ? "" : "\n\n" + plan.text))]
    if let milestone = item.milestone.flatMap({ plan.milestone($0) }) {
      let text = milestone.title + (milestone.text.isEmpty ? "" : "\n\n" + milestone.text)
      parts.append("## Milestone \(milestone.id)\n\n" + UntrustedText.quoted(text))
    }
    if let goal = details.goal { parts.append("## Goal\n\n" + UntrustedText.quoted(goal)) }
    if !details.text.isEmpty {
      let title = details.remediates == nil ? "What is to be done" : "Why it failed"
      parts.append("## \(title)\n\n" + UntrustedText.quoted(details.text))
    }
    if !details.acceptance.isEmpty { parts.append("## Accepted when\n\n" + UntrustedText.quoted(details.acceptance)) }
    let claims = details.fulfills.compactMap { plan.assertion($0) }
    if !claims.isEmpty {
      parts.append(
        "## What it must make true\n\n" + claims.prefix(Self.shownClaims).map(Self.claim).joined(separator: "\n"))
    }
    return parts
  }

  /// Everything a validator needs: the contract, what of it is to be checked, and what was done for it.
  func validationPrompt(for task: WorkTask, of id: String, _ way: ReportingWay) -> String {
    guard let plan, let milestone = plan.milestone(id) else { return "" }
    let gated = assertions(gating: id)
    let open = gated.filter { $0.status == .pending }
    var parts = [
      "# Validation of milestone \(id)\n\n\(UntrustedText.quoted(milestone.title))\n\nYou are asked to check whether what this milestone claims is true. You have not worked on it; change nothing, look and try.",
      "## The contract\n\n" + UntrustedText.quoted(plan.contract ?? "", limit: 20_000),
      "## To be checked now\n\n" + open.prefix(Self.shownClaims).map(checked).joined(separator: "\n"),
    ]
    let names = Set(gated.map(\.id))
    let work = plannedItems.filter { !names.isDisjoint(with: $0.details?.fulfills ?? []) }
    parts.append(
      "## The work that claims it\n\n" + work.prefix(Self.shownClaims).map(described).joined(separator: "\n\n"))
    let fail = way.ending("fail", task, ["reason": .text("why")])
    parts.append(
      """
      ## How to report

      \(way.preface)One verdict for each, with what you saw:

          \(way.verdict(task))

      The task ends with the last verdict. If you cannot do it: `\(fail)`.
      """)
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// How many claims and items a prompt shows.
  private static var shownClaims: Int { 200 }

  private static func claim(_ assertion: Assertion) -> String {
    var text = "- \(assertion.id): \(UntrustedText.line(assertion.claim.text, limit: 2_000))"
    if let last = assertion.lastVerdict {
      text += "\n  last: \(last.word.rawValue), \(UntrustedText.line(last.evidence, limit: 1_000))"
    }
    return text
  }

  private func checked(_ assertion: Assertion) -> String {
    let numbers = plannedItems.filter { $0.details?.fulfills.contains(assertion.id) ?? false }
    return Self.claim(assertion) + "\n  claimed by: \(numbers.compactMap { $0.details?.name }.joined(separator: ", "))"
  }

  private func described(_ item: WorkItem) -> String {
    guard let details = item.details else { return "" }
    var lines = ["### Task \(details.name)", "", UntrustedText.quoted(UntrustedText.line(item.title))]
    for reference in item.pullRequests {
      lines.append("- pull request \(reference)" + (pullRequests[reference]?.head.map { " at \($0)" } ?? ""))
    }
    if let proof = details.proof.map({ Proof.readable($0) }) {
      lines += ["", "Proof:", "", UntrustedText.quoted(proof, limit: 2_000)]
    }
    if let summary = details.summary { lines += ["", "Summary:", "", UntrustedText.quoted(summary, limit: 2_000)] }
    return lines.joined(separator: "\n")
  }
}
