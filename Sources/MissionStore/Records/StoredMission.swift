import MissionCore

/// A mission as the fields of its own hash.
enum StoredMission {
  /// Everything but the revision: field → value.
  static func fields(of mission: Mission) -> [String: [UInt8]] {
    changes(from: nil, to: mission, MissionDifference(from: nil, to: mission)).set.reduce(into: [:]) {
      $0[$1.field] = $1.value
    }
  }

  /// The fields that differ between two states of a mission. Values are compared, not their written form: sets and
  /// dictionaries have no order.
  static func changes(
    from before: Mission?, to after: Mission, _ difference: MissionDifference
  ) -> (set: [(field: String, value: [UInt8])], removed: [String]) {
    var set: [(field: String, value: [UInt8])] = []
    var removed: [String] = []
    func take<Key: Hashable & Sendable, Part: Encodable>(
      _ part: MissionDifference.Part<Key>, _ values: Elements<Key, Part>, _ name: (Key) -> String
    ) {
      for key in part.changed { if let value = values[key] { set.append((name(key), PartCoding.packed(value))) } }
      for key in part.removed { removed.append(name(key)) }
    }
    func compare<Key: Hashable & Sendable, Part: Encodable>(
      _ old: Elements<Key, Part>?, _ new: Elements<Key, Part>, _ name: (Key) -> String
    ) { take(MissionDifference.Part(old, new), new, name) }
    if before?.header != after.header { set.append(("header", PartCoding.packed(after.header))) }
    // Most missions are never written to, and their record stays what it was.
    if (before?.conversation ?? Conversation()) != after.conversation {
      set.append(("conversation", PartCoding.packed(after.conversation)))
    }
    if let plan = after.plan, before?.plan != plan { set.append(("plan", PartCoding.packed(plan))) }
    take(difference.items, after.items.elements) { "item:\($0)" }
    take(difference.watches, after.watches.elements) { "watch:\($0)" }
    take(difference.tasks, after.tasks.elements) { "task:\($0)" }
    take(difference.pullRequests, after.pullRequests.elements) { "pull:\($0.folded)" }
    take(difference.issues, after.issues.elements) { "issue:\($0.folded)" }
    take(difference.notes, after.notes.elements) { "note:\($0)" }
    compare(before?.outbox.pending, after.outbox.pending) { "errand:\($0)" }
    compare(before?.outbox.automations, after.outbox.automations) { "conduct:\($0.folded)" }
    compare(before?.repositories.elements, after.repositories.elements) { "repository:\($0.folded)" }
    return (set, removed)
  }

  /// Reads a mission's hash. Whatever cannot be read makes the whole mission unreadable: half a mission would decide
  /// wrongly.
  static func read(_ fields: [(name: String, value: [UInt8])], key: String) throws(StoreError) -> VersionedMission {
    var revision: Int?
    var header: Mission.Header?
    var items: [WorkItem] = []
    var watches: [WatchItem] = []
    var tasks: [WorkTask] = []
    var pullRequests: [PullRequestFacts] = []
    var issues: [TrackedIssue] = []
    var notes: [Note] = []
    var pending: [PendingAction] = []
    var automations: [PullRequestAutomation] = []
    var repositories: [RepositoryFacts] = []
    var conversation = Conversation()
    var plan: MissionPlan?
    for (name, value) in fields {
      do throws(DecodingError) {
        switch name.prefix(while: { $0 != ":" }) {
        case "revision": revision = Int(String(decoding: value, as: UTF8.self))
        case "header": header = try PartCoding.unpacked(Mission.Header.self, from: value)
        case "item": items.append(try PartCoding.unpacked(WorkItem.self, from: value))
        case "watch": watches.append(try PartCoding.unpacked(WatchItem.self, from: value))
        case "task": tasks.append(try PartCoding.unpacked(WorkTask.self, from: value))
        case "pull": pullRequests.append(try PartCoding.unpacked(PullRequestFacts.self, from: value))
        case "issue": issues.append(try PartCoding.unpacked(TrackedIssue.self, from: value))
        case "note": notes.append(try PartCoding.unpacked(Note.self, from: value))
        case "repository": repositories.append(try PartCoding.unpacked(RepositoryFacts.self, from: value))
        case "errand": pending.append(try PartCoding.unpacked(PendingAction.self, from: value))
        case "conduct": automations.append(try PartCoding.unpacked(PullRequestAutomation.self, from: value))
        case "conversation": conversation = try PartCoding.unpacked(Conversation.self, from: value)
        case "plan": plan = try PartCoding.unpacked(MissionPlan.self, from: value)
        // A part of a newer version.
        default: continue
        }
      } catch {
        throw .unreadable(key: "\(key) \(name)", reason: "\(error)")
      }
    }
    guard let revision else { throw .unreadable(key: "\(key) revision", reason: "it is missing or no number") }
    guard let header else { throw .unreadable(key: "\(key) header", reason: "it is missing") }
    let mission = Mission(
      header: header, items: items, watches: watches, tasks: tasks, pullRequests: pullRequests, issues: issues,
      notes: notes, outbox: Outbox(pending: pending, automations: automations), repositories: repositories,
      conversation: conversation, plan: plan)
    return VersionedMission(mission: mission, revision: revision)
  }
}
