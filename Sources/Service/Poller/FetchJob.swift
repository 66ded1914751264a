import MissionCore

/// One way to GitHub and back, for all the missions that want what it brings.
enum FetchJob: Sendable {
  case action(Identifier<PendingAction>, for: Identifier<Mission>)
  case pullRequests([PullRequestReference], for: [PullRequestReference: [Identifier<Mission>]], isUrgent: Bool)
  case issue(IssueReference, for: [Identifier<Mission>], isUrgent: Bool)
  case openPullRequests(RepositoryName, for: [Identifier<Mission>])
  case comments(RepositoryName, for: [Identifier<Mission>])
  case checkEvidence(Identifier<WorkTask>, for: Identifier<Mission>)
  case landing(PullRequestReference, for: Identifier<Mission>)
  case workflows(PullRequestReference, for: Identifier<Mission>)
  case checkHabits(RepositoryName, for: Identifier<Mission>)
  case commandRight(Writer, for: [Identifier<Mission>])
  case commandComment(Comment, for: [Identifier<Mission>])

  /// Somebody who commanded.
  struct Writer: Hashable, Comparable {
    let login: String
    let repository: RepositoryName

    static func < (left: Self, right: Self) -> Bool {
      (left.repository, left.login) < (right.repository, right.login)
    }
  }

  /// A comment that commands.
  struct Comment: Hashable, Comparable {
    let id: Int
    let repository: RepositoryName

    static func < (left: Self, right: Self) -> Bool { (left.repository, left.id) < (right.repository, right.id) }
  }

  /// What a plan takes, in the order in which it is done; so many pull requests share a query.
  static func jobs(for plan: FetchPlan, batchSize: Int) -> [FetchJob] {
    var actions: [FetchJob] = []
    var pulls: [PullRequestReference: [Identifier<Mission>]] = [:]
    var issues: [IssueReference: [Identifier<Mission>]] = [:]
    var repositories: [RepositoryName: [Identifier<Mission>]] = [:]
    var comments: [RepositoryName: [Identifier<Mission>]] = [:]
    var writers: [Writer: [Identifier<Mission>]] = [:]
    var commands: [Comment: [Identifier<Mission>]] = [:]
    for claim in plan.claims {
      switch claim.work {
      case .pullRequest(let reference): pulls[reference, default: []].append(claim.mission)
      case .issue(let reference): issues[reference, default: []].append(claim.mission)
      case .openPullRequests(let repository): repositories[repository, default: []].append(claim.mission)
      case .comments(let repository): comments[repository, default: []].append(claim.mission)
      case .commandRight(let login, let repository):
        writers[Writer(login: login, repository: repository), default: []].append(claim.mission)
      case .commandComment(let id, let repository):
        commands[Comment(id: id, repository: repository), default: []].append(claim.mission)
      case .action(let action): actions.append(.action(action, for: claim.mission))
      case .landing(let reference): actions.append(.landing(reference, for: claim.mission))
      case .workflows(let reference): actions.append(.workflows(reference, for: claim.mission))
      case .checkHabits(let repository): actions.append(.checkHabits(repository, for: claim.mission))
      case .checkEvidence(let task): actions.append(.checkEvidence(task, for: claim.mission))
      case .tick: break
      }
    }
    // What merely waits fills the last query of what is urgent.
    let references = pulls.keys.sorted().partitioned { plan.urgent.contains(.pullRequest($0)) }
    let batches = stride(from: 0, to: references.count, by: batchSize).map { start in
      let batch = Array(references[start..<min(start + batchSize, references.count)])
      return FetchJob.pullRequests(
        batch, for: pulls.filter { batch.contains($0.key) },
        isUrgent: plan.urgent.contains(.pullRequest(batch[0])))
    }
    let questions: [FetchJob] =
      writers.sorted { $0.key < $1.key }.map { .commandRight($0, for: $1) }
      + commands.sorted { $0.key < $1.key }.map { .commandComment($0, for: $1) }
    return questions + actions + batches
      + issues.sorted { $0.key < $1.key }.map {
        .issue($0, for: $1, isUrgent: plan.urgent.contains(.issue($0)))
      }
      + repositories.sorted { $0.key < $1.key }.map { .openPullRequests($0, for: $1) }
      + comments.sorted { $0.key < $1.key }.map { .comments($0, for: $1) }
  }

  /// The claims that are done with it.
  var claims: [ClaimedWork] {
    switch self {
    case .action(let action, let mission): [ClaimedWork(mission, .action(action))]
    case .landing(let reference, let mission): [ClaimedWork(mission, .landing(reference))]
    case .workflows(let reference, let mission): [ClaimedWork(mission, .workflows(reference))]
    case .checkHabits(let repository, let mission): [ClaimedWork(mission, .checkHabits(repository))]
    case .checkEvidence(let task, let mission): [ClaimedWork(mission, .checkEvidence(task))]
    case .pullRequests(_, let missions, _):
      missions.flatMap { reference, missions in missions.map { ClaimedWork($0, .pullRequest(reference)) } }
    case .issue(let reference, let missions, _): missions.map { ClaimedWork($0, .issue(reference)) }
    case .openPullRequests(let repository, let missions):
      missions.map { ClaimedWork($0, .openPullRequests(repository)) }
    case .comments(let repository, let missions): missions.map { ClaimedWork($0, .comments(repository)) }
    case .commandRight(let writer, let missions):
      missions.map { ClaimedWork($0, .commandRight(of: writer.login, in: writer.repository)) }
    case .commandComment(let comment, let missions):
      missions.map { ClaimedWork($0, .commandComment(comment.id, in: comment.repository)) }
    }
  }
}

extension Array {
  /// The elements that are so, then the others, each in their order.
  fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> [Element] { filter(isFirst) + filter { !isFirst($0) } }
}
