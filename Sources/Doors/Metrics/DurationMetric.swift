/// Every metric of durations: declared here and nowhere else.
enum DurationMetric: Int, CaseIterable {
  case verification
  case acceptance
  case eventAge
  case auditDelay
  case pollDelay

  /// Name, help and buckets, without any event yet.
  var declaration: Histogram {
    switch self {
    case .verification:
      Histogram(
        "signalbox_webhook_verification_seconds", "Time spent on hashing a body and comparing its signature.",
        bounds: [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1])
    case .acceptance:
      Histogram(
        "signalbox_webhook_accept_seconds", "Time from the end of a delivery's body until it was stored durably.",
        bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5])
    case .eventAge:
      Histogram(
        "signalbox_event_age_seconds", "Time from a delivery's arrival until its effects were committed.",
        bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600])
    case .auditDelay:
      Histogram(
        "signalbox_found_by_audit_delay_seconds",
        "Time from GitHub's attempt to deliver until the audit brought it in.",
        bounds: [5, 15, 30, 60, 120, 300, 900, 3600, 14_400, 86_400])
    case .pollDelay:
      Histogram(
        "signalbox_found_by_poll_delay_seconds",
        "Time from a change that no webhook told (at the earliest the look before) until a poll found it.",
        bounds: [5, 15, 30, 60, 120, 300, 900, 3600, 14_400, 86_400])
    }
  }
}
