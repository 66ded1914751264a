package import MissionCore

/// WatchItem: a watch as the published layout has it, with its `verdict` beside.
package struct WatchItemRecord: Encodable, Sendable, Equatable {
  /// The watch's identity.
  package let id: Identifier<WatchItem>
  /// Which mission it is of.
  package let missionID: Identifier<Mission>
  /// The item it holds.
  package let workItemID: Identifier<WorkItem>
  /// `pr_checks`, `bugbot_comments`, `review_comments` or `mergeability`.
  package let kind: WatchKind
  /// The pull request's page.
  package let target: String
  /// How long it waits between two looks, in seconds.
  package let intervalSeconds: Int
  /// When it looks next.
  package let nextDueAt: String
  /// `active`, `snoozed` or `done`.
  package let status: WatchItem.Status
  /// What it does: `create_fix_task`, or `advance_pipeline` for mergeability.
  package let onTrigger: String
  /// When GitHub was last asked on its behalf.
  @Nullable package var lastCheckAt: String?
  /// How often in a row GitHub could not be asked.
  package let consecutiveFailures: Int
  /// Why it stands where it stands.
  package let verdict: String

  private enum CodingKeys: String, CodingKey {
    case id, kind, status, verdict
    case missionID = "mission_id"
    case workItemID = "work_item_id"
    case target = "target_ref"
    case intervalSeconds = "interval_secs"
    case nextDueAt = "next_due_at"
    case onTrigger = "on_trigger"
    case lastCheckAt = "last_check_at"
    case consecutiveFailures = "consecutive_failures"
  }

  /// All that the record is made from: as long as that is the same, the record is.
  struct Basis: Equatable {
    let watch: WatchItem
    let mission: Identifier<Mission>
    let page: String?
    let intervalSeconds: Int
    let nextDueAt: Timestamp

    init(_ watch: WatchItem, of mission: Mission) {
      let facts = mission.pullRequests[watch.target]
      self.watch = watch
      self.mission = mission.id
      page = facts?.snapshot?.url
      intervalSeconds = mission.header.policy.watchIntervalSeconds
      nextDueAt = facts?.nextFetchAt ?? mission.header.updatedAt
    }
  }

  /// The record of a watch of a mission.
  package init(_ watch: WatchItem, of mission: Mission) { self.init(Basis(watch, of: mission)) }

  init(_ basis: Basis) {
    let watch = basis.watch
    id = watch.id
    missionID = basis.mission
    workItemID = watch.item
    kind = watch.kind
    target = Self.page(of: watch.target, basis.page)
    intervalSeconds = basis.intervalSeconds
    nextDueAt = basis.nextDueAt.jsonText
    status = watch.status
    onTrigger = watch.kind == .mergeability ? "advance_pipeline" : "create_fix_task"
    consecutiveFailures = watch.consecutiveFailures
    verdict = watch.verdict
    lastCheckAt = watch.lastCheckAt?.jsonText
  }

  private static func page(of reference: PullRequestReference, _ url: String?) -> String {
    // An Enterprise host's page is known once the pull request was fetched.
    if let url, url.hasPrefix("https://") || url.hasPrefix("http://") { return url }
    return "https://github.com/\(reference.repository)/pull/\(reference.number)"
  }
}
