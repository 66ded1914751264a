import Client
import GitHub
import MissionCore
import MissionStore

/// Starts the missions that people with write access ask for on GitHub: by a comment, or by a label.
///
/// A webhook, or a list of comments that shows what a lost webhook would have told, only makes it look. GitHub is asked
/// who wrote the words, whether the label is there and who may do so. What follows is a command in the one stream,
/// under an identity that the same wish always has.
struct MissionStarter: Sendable {
  /// The label that makes a mission of its issue.
  static let label = "signalbox"
  /// How old a comment may be when it is first seen, in seconds.
  private static let commentAge = 3600
  /// For how long a wish is looked at again while GitHub cannot be asked, in seconds.
  private static let wishAge = 86_400
  /// How long to wait between two looks at what is kept, in seconds.
  private static let pause = 30

  let sources: Set<StartSource>
  let store: TownStore
  let intake: SignalIntake
  let github: GitHubAccess
  let clock: @Sendable () -> Timestamp
  let log: Log

  /// The wish in a delivery; nil where there is none that may be granted here.
  func wish(in event: WebhookEvent, delivery: String) -> StartWish? {
    for observation in event.observations {
      switch observation {
      case .command(let comment) where sources.contains(.comment) && StartOrder(in: comment) != nil:
        return .comment(comment)
      case .issue(let facts)
      where sources.contains(.label) && event.label?.lowercased() == Self.label
        && ["labeled", "unlabeled"].contains(event.action):
        guard let sender = event.sender else { return nil }
        return .label(facts.reference, isOn: event.action == "labeled", by: sender, delivery: delivery)
      default: continue
      }
    }
    return nil
  }

  /// Grants what a listed comment orders, unless a webhook told of it before.
  func grant(listed comment: CommandComment) async {
    guard sources.contains(.comment), (try? await store.mission(Self.id(of: StartWish.comment(comment).name))) == nil
    else {
      return
    }
    // Where that fails it is granted without being kept.
    try? await store.keep(.comment(comment))
    await grant(.comment(comment))
  }

  /// Grants what is kept, by an earlier process or because GitHub could not be asked, every so often until cancelled.
  func run() async throws {
    while !Task.isCancelled {
      await grantKept()
      try await Task.sleep(for: .seconds(Self.pause))
    }
  }

  /// Grants what is kept. What was asked for too long ago is wanted no more.
  func grantKept() async {
    do {
      for kept in try await store.keptWishes() {
        if clock().seconds(since: kept.since) > Self.wishAge {
          log.warning("A mission that is asked for on GitHub was not started in a day", ["wish": kept.wish.name])
          try await store.forget(kept.wish)
        } else {
          await grant(kept.wish)
        }
      }
    } catch {
      log.warning("What is asked for on GitHub cannot be read", ["error": "\(error)"])
    }
  }

  /// Grants it, or says in the log why not. It is forgotten then, unless GitHub or the store could not be asked.
  func grant(_ wish: StartWish) async {
    do {
      switch wish {
      case .comment(let comment): try await start(by: comment)
      case .label(let issue, true, let account, let delivery): try await start(issue, by: account, delivery)
      case .label(let issue, false, let account, let delivery): try await stop(issue, by: account, delivery)
      }
      try await store.forget(wish)
    } catch {
      log.warning("A mission that is asked for on GitHub is looked at again soon", ["error": "\(error)"])
    }
  }

  private func start(by hint: CommandComment) async throws {
    guard let (comment, isFirst) = try await github.starts.comment(hint.id, under: hint.target),
      let order = StartOrder(in: comment)
    else { return refuse(hint.target, "there is no such comment") }
    guard isFirst else { return refuse(comment.target, "the comment was edited; who did that is not known") }
    guard clock().seconds(since: comment.createdAt) <= Self.commentAge else {
      return refuse(comment.target, "the comment is older than an hour")
    }
    guard !comment.isByApp, try await mayStart(comment.author, in: comment.target) else { return }
    guard let issue = try await openIssue(comment.target) else { return }
    var parts = try await github.starts.openParts(of: issue.reference)
    if parts.isEmpty { parts = TaskListEntries.openIssues(in: issue.body, home: issue.reference.repository) }
    parts.removeAll { $0 == issue.reference }
    var policy = Policy()
    policy.report = .comment
    if let number = order.parallelItems { policy.maxParallelItems = number }
    if order.needsNoReviewer { policy.reviewerRequired = false }
    try await send(issue, parts, policy, StartWish.comment(comment).name, comment.author)
  }

  private static func id(of wish: String) -> Identifier<Mission> { Identifier(of: "mission of \(wish)") }

  private func start(_ reference: IssueReference, by account: Account, _ delivery: String) async throws {
    guard try await mayStart(account, in: reference), let issue = try await openIssue(reference) else { return }
    guard issue.labels.contains(where: { $0.lowercased() == Self.label }) else {
      return refuse(reference, "the label is not there any more")
    }
    if let id = try await store.labelledMission(of: reference), let known = try await store.mission(id)?.mission,
      !known.isOver
    {
      guard known.isHalted else { return }
      return try await send(.missionResume(mission: id, by: account.login), "resume by label \(delivery)")
    }
    var policy = Policy()
    policy.report = .comment
    let id = try await send(issue, [], policy, "label \(delivery)", account)
    try await store.noteLabelled(reference, mission: id)
  }

  private func stop(_ reference: IssueReference, by account: Account, _ delivery: String) async throws {
    guard let id = try await store.labelledMission(of: reference), let known = try await store.mission(id)?.mission,
      !known.isOver, try await mayStart(account, in: reference)
    else { return }
    let isPlanning = if case .planning = known.header.state { true } else { false }
    try await send(
      .missionStop(mission: id, by: "\(account.login), who took the label off", force: isPlanning),
      "stop by label \(delivery)")
  }

  private func mayStart(_ account: Account, in issue: IssueReference) async throws -> Bool {
    guard !account.isBot else {
      refuse(issue, "\(account.login) is a bot")
      return false
    }
    switch await github.rights.right(of: account.login, in: issue.repository) {
    case .success(.writer): return true
    case .success(.none): refuse(issue, "\(account.login) may not write there")
    case .success(.ourselves): refuse(issue, "\(account.login) is the account Signalbox itself acts as")
    case .failure(.unavailable(let reason, let retryAt)):
      throw FetchFailure.unavailable(reason: reason, retryAt: retryAt)
    case .failure(let failure): refuse(issue, "the right of \(account.login) is not known: \(failure)")
    }
    return false
  }

  private func openIssue(_ reference: IssueReference) async throws -> IssueFacts? {
    let facts: IssueFacts
    switch await github.issues.issue(reference, onlyIfChanged: false) {
    case .fresh(let fetched, _): facts = fetched
    case .failed(.unavailable(let reason, let retryAt)):
      throw FetchFailure.unavailable(reason: reason, retryAt: retryAt)
    case .failed, .unchanged:
      refuse(reference, "it cannot be read")
      return nil
    }
    guard facts.state == .open, !facts.isPullRequest else {
      refuse(reference, "it is no open issue")
      return nil
    }
    return facts
  }

  @discardableResult
  private func send(
    _ issue: IssueFacts, _ parts: [IssueReference], _ policy: Policy, _ wish: String, _ account: Account
  ) async throws -> Identifier<Mission> {
    var manifest = Manifest()
    if !parts.isEmpty {
      // The whole comes after its parts.
      let earlier = parts + (issue.blockedBy ?? []).filter { !parts.contains($0) }
      manifest.overrides = [Manifest.Override(issue: issue.reference, dependsOn: earlier)]
    }
    let id = Self.id(of: wish)
    let objectives = ([issue.reference] + parts).map { Objective.issue($0) }
    try await send(
      .missionStart(id: id, objectives: objectives, policy: policy, manifest: manifest, mode: .kept, again: false), wish
    )
    log.info("A mission is asked for on GitHub", ["mission": id, "issue": issue.reference, "by": account.login])
    return id
  }

  private func send(_ command: Command, _ wish: String) async throws {
    let id = Identifier<Receipt>(of: "receipt of \(wish)")
    if case .full = try await intake.accept(try command.signal(id: id)) { throw StoreError.full }
  }

  private func refuse(_ issue: IssueReference, _ reason: String) {
    log.info("A mission that is asked for on GitHub is not started", ["issue": issue, "reason": reason])
  }
}

extension Identifier {
  /// The identity that this text always has.
  fileprivate init(of text: String) {
    let bytes = BodyDigest(of: Array(text.utf8)).bytes
    let number = { (range: Range<Int>) in bytes[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    self.init(high: number(0..<8), low: number(8..<16))
  }
}
