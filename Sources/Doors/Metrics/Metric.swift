/// Every counter and gauge: declared here and nowhere else. A new one is a case with its declaration, and the line that
/// records it.
enum Metric: Int, CaseIterable {
  case answers
  case bodyBytes
  case secretUses
  case ignored
  case connections
  case accepted
  case refused
  case deadlines
  case signals
  case clerkLag
  case streamEntries
  case deadLetters
  case holdsLease
  case missions
  case watches
  case tasks
  case workItems
  case agents
  case helpRequests
  case oldestUntaken
  case polls
  case calls
  case rateRemaining
  case rateLimit
  case missed
  case redelivered
  case lost
  case found
  case appReach
  case deletedHooks
  case audits
  case buildInfo
  case notices

  /// Name, kind and help, without any event yet.
  var declaration: MetricFamily {
    switch self {
    case .answers:
      MetricFamily(
        .counter, "signalbox_webhook_answers_total", "Requests to the public listener, by what became of them.",
        labels: ["outcome", "status"])
    case .bodyBytes:
      MetricFamily(.counter, "signalbox_webhook_body_bytes_total", "Bytes of whole bodies, as they came.")
    case .secretUses:
      MetricFamily(
        .counter, "signalbox_webhook_secret_matches_total",
        "Valid signatures, by the secret's fingerprint ('signalbox hook status' shows it).", labels: ["secret"])
    case .ignored:
      MetricFamily(
        .counter, "signalbox_webhook_ignored_total", "Deliveries that nothing here uses, by event.", labels: ["event"])
    case .connections:
      MetricFamily(.gauge, "signalbox_http_connections", "Connections that are open.", labels: ["listener"])
    case .accepted:
      MetricFamily(
        .counter, "signalbox_http_connections_total", "Connections that were accepted.", labels: ["listener"])
    case .refused:
      MetricFamily(
        .counter, "signalbox_http_connections_refused_total",
        "Connections closed because their address had too many, or to make room for others.", labels: ["listener"])
    case .deadlines:
      MetricFamily(
        .counter, "signalbox_http_deadlines_total",
        "Connections or requests ended because time was up, by what was awaited.", labels: ["listener", "awaited"])
    case .signals:
      MetricFamily(
        .counter, "signalbox_signals_total", "Signals that were worked on, by kind and result.",
        labels: ["kind", "result"])
    case .clerkLag:
      MetricFamily(.gauge, "signalbox_clerk_lag_seconds", "Age of the oldest signal that is not worked on yet.")
    case .streamEntries:
      MetricFamily(.gauge, "signalbox_stream_entries", "Signals in the stream: waiting, or being worked on.")
    case .deadLetters:
      MetricFamily(.gauge, "signalbox_dead_letters", "Signals that were given up.")
    case .holdsLease:
      MetricFamily(
        .gauge, "signalbox_lease_held", "1 while this process works on the town's signals.", known: [[]])
    case .missions:
      MetricFamily(.gauge, "signalbox_missions", "Missions, by state.", labels: ["state"])
    case .watches:
      MetricFamily(.gauge, "signalbox_watches", "Watches of active missions, by status.", labels: ["status"])
    case .tasks:
      MetricFamily(.gauge, "signalbox_tasks", "Tasks of active missions, by state.", labels: ["state"])
    case .workItems:
      MetricFamily(.gauge, "signalbox_work_items", "Work items of active missions, by state.", labels: ["state"])
    case .agents:
      MetricFamily(.gauge, "signalbox_agents", "Agents, by state.", labels: ["state"])
    case .helpRequests:
      MetricFamily(
        .gauge, "signalbox_help_requests",
        "Questions of active missions that wait for a person, by what they are about.", labels: ["cause"])
    case .oldestUntaken:
      MetricFamily(
        .gauge, "signalbox_oldest_untaken_seconds", "Age of the oldest task that no agent has taken; 0 without one.")
    case .polls:
      MetricFamily(
        .counter, "signalbox_polls_total", "Poll results: news, or known before through a webhook.", labels: ["result"],
        known: [["news"], ["known"]])
    case .calls:
      MetricFamily(
        .counter, "signalbox_github_calls_total", "Answers of GitHub, by HTTP status (0: no answer).", labels: ["code"])
    case .rateRemaining:
      MetricFamily(
        .gauge, "signalbox_github_rate_remaining", "What is left of a primary limit, as of the last answer.",
        labels: ["resource"])
    case .rateLimit:
      MetricFamily(.gauge, "signalbox_github_rate_limit", "A primary limit, per hour.", labels: ["resource"])
    case .missed:
      MetricFamily(
        .counter, "signalbox_deliveries_missed_total", "Deliveries that GitHub made and that had not arrived.",
        known: [[]])
    case .redelivered:
      MetricFamily(
        .counter, "signalbox_deliveries_redelivered_total", "Missing deliveries that GitHub was asked to make again.",
        known: [[]])
    case .lost:
      MetricFamily(
        .counter, "signalbox_deliveries_lost_total", "Missing deliveries that could not be had in any way.", known: [[]]
      )
    case .found:
      MetricFamily(
        .counter, "signalbox_missed_found_total",
        "What no webhook had told, by what found it: GitHub's log of deliveries, or a poll.", labels: ["by"],
        known: [["audit"], ["poll"]])
    case .appReach:
      MetricFamily(
        .counter, "signalbox_app_reach_changes_total",
        "Webhooks that told of the App being uninstalled, suspended, back, or given other repositories.",
        labels: ["change"], known: [["uninstalled"], ["suspended"], ["back"], ["changed"]])
    case .deletedHooks:
      MetricFamily(
        .counter, "signalbox_hooks_deleted_total", "Hooks of ours that were deleted on GitHub, as far as they told.",
        known: [[]])
    case .audits:
      MetricFamily(
        .counter, "signalbox_audits_total", "Looks at GitHub's logs of deliveries, by result.", labels: ["result"],
        known: AuditResult.allCases.map { [$0.rawValue] })
    case .notices:
      MetricFamily(
        .counter, "signalbox_notices_total", "Tries to bring notices to the targets of 'notify', by outcome.",
        labels: ["outcome"], known: NoticeOutcome.allCases.map { [$0.rawValue] })
    case .buildInfo:
      MetricFamily(.gauge, "signalbox_build_info", "Always 1; the label is the version that runs.", labels: ["version"])
    }
  }
}
