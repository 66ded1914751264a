@testable import MissionCore

extension Play {
  /// The item of an issue of acme/shop.
  func item(_ number: Int) -> WorkItem { mission.items.values.first { $0.issue == references("\(number)")[0] }! }

  /// Its state.
  func state(_ number: Int) -> WorkItem.State { item(number).state }

  /// Why it stands where it stands.
  func why(_ number: Int) -> String { mission.why(item(number).id, roster: roster()) }

  /// The open tasks of an item.
  func openTasks(_ number: Int) -> [WorkTask] { mission.openTasksOf(item(number).id) }

  /// The open fixes of an item.
  func fixes(_ number: Int) -> [WorkTask] { openTasks(number).filter(\.isFix) }

  /// The open reviews of an item.
  func reviews(_ number: Int) -> [WorkTask] { openTasks(number).filter(\.isReview) }

  /// Every review ever asked for an item.
  func allReviews(_ number: Int) -> [WorkTask] { mission.tasksOf(item(number).id).filter(\.isReview) }

  /// The status of an item's watch.
  func watch(_ number: Int, _ kind: WatchKind) -> WatchItem? {
    mission.watches.of(item(number).id).first { $0.kind == kind }
  }

  /// The statuses of an item's four watches: checks, bots, reviews, mergeability.
  func watches(_ number: Int) -> [WatchItem.Status] {
    [WatchKind.checks, .bots, .reviews, .mergeability].compactMap { watch(number, $0)?.status }
  }

  /// What the agent holds.
  func held(by name: String) -> WorkTask? {
    guard let id = agents[name]?.id else { return nil }
    return mission.tasks.values.first { $0.lease?.agent == id }
  }

  /// Who holds the item's live task.
  func holder(of number: Int) -> String? {
    guard let task = item(number).liveTask, let lease = mission.tasks[task]?.lease else { return nil }
    return agents.values.first { $0.id == lease.agent }?.name
  }

  /// The questions to the conductor that are open.
  var questions: [String] { mission.header.help.map(\.reason) }

  /// How often the last event asked for help.
  var timesAskedJustNow: Int {
    lastEffects.filter { effect in
      if case .askForHelp = effect { return true } else { return false }
    }.count
  }

  /// The activity so far.
  var activity: [String] {
    effects.compactMap { effect in
      if case .activity(let text) = effect { return text } else { return nil }
    }
  }

  /// The agent asks for its task; the prompt it gets.
  @discardableResult
  mutating func takes(_ name: String) -> String? {
    guard let id = agents[name]?.id,
      case .task(let task, let prompt, _) = happens(.taskRequested(by: id, HandOver(claim: "claim \(name)"))),
      task != nil
    else { return nil }
    return prompt
  }

  /// The agent takes its task if it has not, and reports it as done.
  @discardableResult
  mutating func finishes(
    _ name: String, _ result: String = "", summary: String? = nil, verdict: WorkTask.ReviewVerdict? = nil
  ) -> Reply {
    takes(name)
    guard let task = held(by: name) else { return .done("\(name) holds nothing") }
    let isNone = PullRequestMention.all(in: result, home: shop).isEmpty
    return happens(
      .taskDone(
        task.id, .init(result: result, summary: summary, verdict: verdict, hasNoPullRequest: isNone ? true : nil),
        by: task.holder))
  }

  /// The agent takes its task if it has not, and reports that it cannot do it.
  @discardableResult
  mutating func gives(up name: String, because reason: String = "cannot") -> Reply {
    takes(name)
    guard let task = held(by: name) else { return .done("\(name) holds nothing") }
    return happens(.taskFailed(task.id, reason: reason, by: task.holder))
  }

  /// An operator writes a note.
  @discardableResult
  mutating func note(_ text: String) -> Reply {
    let number = UInt64(mission.notes.count + 1)
    return happens(
      .note(Note(id: Identifier(high: number << 20, low: 99), sender: "ada", body: text, createdAt: now)))
  }

  /// What is to be done on GitHub.
  var acts: [Action] {
    mission.outbox.pending.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }.map(\.action)
  }

  /// GitHub was asked for the oldest thing that is to be done, and this came of it.
  @discardableResult
  mutating func acts(_ outcome: ActionOutcome) -> Action? {
    let pendings = mission.outbox.pending.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    guard let pending = pendings.first, mission.dueWork[.action(pending.id)] != nil else { return nil }
    now = now.adding(milliseconds: 10)
    happens(.actionEnded(pending.id, outcome))
    return pending.action
  }

  /// The agent works on its item and hands in pull request 42 (or another), which GitHub then shows.
  mutating func handsIn(_ name: String, _ pull: Pull) {
    finishes(name, pull.page)
    fetches(pull)
  }
}

extension Reply {
  /// Why it was refused; nil when it was not.
  var refusal: String? {
    if case .refused(let refusal) = self { refusal.message } else { nil }
  }

  /// What sort of refusal it was; nil when it was none.
  var refusalKind: Refusal.Kind? {
    if case .refused(let refusal) = self { refusal.kind } else { nil }
  }
}

/// An issue whose title makes it an implement item.
func work(_ number: Int, _ body: String = "", title: String = "Implement part", labels: [String] = []) -> IssueFacts {
  facts("\(number)", "\(title) \(number)", body: body, labels: labels)
}

/// An issue whose work passes no review gate.
func design(_ number: Int, _ body: String = "") -> IssueFacts { work(number, body, title: "Design part") }

extension IssueFacts {
  /// The issue some seconds later, changed.
  func later(_ seconds: Int = 10, _ change: (inout IssueFacts) -> Void = { _ in }) -> IssueFacts {
    var facts = self
    facts.updatedAt = updatedAt.adding(seconds: seconds)
    change(&facts)
    return facts
  }

  func closed(_ state: IssueState = .completed, after seconds: Int = 10) -> IssueFacts {
    later(seconds) { $0.state = state }
  }
}

extension WorkTask {
  /// Whoever holds the task, with what it needs to speak for it.
  var holder: Reporter {
    guard let lease else { return .unnamed }
    return lease.claim.map { .claim($0) } ?? .agent(lease.agent)
  }
}
