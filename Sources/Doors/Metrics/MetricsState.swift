/// The values behind ``Metrics``: one for each ``Metric`` and ``DurationMetric``.
struct MetricsState {
  // These are counted for every request, so by position and not by name.
  var answers = [UInt64](repeating: 0, count: WebhookOutcome.allCases.count)
  var secretMatches = SecretMatches()
  var bodyBytes: UInt64 = 0

  private var families = Metric.allCases.map(\.declaration)
  private var histograms = DurationMetric.allCases.map(\.declaration)

  /// The values of a metric.
  subscript(metric: Metric) -> MetricFamily {
    _read { yield families[metric.rawValue] }
    _modify { yield &families[metric.rawValue] }
  }

  /// The durations of a metric.
  subscript(metric: DurationMetric) -> Histogram {
    _read { yield histograms[metric.rawValue] }
    _modify { yield &histograms[metric.rawValue] }
  }

  /// Writes all of them, in the order of their declarations.
  func write(to page: inout MetricsPage) {
    for family in named.families { family.write(to: &page) }
    for histogram in histograms { histogram.write(to: &page) }
  }

  /// With what is counted by position under its name.
  private var named: MetricsState {
    var state = self
    for (outcome, count) in zip(WebhookOutcome.allCases, answers) {
      state[.answers].set(Double(count), outcome.rawValue, String(outcome.status))
    }
    state[.bodyBytes].set(Double(bodyBytes))
    for (secret, count) in secretMatches.byName { state[.secretUses].set(Double(count), secret) }
    return state
  }
}
