/// The parts of a prompt that say what the work is for, who the agent is, and where the work is.
extension Mission {
  /// The most characters of an operator's file that a prompt holds.
  private static var fileLimit: Int { 8_000 }
  /// How many of the mission's items a prompt names.
  private static var shownItems: Int { 12 }
  /// How many learnings a prompt holds, and the most characters of each.
  private static var shownLearnings: (count: Int, limit: Int) { (15, 500) }

  /// The mission, and what the item is a part of.
  func goal(of item: WorkItem) -> String {
    let all = orderedItems
    var text = "## Mission\n\nMission \(id): it is complete when all of this is done."
    if let milestone = item.milestone {
      text += " This work belongs to the milestone\n\n\(UntrustedText.quoted(UntrustedText.line(milestone)))"
    }
    let lines = all.prefix(Self.shownItems).map { other in
      let place = other.issue.map { "\($0) " } ?? ""
      let mark = other.id == item.id ? "this work" : other.isDone ? "done" : "not done yet"
      return "> \(place)\(UntrustedText.line(other.title, limit: 120)) (\(mark))"
    }
    text += "\n\n" + lines.joined(separator: "\n")
    return all.count > lines.count ? text + "\n\nAnd \(all.count - lines.count) more." : text
  }

  /// What the agent's role asks of it.
  func skill(_ context: PromptContext) -> String { section("Your role", context.skill) }

  /// The repository's rules.
  func houseRules(_ context: PromptContext) -> String { section("House rules (AGENTS.md)", context.houseRules) }

  /// What finished work taught, newest first: of work with a goal, a milestone or a specialty in common, and what names
  /// none.
  func learnings(_ context: PromptContext, for item: WorkItem) -> String {
    let (count, limit) = Self.shownLearnings
    let topics = Set(Learning.topics(of: item))
    let told = context.learnings.filter { entry in
      let about = Learning.topics(in: entry)
      return topics.isEmpty || about.isEmpty || !about.isDisjoint(with: topics)
    }
    let shown = told.prefix(count).map { "> - \(UntrustedText.line($0, limit: limit))" }
    return shown.isEmpty ? "" : "## Learnings (newest first)\n\n" + shown.joined(separator: "\n")
  }

  /// Where the work is: clone address, base branch, branch.
  func place(of item: WorkItem) -> String {
    let open = openPullRequest(of: item)
    guard let (repository, page) = page(of: item) else { return "" }
    var lines = ["- Repository: \(repository), to be cloned from \(page).git"]
    let other = open?.snapshot?.defaultBranch.flatMap { $0 == open?.base ? nil : $0 }
    let usual = other.map { " (the default branch is \(named($0)))" }
    lines.append("- Base branch: " + (open?.base.map(named) ?? "the repository's default branch") + (usual ?? ""))
    if let branch = open?.snapshot?.headBranch {
      lines.append("- Branch: \(named(branch)); the work goes on there")
    } else if let issue = item.issue {
      lines.append("- Branch: one of your own, best named `signalbox/\(issue.number)-…`")
    }
    return "## Where\n\n" + lines.joined(separator: "\n")
  }

  /// The address that the item's pull request has, or will have: of one that is still to be opened nobody knows the
  /// number. It stands in a command, so it is made of what is known to hold nothing that a shell reads, not of GitHub's
  /// words.
  func pullRequestAddress(of item: WorkItem) -> String {
    let number = openPullRequest(of: item).map { String($0.reference.number) } ?? "N"
    return page(of: item).map { "\($0.page)/pull/\(number)" } ?? "URL"
  }

  private func openPullRequest(of item: WorkItem) -> PullRequestFacts? {
    item.pullRequests.compactMap { pullRequests[$0] }.first { !$0.state.isOver }
  }

  /// The repository that the work is in, and its page.
  private func page(of item: WorkItem) -> (repository: RepositoryName, page: String)? {
    let open = openPullRequest(of: item)
    guard let repository = open?.reference.repository ?? home(of: item) else { return nil }
    let pages = [open?.snapshot?.url, item.issue.flatMap { issues[$0]?.facts?.url }].compactMap { $0 }
    let host = pages.lazy.compactMap(webAddress).compactMap(Self.origin).first ?? "https://github.com"
    return (repository, "\(host)/\(repository)")
  }

  /// A branch's name as code, if it is a name that git takes and nothing else: others choose it.
  private func named(_ branch: String) -> String {
    let isPlain =
      branch.utf8.count <= 200
      && branch.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && scalar.value > 0x20 && scalar.value != 0x7F && scalar != "`"
      }
    return isPlain ? "`\(branch)`" : "that of the pull request"
  }

  /// `https://host` of an address; nil where its host is none that a name server or a port could be meant by.
  private static func origin(of address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, !parts[2].isEmpty,
      parts[2].utf8.allSatisfy({ $0.isLetterOrDigit || [ASCII.hyphen, ASCII.period, ASCII.colon].contains($0) })
    else { return nil }
    return parts.prefix(3).joined(separator: "/")
  }

  private func section(_ title: String, _ text: String?) -> String {
    guard let text else { return "" }
    let visible = UntrustedText.visible(text, limit: Self.fileLimit)
    return visible.isEmpty ? "" : "## \(title)\n\n\(visible)"
  }
}
