/// The values behind ``Metrics``.
struct MetricsState {
  // The webhook door. Counted per request, so by position and not by name.
  var answers = [UInt64](repeating: 0, count: WebhookOutcome.allCases.count)
  var secretMatches = SecretMatches()
  var bodyBytes: UInt64 = 0
  var ignored = MetricFamily(
    .counter, "signalbox_webhook_ignored_total", "Deliveries that nothing here uses, by event.", labels: ["event"])
  var verification = Histogram(
    "signalbox_webhook_verification_seconds", "Time spent on hashing a body and comparing its signature.",
    bounds: [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1])
  var acceptance = Histogram(
    "signalbox_webhook_accept_seconds", "Time from the end of a delivery's body until it was stored durably.",
    bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5])

  // The listeners.
  var connections = MetricFamily(
    .gauge, "signalbox_http_connections", "Connections that are open.", labels: ["listener"])
  var accepted = MetricFamily(
    .counter, "signalbox_http_connections_total", "Connections that were accepted.", labels: ["listener"])
  var refused = MetricFamily(
    .counter, "signalbox_http_connections_refused_total",
    "Connections closed at once because their address had too many.", labels: ["listener"])
  var deadlines = MetricFamily(
    .counter, "signalbox_http_deadlines_total",
    "Connections or requests ended because time was up, by what was awaited.",
    labels: ["listener", "awaited"])

  // The clerk.
  var eventAge = Histogram(
    "signalbox_event_age_seconds", "Time from a delivery's arrival until its effects were committed.",
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600])
  var signals = MetricFamily(
    .counter, "signalbox_signals_total", "Signals that were worked on, by kind and result.", labels: ["kind", "result"])
  var clerkLag = MetricFamily(
    .gauge, "signalbox_clerk_lag_seconds", "Age of the oldest signal that is not worked on yet.")
  var streamEntries = MetricFamily(
    .gauge, "signalbox_stream_entries", "Signals in the stream: waiting, or being worked on.")
  var deadLetters = MetricFamily(.gauge, "signalbox_dead_letters", "Signals that were given up.")
  var holdsLease = MetricFamily(.gauge, "signalbox_lease_held", "1 while this process works on the town's signals.")

  // The town.
  var missions = MetricFamily(.gauge, "signalbox_missions", "Missions, by state.", labels: ["state"])
  var watches = MetricFamily(.gauge, "signalbox_watches", "Watches of active missions, by status.", labels: ["status"])
  var tasks = MetricFamily(.gauge, "signalbox_tasks", "Tasks of active missions, by state.", labels: ["state"])

  // GitHub.
  var polls = MetricFamily(
    .counter, "signalbox_polls_total", "Poll results: news, or known before through a webhook.", labels: ["result"],
    known: [["news"], ["known"]])
  var calls = MetricFamily(
    .counter, "signalbox_github_calls_total", "Calls to GitHub, by the code of the answer (0: no answer).",
    labels: ["code"])
  var rateRemaining = MetricFamily(
    .gauge, "signalbox_github_rate_remaining", "What is left of a primary limit, as of the last answer.",
    labels: ["resource"])
  var rateLimit = MetricFamily(
    .gauge, "signalbox_github_rate_limit", "A primary limit, per hour.", labels: ["resource"])

  // Healing.
  var missed = MetricFamily(
    .counter, "signalbox_deliveries_missed_total", "Deliveries that GitHub made and that had not arrived.", known: [[]])
  var redelivered = MetricFamily(
    .counter, "signalbox_deliveries_redelivered_total", "Missing deliveries that GitHub was asked to make again.",
    known: [[]])
  var lost = MetricFamily(
    .counter, "signalbox_deliveries_lost_total", "Missing deliveries that could not be had in any way.", known: [[]])
  var found = MetricFamily(
    .counter, "signalbox_missed_found_total",
    "What no webhook had told, by what found it: GitHub's log of deliveries, or a poll.", labels: ["by"],
    known: [["audit"], ["poll"]])
  var appReach = MetricFamily(
    .counter, "signalbox_app_reach_changes_total",
    "Webhooks that told of the App being uninstalled, suspended, back, or given other repositories.",
    labels: ["change"], known: [["uninstalled"], ["suspended"], ["back"], ["changed"]])
  var deletedHooks = MetricFamily(
    .counter, "signalbox_hooks_deleted_total", "Hooks of ours that were deleted on GitHub, as far as they told.",
    known: [[]])
  var audits = MetricFamily(
    .counter, "signalbox_audits_total", "Looks at GitHub's logs of deliveries, by result.", labels: ["result"],
    known: AuditResult.allCases.map { [$0.rawValue] })
  var auditDelay = Histogram(
    "signalbox_found_by_audit_delay_seconds", "Time from GitHub's attempt to deliver until the audit brought it in.",
    bounds: [5, 15, 30, 60, 120, 300, 900, 3600, 14_400, 86_400])
  var pollDelay = Histogram(
    "signalbox_found_by_poll_delay_seconds",
    "Time from a change that no webhook told (at the earliest the look before) until a poll found it.",
    bounds: [5, 15, 30, 60, 120, 300, 900, 3600, 14_400, 86_400])

  func write(to page: inout MetricsPage) {
    page.begin("signalbox_webhook_answers_total", "counter", "Requests to the public listener, by what became of them.")
    for (outcome, count) in zip(WebhookOutcome.allCases, answers) {
      page.sample(
        "signalbox_webhook_answers_total", [("outcome", outcome.rawValue), ("status", String(outcome.status))],
        Double(count))
    }
    page.begin("signalbox_webhook_body_bytes_total", "counter", "Bytes of whole bodies, as they came.")
    page.sample("signalbox_webhook_body_bytes_total", [], Double(bodyBytes))
    page.begin(
      "signalbox_webhook_secret_matches_total", "counter",
      "Valid signatures, by the secret's fingerprint ('signalbox hook status' shows it).")
    for (secret, count) in secretMatches.byName {
      page.sample("signalbox_webhook_secret_matches_total", [("secret", secret)], Double(count))
    }
    for histogram in [verification, acceptance, eventAge, auditDelay, pollDelay] { histogram.write(to: &page) }
    for family in [
      ignored, connections, accepted, refused, deadlines, signals, clerkLag, streamEntries, deadLetters, holdsLease,
      missions, watches, tasks, polls, missed, redelivered, lost, found, audits, appReach, deletedHooks, calls,
      rateRemaining, rateLimit,
    ] { family.write(to: &page) }
  }
}
