import MissionCore

/// One way to GitHub and back, for all the missions that want what it brings: a piece of due work, or the pull requests
/// that share a query.
struct FetchJob: Sendable {
  /// What is done.
  let works: [DueWork]
  /// Who wants each of it.
  let missions: [DueWork: [Identifier<Mission>]]
  /// Whether something is known to have happened that it is to find out about.
  let isUrgent: Bool

  /// What a plan takes, in the order in which it is done; so many pull requests share a query.
  static func jobs(for plan: FetchPlan, batchSize: Int) -> [FetchJob] {
    let missions = Dictionary(grouping: plan.claims, by: \.work).mapValues { $0.map(\.mission) }
    func job(_ works: [DueWork]) -> FetchJob {
      FetchJob(
        works: works, missions: missions.filter { works.contains($0.key) },
        isUrgent: works.first.map(plan.urgent.contains) ?? false)
    }
    // What merely waits fills the last query of what is urgent.
    let references = missions.keys.compactMap(\.pullRequest).sorted()
    let pulls = references.map(DueWork.pullRequest).partitioned(plan.urgent.contains)
    let batches = stride(from: 0, to: pulls.count, by: batchSize).map { start in
      job(Array(pulls[start..<min(start + batchSize, pulls.count)]))
    }
    var known: Set<DueWork> = []
    let singles = plan.claims.map(\.work).filter {
      $0.pullRequest == nil && $0 != .tick && known.insert($0).inserted
    }
    return singles.filter { $0.goesFirst }.map { job([$0]) } + batches
      + singles.filter { !$0.goesFirst }.map { job([$0]) }
  }

  /// The claims that are done with it.
  var claims: [ClaimedWork] { missions.flatMap { work, missions in missions.map { ClaimedWork($0, work) } } }
}

extension DueWork {
  /// The pull request that is fetched; nil for other work.
  var pullRequest: PullRequestReference? {
    if case .pullRequest(let reference) = self { reference } else { nil }
  }

  /// Whether somebody waits for it, or it costs one short call. Issues and lists come after the pull requests.
  fileprivate var goesFirst: Bool {
    switch self {
    case .commandRight, .commandComment, .action, .checkEvidence, .landing, .workflows, .checkHabits: true
    case .pullRequest, .issue, .openPullRequests, .comments, .tick: false
    }
  }
}

extension Array {
  /// The elements that are so, then the others, each in their order.
  fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> [Element] { filter(isFirst) + filter { !isFirst($0) } }
}
