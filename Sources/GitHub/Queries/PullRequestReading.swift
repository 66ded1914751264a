import MissionCore

/// One pull request while it is read: what the first answer said, and the pages that followed.
struct PullRequestReading {
  /// Where it stands now: its repository may have been renamed since it was written down.
  let reference: PullRequestReference
  private let startedAt: Timestamp
  private let facts: PullRequestNode.Facts
  private let defaultBranch: String?
  private let stackedOn: PullRequestReference?
  private var checkedCommit: String?
  private let headCommittedAt: Timestamp?
  private var botReviews: [ReviewFact]?
  private var botReactions: [ReactionFact]?
  private var checks = PageReading<CheckFact>()
  private let rollUp: String?
  private let suites: [SuiteNode]
  private let hasAllSuites: Bool
  private var reviews = PageReading<ReviewFact>()
  private var threads = PageReading<ReviewThreadFact>()
  private var comments = PageReading<CommentFact>()
  private var rules = PageReading<PullRequestSnapshot.RequiredCheck>()
  private var protection: Protection
  private var cutThreads: [String] = []
  private var unreadThreads: [String] = []

  /// What is known of the base branch's classic protection: the two places that tell are visible to different accounts.
  private struct Protection {
    var rule: ProtectionNode?
    var updateRule: UpdateRuleNode?
    var isRuleUnreadable = false
    var isUpdateRuleUnreadable = false

    /// Whether one of the two told all, or both said that there is none.
    var isKnown: Bool {
      if isRuleUnreadable { return updateRule != nil }
      return rule != nil || !isUpdateRuleUnreadable
    }
  }

  /// Begins with the first answer; the paths are those of its errors, below the pull request.
  init(
    _ reference: PullRequestReference, node: PullRequestNode, defaultBranch: String?, errorPaths: [ArraySlice<String>],
    startedAt: Timestamp
  ) {
    self.reference = reference
    self.defaultBranch = defaultBranch
    stackedOn = node.listings.baseRef?.associatedPullRequests?.values.last.flatMap {
      PullRequestReference(repository: reference.repository, number: $0.number.value)
    }
    self.startedAt = startedAt
    facts = node.facts
    protection = Protection(
      rule: node.listings.baseRef?.branchProtectionRule, updateRule: node.listings.baseRef?.refUpdateRule)
    let head = node.listings.commits?.values.last?.commit
    checkedCommit = head?.oid.sha
    rollUp = head?.statusCheckRollup?.state?.lowercased().capped(at: TextLimit.title)
    suites = head?.checkSuites?.values ?? []
    hasAllSuites = !(head?.checkSuites?.hasHoles ?? false)
    headCommittedAt = head?.oid.sha == node.facts.headRefOid.sha ? head?.committedDate?.timestamp : nil
    if let reviews = node.listings.lastReviews, !reviews.hasHoles {
      botReviews = reviews.values.map(\.fact).filter(\.reviewer.isBot)
    }
    botReactions = node.listings.reactions?.values.compactMap(\.fact)
    addChecks(head)
    addReviews(node.listings)
    addThreads(node.listings)
    addComments(node.listings)
    addRules(node.listings)
    note(errorPaths)
  }

  /// The pages that are still to be read.
  var pages: PullRequestPages {
    PullRequestPages(
      checks: checks.cursor, reviews: reviews.cursor, threads: threads.cursor, comments: comments.cursor,
      rules: rules.cursor)
  }

  /// The threads of which no comment was read yet.
  var threadsToOpen: [String] { unreadThreads }

  /// Takes in the first comments of threads. What a thread is about is not known without them: one that was not
  /// answered is left out, and leaves the list incomplete.
  mutating func openThreads(_ firstComments: [String: ThreadsAnswer.Thread]) {
    for id in unreadThreads {
      guard let index = threads.elements.firstIndex(where: { $0.id == id }) else { continue }
      guard let comments = firstComments[id]?.comments, !comments.hasHoles else {
        threads.remove(at: index)
        continue
      }
      var opened = threads.elements[index]
      opened.comments = comments.values.map(\.fact)
      threads.replace(at: index, with: opened)
      if (comments.totalCount ?? 0) > opened.comments.count { cutThreads.append(id) }
    }
    unreadThreads = []
  }

  /// The threads of which only the first comments were read.
  var threadsToFinish: [String] { cutThreads }

  /// Takes in the answer to the query for these pages.
  mutating func add(_ listings: ListingsNode, of pages: PullRequestPages, errorPaths: [ArraySlice<String>]) {
    if pages.checks != nil {
      let head = listings.commits?.values.last?.commit
      // The head moved between two pages: what was read is of two commits.
      if head?.oid.sha == checkedCommit { addChecks(head) } else { checks.damage() }
    }
    if pages.reviews != nil { addReviews(listings) }
    if pages.threads != nil { addThreads(listings) }
    if pages.comments != nil { addComments(listings) }
    if pages.rules != nil { addRules(listings) }
    note(errorPaths)
  }

  /// Takes in the last comments of long threads; a thread that was not answered leaves the list incomplete.
  mutating func finishThreads(_ lastComments: [String: [CommentFact]]) {
    for (index, thread) in threads.elements.enumerated() where cutThreads.contains(thread.id) {
      guard let last = lastComments[thread.id] else {
        threads.damage()
        continue
      }
      var finished = thread
      let known = Set(thread.comments.map(\.id))
      finished.comments += last.filter { !known.contains($0.id) }
      threads.replace(at: index, with: finished)
    }
    cutThreads = []
  }

  /// What was read.
  var snapshot: PullRequestSnapshot {
    let body = (facts.body ?? "").capped(at: TextLimit.body)
    let branch = facts.headRefName.capped(at: TextLimit.title)
    let conversation = comments.listing()
    return PullRequestSnapshot(
      reference: reference, title: (facts.title ?? "").capped(at: TextLimit.title),
      url: facts.url?.asPageAddress ?? "", author: ActorNode.account(facts.author),
      state: PullRequestSnapshot.State(state: facts.state, isMerged: facts.merged ?? false), isDraft: facts.isDraft,
      head: facts.headRefOid.sha, headBranch: branch, base: facts.baseRefName.capped(at: TextLimit.title),
      mergeability: PullRequestSnapshot.Mergeability(word: facts.mergeable),
      mergeState: facts.mergeStateStatus.lowercased().capped(at: TextLimit.title), checkedCommit: checkedCommit,
      checks: checksAndSuites, rollUp: rollUp, requiredChecks: requiredChecks, reviews: reviews.listing(),
      threads: threads.listing(),
      botComments: .init(conversation.elements.filter(\.author.isBot), isComplete: conversation.isComplete),
      botReviews: botReviews, botReactions: botReactions, headCommittedAt: headCommittedAt,
      closes: closes(body: body, branch: branch),
      mergeQueue: facts.mergeQueue,
      reviewDecision: facts.reviewDecision?.lowercased().capped(at: TextLimit.title),
      mergeCommit: facts.mergeCommit?.oid.sha,
      defaultBranch: defaultBranch?.capped(at: TextLimit.title), stackedOn: stackedOn,
      openedAt: facts.createdAt?.timestamp, closedAt: facts.closedAt?.timestamp,
      updatedAt: facts.updatedAt.timestamp, startedAt: startedAt)
  }
}

extension PullRequestReading {
  private mutating func addChecks(_ head: ListingsNode.CommitNode.Commit?) {
    guard let head else { return checks.damage() }
    guard let rollup = head.statusCheckRollup else { return checks.finishEmpty() }
    checks.add(rollup.contexts) { [$0.fact] }
  }

  /// The checks, and the suites that have none to show for them: neither a run nor a newer suite of the same workflow,
  /// or of the same app where it is no workflow's.
  private var checksAndSuites: PullRequestSnapshot.Listing<CheckFact> {
    var listing = checks.listing(isCounted: true)
    guard hasAllSuites else {
      listing.isComplete = false
      return listing
    }
    let shown = Set(listing.elements.compactMap(\.suite))
    for suite in suites {
      guard let fact = suite.fact, let id = fact.suite, !shown.contains(id) else { continue }
      let isReplaced = suites.contains { other in
        guard let otherID = other.databaseId?.value, otherID > id, other.app?.slug == suite.app?.slug else {
          return false
        }
        return other.workflowRun?.workflow?.databaseId?.value == fact.workflow
          && other.workflowRun?.event == suite.workflowRun?.event
      }
      if !isReplaced { listing.elements.append(fact) }
    }
    return listing
  }

  private mutating func addReviews(_ listings: ListingsNode) {
    reviews.add(listings.latestOpinionatedReviews) { [$0.fact] }
  }

  private mutating func addThreads(_ listings: ListingsNode) {
    if listings.reviewThreads?.values.contains(where: { $0.comments?.hasHoles ?? false }) ?? false { threads.damage() }
    unreadThreads += (listings.reviewThreads?.values ?? []).filter(\.isUnread).map(\.fact.id)
    cutThreads += (listings.reviewThreads?.values ?? []).filter(\.isCut).map(\.fact.id)
    threads.add(listings.reviewThreads) { [$0.fact] }
  }

  private mutating func addComments(_ listings: ListingsNode) {
    comments.add(listings.comments, isOlder: true) { [$0.fact] }
  }

  private mutating func addRules(_ listings: ListingsNode) {
    rules.add(listings.baseRef?.rules) { $0.required }
  }

  /// An error says that what stands at its path is not the truth but only what was left.
  private mutating func note(_ errorPaths: [ArraySlice<String>]) {
    for path in errorPaths {
      switch path.first {
      case "commits": checks.damage()
      case "latestOpinionatedReviews": reviews.damage()
      case "lastReviews": botReviews = nil
      case "reviewThreads": threads.damage()
      case "comments": comments.damage()
      case "reactions": botReactions = nil
      case "baseRef":
        switch path.dropFirst().first {
        case "branchProtectionRule": protection.isRuleUnreadable = true
        case "refUpdateRule": protection.isUpdateRuleUnreadable = true
        case "associatedPullRequests": break
        default: rules.damage()
        }
      default: break
      }
    }
  }

  private var requiredChecks: PullRequestSnapshot.Listing<PullRequestSnapshot.RequiredCheck> {
    let ruleset = rules.listing()
    var all: [PullRequestSnapshot.RequiredCheck] = []
    for check in ruleset.elements + (protection.rule?.required ?? []) where !all.contains(check) { all.append(check) }
    // The public view repeats the names of the full one without their apps.
    for check in protection.updateRule?.required ?? [] where !all.contains(where: { $0.name == check.name }) {
      all.append(check)
    }
    return .init(all, isComplete: ruleset.isComplete && protection.isKnown)
  }

  private func closes(body: String, branch: String) -> [IssueReference] {
    ClosedIssues.named(
      in: body, branch: branch, repository: reference.repository,
      listed: facts.closingIssuesReferences?.values.compactMap(\.reference))
  }
}
