import GitHub
import MissionCore
import MissionStore

/// One way to GitHub and back for each sort of due work: what is fetched becomes signals for the missions that asked.
extension Poller {
  /// Does a job; what a failure of the store leaves undone is due again when its claim runs out.
  func run(_ job: FetchJob) async throws {
    do {
      if let first = job.works.first { try await perform(first, of: job) }
    } catch  where error.passesByItself {
      // The claim runs out and the work is due again.
      parts.log.warning("A fetched result could not be stored", ["error": "\(error)"])
    }
    await end(job)
  }

  private func perform(_ work: DueWork, of job: FetchJob) async throws {
    let missions = job.missions[work] ?? []
    switch work {
    case .pullRequest: try await fetchPullRequests(of: job)
    case .issue(let reference):
      try await fetch(reference, from: job.isUrgent ? parts.issues : parts.sweptIssues, for: missions)
    case .openPullRequests(let repository): try await list(repository, for: missions)
    case .comments(let repository): try await listComments(of: repository, for: missions)
    case .commandRight(let login, let repository): try await ask(about: login, in: repository, for: missions)
    case .commandComment(let comment, let repository): try await read(comment, in: repository, for: missions)
    case .action(let action): for mission in missions { try await parts.courier.perform(action, for: mission) }
    case .landing(let reference): for mission in missions { try await look(where: reference, landedFor: mission) }
    case .workflows(let reference): for mission in missions { try await readWorkflows(of: reference, for: mission) }
    case .checkHabits(let repository):
      try await bring(.checkHabits(repository, hasChecks: await parts.habits.hasChecks(repository)), to: missions)
    case .checkEvidence(let task): for mission in missions { try await look(into: task, of: mission) }
    case .tick: break
    }
  }

  private func fetchPullRequests(of job: FetchJob) async throws {
    let references = job.works.compactMap(\.pullRequest)
    let fetcher = job.isUrgent ? parts.pullRequests : parts.sweptPullRequests
    let results = await fetcher.snapshots(of: references)
    for reference in references {
      let missions = job.missions[.pullRequest(reference)] ?? []
      if case .success(let snapshot) = results[reference] {
        try await bring(nameOf: snapshot.reference.repository, ifNot: reference.repository, to: missions)
      }
      let observation: Observation =
        switch results[reference] {
        case .success(let snapshot): .snapshot(snapshot)
        case .failure(.gone(let reason)): .pullRequestGone(reference, reason: reason)
        case .failure(.moved(let place)): .pullRequestGone(reference, reason: "it is issue \(place)")
        case .failure(.unavailable(let reason, _)): .pullRequestUnavailable(reference, reason: reason)
        case nil: .pullRequestUnavailable(reference, reason: "GitHub's answer lacks it")
        }
      try await bring(observation, to: missions)
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
    let mayBeUnchanged = listed.contains(repository, by: missions)
    switch await parts.comments.comments(in: repository, onlyIfChanged: mayBeUnchanged) {
    case .fresh(let comments, let receipt):
      try await bring(.comments(repository, comments), to: missions)
      noteStartOrders(among: comments, of: repository)
      parts.comments.confirm(receipt)
      listed.note(repository, by: missions)
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

  private func ask(
    about login: String, in repository: RepositoryName, for missions: [Identifier<Mission>]
  ) async throws {
    switch await parts.rights.right(of: login, in: repository) {
    case .success(let right): try await bring(.commandRight(of: login, in: repository, right), to: missions)
    case .failure(.moved): break
    case .failure(.gone(let reason)), .failure(.unavailable(let reason, _)):
      try await bring(.commandRightUnavailable(of: login, in: repository, reason: reason), to: missions)
    }
  }

  private func read(_ id: Int, in repository: RepositoryName, for missions: [Identifier<Mission>]) async throws {
    switch await parts.commandComments.evidence(of: id, in: repository) {
    case .success(let evidence): try await bring(.commandEvidence(comment: id, in: repository, evidence), to: missions)
    case .failure(.moved): break
    case .failure(.gone(let reason)), .failure(.unavailable(let reason, _)):
      try await bring(.commandEvidenceUnavailable(comment: id, in: repository, reason: reason), to: missions)
    }
  }

  private func look(into task: Identifier<WorkTask>, of id: Identifier<Mission>) async throws {
    guard let mission = try await missions.mission(id) else { return }
    var found: [CheckEvidence] = []
    for question in mission.evidenceQuestions(of: task) { found.append(await parts.evidence.answer(question)) }
    try await bring(.checkEvidence(found, of: task), to: [id])
  }

  private func look(where reference: PullRequestReference, landedFor id: Identifier<Mission>) async throws {
    guard let question = try await missions.mission(id)?.landingQuestion(of: reference) else { return }
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
    guard let head = try await missions.mission(id)?.pullRequests[reference]?.head else { return }
    let names = await parts.habits.workflows(of: head, in: reference.repository)
    try await bring(.workflows(reference, HeadWorkflows(head: head, names: names)), to: [id])
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

  func append(_ signals: [InternalSignal]) async throws {
    try await parts.store.forward(signals, under: parts.lease)
  }
}
