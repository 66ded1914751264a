package import MissionCore
package import MissionStore

extension TownView {
  /// How long an assignment may lie untaken, or ready work wait for an agent, before it counts as stuck, in seconds.
  private static let stuckSeconds = 300

  /// How things stand in the whole town.
  ///
  /// - Parameter redis: what the town's Redis says of itself.
  package func status(redis: RedisServerFacts, at now: Timestamp) async throws -> StatusDocument {
    let note = try await store.serviceNote()
    let holder = try await store.leaseHolder()
    let listing = try await store.activeMissions()
    var stuck: [StatusDocument.Item] = []
    var moving: [StatusDocument.Item] = []
    var done = 0
    for mission in listing.missions.map(\.mission) {
      let roster = try await store.roster(for: mission)
      for item in mission.orderedItems {
        guard !item.isDone else {
          done += 1
          continue
        }
        let line = line(item, of: mission, roster, at: now)
        if Self.isStuck(item, of: mission, isGitHubAway: note?.githubRefusedSince != nil, at: now) {
          stuck.append(line)
        } else {
          moving.append(line)
        }
      }
    }
    return StatusDocument(
      service: .init(
        alive: holder != nil, holder: holder, version: note?.version, since: holder == nil ? nil : note?.since.jsonText),
      redis: .init(
        version: "\(redis.version)", appendonly: redis.appendonly, appendfsync: redis.appendfsync,
        durable: redis.appendonly == "yes", problem: redis.writeProblem),
      github: .init(
        lastAnswer: note?.githubAnsweredAt?.jsonText, refusedSince: note?.githubRefusedSince?.jsonText,
        status: note?.githubStatus),
      webhooks: .init(
        last: try await lastWebhook()?.jsonText, refused: note?.webhooksRefused ?? 0,
        missed: note?.webhooksMissed ?? 0),
      needsYou: try await store.helpRequests().map {
        .init(mission: $0.missionID, reason: $0.reason, remedy: $0.remedy, since: $0.sentAt)
      }, stuck: stuck, moving: moving, done: .init(count: done))
  }

  /// When a webhook last came. A hook that was only pinged has spoken, too, though nothing is kept of that.
  private func lastWebhook() async throws -> Timestamp? {
    let heard = try await store.seenHooks().values.max()
    let stored = try await store.deliveries(limit: 1).first?.at
    return [heard, stored].compactMap { $0 }.max()
  }

  private func line(
    _ item: WorkItem, of mission: Mission, _ roster: AgentRoster, at now: Timestamp
  ) -> StatusDocument.Item {
    let names = Names(in: mission, configured: home)
    let agent = item.liveTask.flatMap { mission.tasks[$0]?.lease?.agent } ?? item.author
    return StatusDocument.Item(
      mission: mission.id, item: item.id, name: names.item(item), state: Words.word(item.state),
      why: mission.why(item.id, roster: roster), age: max(0, now.seconds(since: item.updatedAt)),
      pullRequests: item.pullRequests.map(names.short),
      attempt: mission.tasks.values.filter { $0.item == item.id }.count,
      agent: agent.map { roster.known[$0]?.name ?? Names.short($0) }, usage: mission.usage(of: item.id))
  }

  /// Whether an item is held, was assigned long ago to an agent that does not take it, fits none but lost agents, or
  /// waits for a GitHub that does not answer.
  private static func isStuck(
    _ item: WorkItem, of mission: Mission, isGitHubAway: Bool, at now: Timestamp
  ) -> Bool {
    let isOld = now.seconds(since: item.updatedAt) > stuckSeconds
    let isForsaken = mission.header.help.contains { request in
      switch request.subject {
      case .untaken(let untaken): untaken == item.id
      case .lostAgents, .noAgent: item.state == .ready
      case .plan, .noReviewer, .noProgress, .item, .dependency, .repository, .milestone, .budget: false
      }
    }
    return switch item.state {
    case .held: true
    case .ready, .assigned: isOld || isForsaken
    case .submitted: isGitHubAway
    case .running(let task): mission.isStalled(task, at: now)
    case .pending, .done: false
    }
  }
}
