package import MissionCore
package import MissionStore

extension TownView {
  /// How many lines of activity a mission's document holds: all that are kept.
  private static let eventLimit = 100
  /// How many deliveries are looked through for a list.
  private static let mostDeliveries = 10_000
  /// How many tasks are listed.
  package static let taskLimit = 200

  /// Everything about one mission, as `mission status --json` gives it.
  package func document(of mission: VersionedMission) async throws -> MissionDocument {
    let roster = try await store.roster(for: mission.mission)
    return MissionDocument(
      mission, roster: roster, events: try await store.events(of: mission.mission.id, limit: Self.eventLimit))
  }

  /// How many missions are shown with all that is in them where those that are over are wanted, too.
  private static let missionLimit = 200

  /// Everything about all active missions, or about the newest of all: in one form, whichever are asked for.
  package func missions(all: Bool = false) async throws -> MissionsDocument {
    let listing = try await listing(all: all)
    var documents: [MissionDocument] = []
    for mission in listing.missions.prefix(all ? Self.missionLimit : .max) {
      documents.append(try await document(of: mission))
    }
    return MissionsDocument(missions: documents, unreadable: listing.unreadable)
  }

  /// The missions that are active, or all of them.
  package func listing(all: Bool) async throws -> (missions: [VersionedMission], unreadable: [UnreadableRecord]) {
    let active = try await store.activeMissions()
    guard all else { return (active.missions, active.unreadable) }
    let ids = try await store.allMissionIDs(limit: 1000)
    let listing = try await store.missions(ids)
    // What another tool put among the active ones has no identity of ours, but must not vanish from the list.
    let others = active.unreadable.filter { !listing.unreadable.contains($0) }
    return (listing.missions, listing.unreadable + others)
  }

  /// One task and the attempts at what it asks for.
  package func taskDocument(of task: TaskRecord) async throws -> TaskDocument {
    let mission = try await store.mission(task.missionID)?.mission
    return TaskDocument(
      task: task, attempts: mission.map { AttemptRecord.attempts(at: task.id, of: $0) } ?? [])
  }

  /// All agents.
  package func agents() async throws -> AgentsDocument {
    AgentsDocument(agents: try await store.allAgents().map { AgentRecord($0) })
  }

  /// Why a mission and its items stand where they stand.
  ///
  /// - Parameter item: one item alone; nil for all.
  package func reasons(of mission: Mission, item: Identifier<WorkItem>? = nil) async throws -> ReasonsDocument {
    let roster = try await store.roster(for: mission)
    let names = Names(in: mission, configured: home)
    return ReasonsDocument(
      mission: mission.id, state: mission.header.state.word, why: mission.why(roster: roster),
      items: mission.orderedItems.filter { item == nil || $0.id == item }.map { item in
        ReasonsDocument.Item(
          id: item.id, name: names.item(item), status: Words.word(item.state), why: mission.why(item.id, roster: roster)
        )
      })
  }

  /// The newest deliveries, and every signal that could not be handled.
  ///
  /// - Parameters:
  ///   - limit: how many of those that are not dead stand on a page; dead ones are never cut away, all are on the
  /// first.
  ///   - page: which page, from 1 on.
  ///   - filter: which of them.
  package func deliveries(
    limit: Int = 100, page: Int = 1, filter: DeliveryFilter = DeliveryFilter()
  ) async throws -> DeliveriesDocument {
    // All that are remembered: what is left out must neither use up the limit nor be missing in the counts.
    let waiting = filter == DeliveryFilter() ? min(limit * page, Self.mostDeliveries) : Self.mostDeliveries
    let known = try await store.deliveries(limit: Self.mostDeliveries, waiting: waiting).map { DeliveryDocument($0) }
    let dead = try await store.deadLetters(limit: Self.mostDeliveries).compactMap { DeliveryDocument(ownSignal: $0) }
    let all = (known + dead).sorted { $0.time > $1.time }
    let matching = all.filter { filter.matches($0) }
    let living = matching.filter { $0.status != .dead }
    let shown =
      living.dropFirst((page - 1) * limit).prefix(limit) + (page == 1 ? matching.filter { $0.status == .dead } : [])
    var counts = all.reduce(into: [:]) { $0[$1.status.rawValue, default: 0] += 1 }
    let more = try await store.streamLength() - waiting
    if more > 0 { counts["pending", default: 0] += more }
    return DeliveriesDocument(
      deliveries: shown.sorted { $0.time > $1.time }, page: page, pages: max(1, (living.count + limit - 1) / limit),
      counts: counts)
  }

  /// What is known of one delivery: by its GUID, the beginning of one, or its entry.
  package func delivery(_ text: String) async throws -> DeliveryDocument {
    let word = text.lowercased()
    if let known = try await store.delivery(word) { return DeliveryDocument(known) }
    var seen = Set<String>()
    let meant = try await deliveries(limit: 1000).deliveries.filter { delivery in
      let isMeant = delivery.guid == word || (word.count >= Self.shortestPrefix && delivery.guid.hasPrefix(word))
      return (isMeant || delivery.entry == word) && seen.insert(delivery.guid).inserted
    }
    guard let delivery = meant.first else { throw Self.noSuch("delivery", word, list: "delivery list") }
    guard meant.count == 1 else { throw Self.ambiguous(word, meant.map(\.guid)) }
    return delivery
  }

  /// The activity of a mission, newest first.
  package func log(of mission: Identifier<Mission>) async throws -> EventsDocument {
    EventsDocument(events: try await store.events(of: mission, limit: Self.eventLimit))
  }

  /// The newest tasks: the open ones, or all.
  package func tasks(all: Bool) async throws -> TasksDocument {
    TasksDocument(tasks: try await store.tasks(openOnly: !all, limit: Self.taskLimit))
  }

  /// What waits for a person.
  package func helpRequests() async throws -> HelpRequestsDocument {
    HelpRequestsDocument(helpRequests: try await store.helpRequests())
  }

  /// A mailbox as it stands; nothing is taken out of it.
  ///
  /// - Parameter name: an agent's name or identity, or the conductor's.
  package func inbox(_ name: String) async throws -> InboxDocument {
    let id = Self.isConductor(name) ? TownStore.conductor : try await agent(name).id
    return InboxDocument(agent: id, messages: try await store.inbox(agent: id).map { JSONValue(json: $0) })
  }

  /// Whether a word means the conductor, which has a mailbox and is no agent.
  package static func isConductor(_ name: String) -> Bool {
    ["conductor", "supervisor", TownStore.conductor.text].contains(name.lowercased())
  }
}
