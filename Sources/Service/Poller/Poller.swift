import Client
import GitHub
import MissionCore
import MissionStore
import Redis
import Synchronization

/// Does what is due: tells missions that their time has come, and fetches from GitHub what they want to know. What it
/// brings back are signals like all others.
///
/// Due work is claimed for a minute, not removed: if the process dies while it fetches, the work is due again. The next
/// due time is set by the commit that takes in the result.
actor Poller {
  /// What the poller works with.
  struct Parts: Sendable {
    var store: TownStore
    var lease: LeaseToken
    var issues: IssueFetcher
    /// The same for what merely waits: never from the reserve.
    var sweptIssues: IssueFetcher
    var pullRequests: PullRequestFetcher
    var sweptPullRequests: PullRequestFetcher
    var webhookActivity: WebhookActivity
    var openPullRequests: OpenPullRequestLister
    var comments: CommandCommentLister
    var rights: CommandRightReader
    var commandComments: CommandCommentReader
    var evidence: EvidenceReader
    var landings: LandingReader
    var habits: CheckHabitReader
    var courier: Courier
    var clock: @Sendable () -> Timestamp
    /// The longest sleep between two looks at what is due, in seconds.
    var tickSeconds: Int
    var log: Log
    /// Told of a listed comment that orders a mission, the first time it is seen: its webhook may be lost.
    var startOrdered: @Sendable (CommandComment) -> Void = { _ in }
  }

  /// How long claimed work is left to the claimant, in seconds; longer than a fetch usually takes.
  private static let claimSeconds = 120
  /// How much is claimed at once.
  private static let claimLimit = 200
  /// How many pull requests one query asks for.
  private static let batchSize = 25
  /// How much earlier than due something that merely waits is looked at to share a query, in seconds.
  private static let companySeconds = 60

  private let parts: Parts
  private let alarm: Alarm
  private var seen = Recipients<IssueReference>()
  private var searched = Recipients<RepositoryName>()
  private var throttle = FetchThrottle()
  private var heard = Recipients<RepositoryName>()
  /// The comments of each repository's last list that order a mission.
  private var startOrders: [RepositoryName: Set<Int>] = [:]
  /// What is being done now; a claim may run out while GitHub or the governor makes it wait.
  private var inFlight: Set<ClaimedWork> = []
  /// What became due again while it was being done.
  private var dueAgain: Set<ClaimedWork> = []

  init(_ parts: Parts, alarm: Alarm) {
    self.parts = parts
    self.alarm = alarm
  }

  /// Works until cancelled or until the lease is lost.
  func run() async throws {
    try await withThrowingDiscardingTaskGroup { fetches in
      while !Task.isCancelled {
        do {
          let due = try await claim()
          try await tell(due.filter { $0.work == .tick }.map(\.mission))
          // Fetches run beside the loop: a slow GitHub holds up no lease, no deadline and no other fetch.
          for job in FetchJob.jobs(for: try await plan(due), batchSize: Self.batchSize) {
            fetches.addTask { try await self.run(job) }
          }
          guard due.count < Self.claimLimit else { continue }
          try await alarm.wait(until: try await parts.store.nextDue(), parts.clock(), parts.tickSeconds)
        } catch  where error.passesByItself {
          parts.log.warning("Due work cannot be read", ["error": "\(error)"])
          try await Task.sleep(for: .seconds(1))
        }
      }
    }
  }

  /// Does what is due now, and says how much that was.
  ///
  /// - Parameter mayPostpone: whether somebody comes back for what may wait; if not, everything is asked for now.
  func round(mayPostpone: Bool = false) async throws -> Int {
    let due = try await claim()
    try await tell(due.filter { $0.work == .tick }.map(\.mission))
    let plan = try await plan(due, mayPostpone: mayPostpone)
    for job in FetchJob.jobs(for: plan, batchSize: Self.batchSize) { try await run(job) }
    return due.count
  }

  /// Claims what is due. What is still being done from an earlier claim was only claimed anew by that: doing it twice at
  /// once would write some things twice.
  private func claim() async throws -> [FetchPlan.Claim] {
    let claims = try await parts.store.claimDue(
      now: parts.clock(), limit: Self.claimLimit, claimSeconds: Self.claimSeconds)
    // What is done on GitHub is not done again before the clerk has heard of it; what is asked is asked again.
    dueAgain.formUnion(claims.map { ClaimedWork($0) }.filter { inFlight.contains($0) && $0.work.isQuestion })
    return claims.filter { !inFlight.contains(ClaimedWork($0)) }
  }

  /// Ends a job. What became due while it was on its way is due now: its claim, made in passing, says otherwise.
  private func end(_ job: FetchJob) async {
    let claims = Set(job.claims)
    inFlight.subtract(claims)
    let again = dueAgain.intersection(claims)
    guard !again.isEmpty else { return }
    dueAgain.subtract(again)
    do {
      try await parts.store.postpone(again.map { ($0.mission, $0.work, parts.clock()) })
      alarm.ring()
    } catch {
      // The claim runs out, and then the work is due.
      parts.log.warning("Due work cannot be put back", ["error": "\(error)"])
    }
  }

  /// Decides what of the claimed work is done now; the rest is put off in the store, where it stays due.
  private func plan(_ due: [FetchPlan.Claim], mayPostpone: Bool = true) async throws -> FetchPlan {
    let now = parts.clock()
    var missions: [Identifier<Mission>: Mission] = [:]
    try await read(&missions, for: due)
    var plan = FetchPlan(
      due, missions: missions, webhookActivity: mayPostpone ? parts.webhookActivity : WebhookActivity(),
      throttle: mayPostpone ? throttle : FetchThrottle(), at: now)
    try await parts.store.postpone(plan.postponed.map { ($0.claim.mission, $0.claim.work, $0.until) })
    let pulls = Set(plan.claims.compactMap(\.work.pullRequest))
    let room = (Self.batchSize - pulls.count % Self.batchSize) % Self.batchSize
    if room > 0 {
      let early = try await parts.store.dueSoon(
        after: now, until: now.adding(seconds: Self.companySeconds), limit: Self.claimLimit
      ).filter { $0.work.pullRequest != nil && !inFlight.contains(ClaimedWork($0)) }
      try await read(&missions, for: early)
      plan.take(early, missions: missions, room: room)
    }
    for reference in Set(plan.claims.compactMap(\.work.pullRequest)) { throttle.note(reference, at: now) }
    inFlight.formUnion(plan.claims.filter { $0.work != .tick }.map { ClaimedWork($0) })
    return plan
  }

  private func read(_ missions: inout [Identifier<Mission>: Mission], for claims: [FetchPlan.Claim]) async throws {
    let wanted = Set(claims.filter { $0.work.repository != nil }.map(\.mission)).subtracting(missions.keys)
    guard !wanted.isEmpty else { return }
    for read in try await parts.store.missions(wanted.sorted()).missions { missions[read.mission.id] = read.mission }
  }

  private func run(_ job: FetchJob) async throws {
    do {
      switch job {
      case .action(let action, let mission): try await parts.courier.perform(action, for: mission)
      case .pullRequests(let references, let missions, let isUrgent):
        let fetcher = isUrgent ? parts.pullRequests : parts.sweptPullRequests
        try await bring(await fetcher.snapshots(of: references), of: references, to: missions)
      case .issue(let reference, let missions, let isUrgent):
        try await fetch(reference, from: isUrgent ? parts.issues : parts.sweptIssues, for: missions)
      case .openPullRequests(let repository, let missions): try await list(repository, for: missions)
      case .comments(let repository, let missions): try await listComments(of: repository, for: missions)
      case .landing(let reference, let mission): try await look(where: reference, landedFor: mission)
      case .workflows(let reference, let mission): try await readWorkflows(of: reference, for: mission)
      case .checkHabits(let repository, let mission):
        let hasChecks = await parts.habits.hasChecks(repository)
        try await bring(.checkHabits(repository, hasChecks: hasChecks), to: [mission])
      case .checkEvidence(let task, let mission): try await look(into: task, of: mission)
      case .commandRight(let writer, let missions): try await ask(about: writer, for: missions)
      case .commandComment(let comment, let missions): try await read(comment, for: missions)
      }
    } catch  where error.passesByItself {
      // The claim runs out and the work is due again.
      parts.log.warning("A fetched result could not be stored", ["error": "\(error)"])
    }
    await end(job)
  }

  private func bring(
    _ results: [PullRequestReference: Result<PullRequestSnapshot, FetchFailure>], of references: [PullRequestReference],
    to missions: [PullRequestReference: [Identifier<Mission>]]
  ) async throws {
    for reference in references {
      if case .success(let snapshot) = results[reference] {
        try await bring(
          nameOf: snapshot.reference.repository, ifNot: reference.repository, to: missions[reference] ?? [])
      }
      let observation: Observation =
        switch results[reference] {
        case .success(let snapshot): .snapshot(snapshot)
        case .failure(.gone(let reason)): .pullRequestGone(reference, reason: reason)
        case .failure(.moved(let place)): .pullRequestGone(reference, reason: "it is issue \(place)")
        case .failure(.unavailable(let reason, _)): .pullRequestUnavailable(reference, reason: reason)
        case nil: .pullRequestUnavailable(reference, reason: "GitHub's answer lacks it")
        }
      try await bring(observation, to: missions[reference] ?? [])
    }
  }

  private func fetch(
    _ reference: IssueReference, from fetcher: IssueFetcher, for missions: [Identifier<Mission>]
  ) async throws {
    switch await fetcher.issue(reference, onlyIfChanged: seen.contains(reference, by: missions)) {
    case .fresh(let facts, let receipt):
      try await bring(nameOf: facts.reference.repository, ifNot: reference.repository, to: missions)
      try await bring(.issue(facts), to: missions)
      // Only now: what is confirmed is not fetched again while it stays the same.
      parts.issues.confirm(receipt)
      seen.note(reference, by: missions)
    case .unchanged: try await bring(.issueUnchanged(reference), to: missions)
    case .failed(.moved(let place)):
      seen.forget(reference)
      try await bring(.issueMoved(reference, to: place), to: missions)
    case .failed(.gone(let reason)):
      seen.forget(reference)
      try await bring(.issueNotFound(reference, reason: reason), to: missions)
    case .failed(.unavailable(let reason, _)):
      try await bring(.issueUnavailable(reference, reason: reason), to: missions)
    }
  }

  private func list(_ repository: RepositoryName, for missions: [Identifier<Mission>]) async throws {
    let mayBeUnchanged = searched.contains(repository, by: missions)
    switch await parts.openPullRequests.open(in: repository, onlyIfChanged: mayBeUnchanged) {
    case .fresh(let hints, let receipt):
      try await bring(.openPullRequests(repository, hints), to: missions)
      parts.openPullRequests.confirm(receipt)
      searched.note(repository, by: missions)
    case .unchanged: try await bring(.openPullRequestsUnchanged(repository), to: missions)
    case .failed(.moved): break
    case .failed(.gone(let reason)), .failed(.unavailable(let reason, _)):
      try await bring(.openPullRequestsUnavailable(repository, reason: reason), to: missions)
    }
  }

  private func listComments(of repository: RepositoryName, for missions: [Identifier<Mission>]) async throws {
    let mayBeUnchanged = heard.contains(repository, by: missions)
    switch await parts.comments.comments(in: repository, onlyIfChanged: mayBeUnchanged) {
    case .fresh(let comments, let receipt):
      try await bring(.comments(repository, comments), to: missions)
      noteStartOrders(among: comments, of: repository)
      parts.comments.confirm(receipt)
      heard.note(repository, by: missions)
    case .unchanged: try await bring(.commentsUnchanged(repository), to: missions)
    case .failed(.moved): break
    case .failed(.gone(let reason)), .failed(.unavailable(let reason, _)):
      try await bring(.commentsUnavailable(repository, reason: reason), to: missions)
    }
  }

  private func noteStartOrders(among comments: [CommandComment], of repository: RepositoryName) {
    let orders = comments.filter { StartOrder(in: $0) != nil }
    let known = startOrders[repository] ?? []
    for order in orders where !known.contains(order.id) { parts.startOrdered(order) }
    startOrders[repository] = Set(orders.map(\.id))
  }

  private func ask(about writer: FetchJob.Writer, for missions: [Identifier<Mission>]) async throws {
    let (login, repository) = (writer.login, writer.repository)
    switch await parts.rights.right(of: login, in: repository) {
    case .success(let right): try await bring(.commandRight(of: login, in: repository, right), to: missions)
    case .failure(.moved): break
    case .failure(.gone(let reason)), .failure(.unavailable(let reason, _)):
      try await bring(.commandRightUnavailable(of: login, in: repository, reason: reason), to: missions)
    }
  }

  private func read(_ comment: FetchJob.Comment, for missions: [Identifier<Mission>]) async throws {
    let (id, repository) = (comment.id, comment.repository)
    switch await parts.commandComments.evidence(of: id, in: repository) {
    case .success(let evidence): try await bring(.commandEvidence(comment: id, in: repository, evidence), to: missions)
    case .failure(.moved): break
    case .failure(.gone(let reason)), .failure(.unavailable(let reason, _)):
      try await bring(.commandEvidenceUnavailable(comment: id, in: repository, reason: reason), to: missions)
    }
  }

  private func look(into task: Identifier<WorkTask>, of id: Identifier<Mission>) async throws {
    guard let mission = try await parts.store.mission(id)?.mission else { return }
    var found: [CheckEvidence] = []
    for question in mission.evidenceQuestions(of: task) { found.append(await parts.evidence.answer(question)) }
    try await bring(.checkEvidence(found, of: task), to: [id])
  }

  private func look(where reference: PullRequestReference, landedFor id: Identifier<Mission>) async throws {
    guard let question = try await parts.store.mission(id)?.mission.landingQuestion(of: reference) else { return }
    let observation: Observation
    do throws(GitHubError) {
      let standing = try await parts.landings.standing(of: question)
      observation = .landing(reference, commit: question.commit, standing)
    } catch {
      observation = .landingUnavailable(reference, commit: question.commit, reason: error.summary)
    }
    try await bring(observation, to: [id])
  }

  private func readWorkflows(of reference: PullRequestReference, for id: Identifier<Mission>) async throws {
    guard let head = try await parts.store.mission(id)?.mission.pullRequests[reference]?.head else { return }
    let names = await parts.habits.workflows(of: head, in: reference.repository)
    try await bring(.workflows(reference, HeadWorkflows(head: head, names: names)), to: [id])
  }

  private func tell(_ missions: [Identifier<Mission>]) async throws {
    try await append(missions.map { InternalSignal.tick($0) })
  }

  /// GitHub answers for a renamed repository under its old name, and says what it is called now.
  private func bring(
    nameOf name: RepositoryName, ifNot former: RepositoryName, to missions: [Identifier<Mission>]
  ) async throws {
    guard name != former else { return }
    try await bring(.repositoryNamed(name, id: nil, formerly: former), to: missions)
  }

  private func bring(_ observation: Observation, to missions: [Identifier<Mission>]) async throws {
    try await append(missions.map { InternalSignal.observation(observation, for: $0) })
  }

  private func append(_ signals: [InternalSignal]) async throws {
    try await parts.store.forward(signals, under: parts.lease)
  }
}

extension DueWork {
  /// Whether it only asks GitHub.
  fileprivate var isQuestion: Bool {
    switch self {
    case .action, .tick: false
    case .issue, .pullRequest, .openPullRequests, .comments, .commandRight, .commandComment, .checkEvidence,
      .landing, .workflows, .checkHabits:
      true
    }
  }

  fileprivate var pullRequest: PullRequestReference? {
    if case .pullRequest(let reference) = self { reference } else { nil }
  }
}
