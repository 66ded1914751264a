/// The work of a mission. An item moves here only, along the one table of its life (`WorkItem.mayBecome`).
package struct Items: MissionPart {
  /// The items by identity.
  package private(set) var elements = Elements<Identifier<WorkItem>, WorkItem>()
  /// The items by priority, then age, number, identity: sorted when one of these changes, read many times a turn.
  private var ranked: [Identifier<WorkItem>] = []

  init(_ items: [WorkItem] = []) {
    elements = Elements(items, by: \.id)
    rank()
  }

  private mutating func rank() {
    let places = elements.values.map { ($0.priority, $0.createdAt, $0.details?.number ?? 0, $0.id) }
    ranked = places.sorted { $0 < $1 }.map(\.3)
  }

  /// The items in the order work is taken up: milestone, priority, then age, number, identity.
  func inOrder(of milestones: [Milestone]) -> [WorkItem] {
    let items = ranked.compactMap { elements[$0] }
    guard !milestones.isEmpty else { return items }
    let stages = Dictionary(milestones.map { ($0.id, $0.sequence) }) { first, _ in first }
    let places = items.enumerated().map { (stage: $1.milestone.flatMap { stages[$0] } ?? .max, rank: $0) }
    return places.sorted { $0 < $1 }.map { items[$0.rank] }
  }

  /// The items that were planned by hand or by a lead agent, by number.
  var planned: [WorkItem] {
    elements.values.filter { $0.details != nil }.sorted { ($0.details?.number ?? 0) < ($1.details?.number ?? 0) }
  }

  /// The item that an issue asks for; nil where none does.
  package func item(of issue: IssueReference) -> WorkItem? { elements.values.first { $0.issue == issue } }

  /// The planned item of a number; nil where there is none.
  func item(number: Int) -> WorkItem? { elements.values.first { $0.details?.number == number } }

  // MARK: The plan

  /// Takes in a new item.
  mutating func add(_ item: WorkItem) {
    elements[item.id] = item
    rank()
  }

  /// Takes over what an issue says now. What somebody has begun keeps its kind and its dependencies; true when an item
  /// that nobody has begun became another one.
  mutating func replan(_ id: Identifier<WorkItem>, _ planned: PlannedItem, dependsOn: [Identifier<WorkItem>]) -> Bool {
    guard var item = elements[id] else { return false }
    defer {
      elements[id] = item
      rank()
    }
    item.title = planned.title
    item.priority = planned.priority
    item.milestone = planned.milestone
    guard item.isUntouched else { return false }
    let before = item
    item.kind = planned.kind
    item.ownerRole = planned.ownerRole
    item.dependsOn = dependsOn
    item.outsideDependencies = planned.outsideDependencies
    return item != before
  }

  /// Takes over what a planner writes. What the draft leaves out stays; an empty text takes role, milestone or goal
  /// away.
  mutating func replan(_ id: Identifier<WorkItem>, _ draft: TaskDraft, fulfills: [AssertionID]?) {
    guard var item = elements[id], var details = item.details else { return }
    if let title = draft.title { item.title = title }
    if let kind = draft.kind { item.kind = kind }
    if let role = draft.role { item.ownerRole = role.isEmpty ? nil : role }
    if let priority = draft.priority { item.priority = priority }
    if let milestone = draft.milestone {
      item.milestone = milestone.isEmpty ? nil : milestone
      // What an agent came upon becomes part of the plan by a planner's word.
      if !milestone.isEmpty { details.isOutsideGate = false }
    }
    if let specialties = draft.specialties { details.specialties = specialties }
    if let goal = draft.goal { details.goal = goal.isEmpty ? nil : goal }
    if let fulfills { details.fulfills = fulfills }
    if let text = draft.text { details.text = text }
    if let acceptance = draft.acceptance { details.acceptance = acceptance }
    item.details = details
    elements[id] = item
    rank()
  }

  /// It waits for these. Something that was ready may have to wait again.
  mutating func depend(_ id: Identifier<WorkItem>, on dependencies: [Identifier<WorkItem>], at now: Timestamp) {
    elements[id]?.dependsOn = dependencies
    if elements[id]?.state == .ready { sendBack(id, at: now) }
  }

  /// It belongs to this milestone.
  mutating func move(_ id: Identifier<WorkItem>, to milestone: String) { elements[id]?.milestone = milestone }

  /// It has this number in the mission's plan, and makes these assertions true.
  mutating func number(_ id: Identifier<WorkItem>, _ number: Int, fulfills: [AssertionID]) {
    var details = TaskDetails(number: number)
    details.fulfills = fulfills
    elements[id]?.details = details
    rank()
  }

  /// A milestone goes by another name.
  mutating func rename(milestone: String, to name: String) {
    for id in elements.keys where elements[id]?.milestone == milestone { elements[id]?.milestone = name }
  }

  /// Takes an item out that nobody has begun.
  mutating func remove(_ id: Identifier<WorkItem>) {
    elements[id] = nil
    rank()
  }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) { elements = elements.mapValues { $0.following(move) } }

  // MARK: The life of an item

  /// Nothing it depends on is open any more.
  mutating func promote(_ id: Identifier<WorkItem>, at now: Timestamp) { move(id, to: .ready, at: now) }

  /// Something it depends on is open again, and nobody has begun it.
  mutating func sendBack(_ id: Identifier<WorkItem>, at now: Timestamp) { move(id, to: .pending, at: now) }

  /// A task for it was handed to an agent.
  mutating func assign(_ id: Identifier<WorkItem>, to task: Identifier<WorkTask>, at now: Timestamp) {
    move(id, to: .assigned(task), at: now)
  }

  /// The agent took the task, if the item is assigned to it.
  mutating func begin(_ id: Identifier<WorkItem>, with task: Identifier<WorkTask>, at now: Timestamp) {
    guard case .assigned(task) = elements[id]?.state else { return }
    move(id, to: .running(task), at: now)
  }

  /// A result is there; `reporting` is the task of an author who is still to report on it.
  mutating func submit(_ id: Identifier<WorkItem>, reporting task: Identifier<WorkTask>? = nil, at now: Timestamp) {
    move(id, to: .submitted(reporting: task), at: now)
  }

  /// Its live assignment was cancelled, or is to go to another agent.
  mutating func giveBack(_ id: Identifier<WorkItem>, at now: Timestamp) {
    guard let item = elements[id] else { return }
    switch item.state {
    case .assigned, .running: move(id, to: item.hasResult ? .submitted(reporting: nil) : .ready, at: now)
    case .submitted: move(id, to: .submitted(reporting: nil), at: now)
    case .pending, .ready, .held, .done: break
    }
  }

  /// Its work failed: it is tried again, unless that was so often enough.
  mutating func noteWorkFailure(
    of id: Identifier<WorkItem>, because reason: String, allowed: Int, at now: Timestamp
  ) {
    guard let item = elements[id] else { return }
    elements[id]?.workFailures += 1
    if item.workFailures + 1 >= allowed {
      move(id, to: .held(.exhausted(reason)), at: now)
    } else {
      // What was handed in may just have turned out to be no work.
      move(id, to: item.pullRequests.isEmpty ? .ready : .submitted(reporting: nil), at: now)
    }
  }

  /// It cannot go on without a person.
  mutating func hold(_ id: Identifier<WorkItem>, for hold: WorkItem.Hold, at now: Timestamp) {
    move(id, to: .held(hold), at: now)
  }

  /// What held it is gone.
  mutating func release(_ id: Identifier<WorkItem>, at now: Timestamp) {
    guard let item = elements[id], case .held = item.state else { return }
    move(id, to: item.stateAfterHold, at: now)
  }

  /// It is finished.
  mutating func finish(_ id: Identifier<WorkItem>, _ resolution: WorkItem.Resolution, at now: Timestamp) {
    move(id, to: .done(resolution), at: now)
    elements[id]?.unconfirmed = []
    elements[id]?.namings = []
    elements[id]?.rivals = []
  }

  /// What closed its issue was the merge of its pull request: the same end, told in full.
  mutating func noteMerged(_ id: Identifier<WorkItem>) {
    guard let item = elements[id], item.state == .done(.issueClosed) else { return }
    // Nothing was worked on: what was checked since still holds.
    move(id, to: .done(.merged), at: item.updatedAt)
  }

  /// Its issue was opened again: nothing that was judged in the finished round counts in the next, and what was merged
  /// or closed belongs to the finished one.
  mutating func reopen(_ id: Identifier<WorkItem>, without over: [PullRequestReference], at now: Timestamp) {
    move(id, to: .pending, at: now)
    forgiveAttempts(of: id)
    elements[id]?.review = .open
    elements[id]?.submissions = 0
    drop(over, from: id)
  }

  private mutating func move(_ id: Identifier<WorkItem>, to next: WorkItem.State, at now: Timestamp) {
    elements[id]?.become(next, at: now)
  }

  // MARK: Its result

  /// Takes over what the agent says that did the work.
  mutating func takeInResult(
    of task: WorkTask, _ report: WorkTask.Report, by agent: Identifier<Agent>, at now: Timestamp
  ) {
    guard var item = elements[task.item] else { return }
    item.author = agent
    item.contributors.insert(agent)
    item.artifacts.append("task:\(task.id)")
    if !report.result.isEmpty { item.artifacts.append(report.result) }
    if let proof = report.proof { item.details?.proof = proof }
    if let summary = report.summary { item.details?.summary = summary }
    // "Mended the lint" says nothing about the work itself: only a summary replaces what dependents are told.
    item.result = report.summary ?? (task.isFix ? item.result : nil) ?? report.result
    item.updatedAt = now
    elements[task.item] = item
  }

  /// Counts a submission: without a pull request each is a new "head" to review.
  mutating func countSubmission(of id: Identifier<WorkItem>) {
    elements[id]?.workFailures = 0
    elements[id]?.submissions += 1
  }

  /// A pull request carries it.
  mutating func carry(_ id: Identifier<WorkItem>, by reference: PullRequestReference) {
    elements[id]?.pullRequests.append(reference)
    elements[id]?.unconfirmed.removeAll { $0 == reference }
  }

  /// An agent named this pull request: until GitHub has shown it, nobody knows whether it can be the item's work.
  mutating func noteNaming(of reference: PullRequestReference, for id: Identifier<WorkItem>, at now: Timestamp) {
    guard let item = elements[id], !item.namings.contains(where: { $0.reference == reference }) else { return }
    elements[id]?.namings.append(.init(reference: reference, at: now))
  }

  /// GitHub has shown that a named pull request can be the item's work, or the item gets on without it.
  mutating func endNaming(of reference: PullRequestReference, for id: Identifier<WorkItem>) {
    elements[id]?.namings.removeAll { $0.reference == reference }
  }

  /// A pull request was merged before it became the item's own.
  mutating func noteUnseenMerge(of reference: PullRequestReference, for id: Identifier<WorkItem>) {
    guard let item = elements[id], !item.unseenMerges.contains(reference) else { return }
    elements[id]?.unseenMerges.append(reference)
  }

  /// What its author named may be a pull request; false when there is nothing to ask about it.
  mutating func consider(_ reference: PullRequestReference, for id: Identifier<WorkItem>) -> Bool {
    guard let item = elements[id], !item.pullRequests.contains(reference), !item.unconfirmed.contains(reference),
      item.unconfirmed.count < 20
    else { return false }
    elements[id]?.unconfirmed.append(reference)
    return true
  }

  /// What its author named is no pull request.
  mutating func discard(_ reference: PullRequestReference, of id: Identifier<WorkItem>) {
    elements[id]?.unconfirmed.removeAll { $0 == reference }
    endNaming(of: reference, for: id)
  }

  /// An agent named this pull request as its work.
  mutating func noteAgentPullRequest(_ reference: PullRequestReference, of id: Identifier<WorkItem>) {
    guard let item = elements[id], !item.agentPullRequests.contains(reference) else { return }
    elements[id]?.agentPullRequests.append(reference)
    elements[id]?.declinedPullRequests.removeAll { $0 == reference }
  }

  /// Somebody else's pull request says that it closes its issue; false where that is known, or there are too many.
  mutating func noteRival(_ rival: WorkItem.Rival, of id: Identifier<WorkItem>) -> Bool {
    guard let item = elements[id], item.rivals.count < WorkItem.rivalBound,
      !item.rivals.contains(where: { $0.reference == rival.reference })
    else { return false }
    elements[id]?.rivals.append(rival)
    return true
  }

  /// These are no rivals any more.
  mutating func forgetRivals(_ references: [PullRequestReference], of id: Identifier<WorkItem>) {
    elements[id]?.rivals.removeAll { references.contains($0.reference) }
  }

  /// By a person's word these do not carry it, whatever they say.
  mutating func decline(_ references: [PullRequestReference], for id: Identifier<WorkItem>) {
    forgetRivals(references, of: id)
    elements[id]?.declinedPullRequests += references
    elements[id]?.agentPullRequests.removeAll { references.contains($0) }
  }

  /// GitHub opened no pull request for its branch; nil while it is being asked.
  mutating func noteRefusedPullRequest(_ reason: String?, of id: Identifier<WorkItem>) {
    elements[id]?.refusedPullRequest = reason
  }

  /// These pull requests do not carry it any more.
  mutating func drop(_ references: [PullRequestReference], from id: Identifier<WorkItem>) {
    elements[id]?.pullRequests.removeAll { references.contains($0) }
    for reference in references { endNaming(of: reference, for: id) }
    elements[id]?.unseenMerges.removeAll { references.contains($0) }
  }

  // MARK: What is said of its result

  /// A reviewer's task or an operator let it pass on this head.
  mutating func approve(
    _ id: Identifier<WorkItem>, by name: String, head: ReviewHead, task: Identifier<WorkTask>? = nil
  ) {
    elements[id]?.review = .approved(.init(by: name, head: head))
    if let task { elements[id]?.artifacts.append("task:\(task)") }
  }

  /// A reviewer's task ended in a rejection of this head.
  mutating func reject(_ id: Identifier<WorkItem>, because cause: Cause, head: ReviewHead) {
    elements[id]?.review = .rejected(cause, head: head)
  }

  /// What was approved goes elsewhere.
  mutating func forgetApproval(of id: Identifier<WorkItem>) { elements[id]?.review = .open }

  /// The head moved on: the rejection is answered.
  mutating func forgetRejection(of id: Identifier<WorkItem>) { elements[id]?.review = .open }

  /// A review of it failed.
  mutating func countReviewFailure(of id: Identifier<WorkItem>) { elements[id]?.reviewFailures += 1 }

  /// What is reviewed next is another head.
  mutating func forgetReviewFailures(of id: Identifier<WorkItem>) {
    if elements[id]?.reviewFailures != 0 { elements[id]?.reviewFailures = 0 }
  }

  // MARK: What was tried for it

  /// A fix of these causes began on the heads they stand on.
  mutating func noteFix(of standing: [StandingCause], for id: Identifier<WorkItem>) {
    for entry in standing { elements[id]?.causes[entry.cause.key, default: CauseHistory()].head = entry.head }
  }

  /// A fix of these causes ended, well or badly.
  mutating func endFix(of causes: [Cause], _ kind: FixKind, for id: Identifier<WorkItem>, at now: Timestamp) {
    for cause in causes { elements[id]?.causes[cause.key, default: CauseHistory()].attempts += 1 }
    elements[id]?.fixEndedAt[kind] = now
  }

  /// Whether a cause of this kind still stands though it was tried as often as is allowed, by its title.
  mutating func noteInVain(_ title: String?, _ kind: FixKind, for id: Identifier<WorkItem>) {
    if elements[id]?.inVain[kind] != title { elements[id]?.inVain[kind] = title }
  }

  /// Nothing of this kind is wrong on the pull request any more.
  mutating func forgetCauses(of id: Identifier<WorkItem>, _ kind: FixKind, on reference: PullRequestReference) {
    guard let known = elements[id]?.causes, !known.isEmpty else { return }
    elements[id]?.causes = known.filter { key, _ in key.pullRequest != reference || key.subject.fixKind != kind }
  }

  /// Whatever was tried in vain may be tried again.
  mutating func forgiveAttempts(of id: Identifier<WorkItem>) {
    elements[id]?.causes = [:]
    elements[id]?.inVain = [:]
    elements[id]?.workFailures = 0
    elements[id]?.reviewFailures = 0
  }

  /// Its work may be tried again, by another agent.
  mutating func forgiveWork(of id: Identifier<WorkItem>) { elements[id]?.workFailures = 0 }

  /// By an operator's word it waits no more for these, which were cancelled or closed as not planned.
  mutating func waive(_ items: [Identifier<WorkItem>], _ issues: [IssueReference], for id: Identifier<WorkItem>) {
    elements[id]?.waivedItems += items
    elements[id]?.waivedIssues += issues
  }
}
