import Client
import GitHub
import MissionCore
import MissionStore

/// Does what is due: tells missions that their time has come, and fetches from GitHub what they want to know. What it
/// brings back are signals like all others.
///
/// Due work is claimed for two minutes, not removed: if the process dies while it fetches, the work is due again. The
/// next due time is set by the commit that takes in the result.
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
    /// The missions that the clerk holds.
    var known = MissionCache(capacity: 1)
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

  let parts: Parts
  let missions: MissionReader
  private let alarm: Alarm
  var seen = Recipients<IssueReference>()
  var searched = Recipients<RepositoryName>()
  var throttle = FetchThrottle()
  var listed = Recipients<RepositoryName>()
  /// The comments of each repository's last list that order a mission.
  var startOrders: [RepositoryName: Set<Int>] = [:]
  /// What is being done now; a claim may run out while GitHub or the governor makes it wait.
  private var inFlight: Set<ClaimedWork> = []
  /// What became due again while it was being done.
  private var dueAgain: Set<ClaimedWork> = []

  init(_ parts: Parts, alarm: Alarm) {
    self.parts = parts
    missions = MissionReader(store: parts.store, known: parts.known)
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

  /// Claims what is due. What is still being done from an earlier claim was only claimed anew by that: doing it twice
  /// at once would write some things twice.
  private func claim() async throws -> [ClaimedWork] {
    let claims = try await parts.store.claimDue(
      now: parts.clock(), limit: Self.claimLimit, claimSeconds: Self.claimSeconds
    ).map { ClaimedWork($0.mission, $0.work) }
    // What is done on GitHub is not done again before the clerk has heard of it; what is asked is asked again.
    dueAgain.formUnion(claims.filter { inFlight.contains($0) && $0.work.isQuestion })
    return claims.filter { !inFlight.contains($0) }
  }

  /// Ends a job. What became due while it was on its way is due now: its claim, made in passing, says otherwise.
  func end(_ job: FetchJob) async {
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
  private func plan(_ due: [ClaimedWork], mayPostpone: Bool = true) async throws -> FetchPlan {
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
      ).map { ClaimedWork($0.mission, $0.work) }.filter { $0.work.pullRequest != nil && !inFlight.contains($0) }
      try await read(&missions, for: early)
      plan.take(early, missions: missions, room: room)
    }
    for reference in Set(plan.claims.compactMap(\.work.pullRequest)) { throttle.note(reference, at: now) }
    inFlight.formUnion(plan.claims.filter { $0.work != .tick })
    return plan
  }

  func read(_ missions: inout [Identifier<Mission>: Mission], for claims: [ClaimedWork]) async throws {
    let wanted = Set(claims.filter { $0.work.repository != nil }.map(\.mission)).subtracting(missions.keys)
    guard !wanted.isEmpty else { return }
    for mission in try await self.missions.missions(wanted.sorted()) { missions[mission.id] = mission }
  }

  private func tell(_ missions: [Identifier<Mission>]) async throws {
    try await append(missions.map { InternalSignal.tick($0) })
  }
}

extension DueWork {
  /// Whether it only asks GitHub.
  fileprivate var isQuestion: Bool {
    if case .action = self { false } else { self != .tick }
  }
}
