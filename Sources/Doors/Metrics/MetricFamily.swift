/// The values of one metric, by their labels' values.
struct MetricFamily {
  /// What Prometheus may do with the values.
  enum Kind: String {
    case counter
    case gauge
  }

  let name: String
  let kind: Kind
  let help: String
  let labels: [String]
  private var values: [[String]: Double]

  /// - Parameter known: label values that are shown from the start, so that a rate over them exists before their first
  ///   event.
  init(_ kind: Kind, _ name: String, _ help: String, labels: [String] = [], known: [[String]] = []) {
    self.name = name
    self.kind = kind
    self.help = help
    self.labels = labels
    values = Dictionary(known.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(_ amount: Double = 1, _ labelValues: String...) {
    values[labelValues, default: 0] += amount
  }

  /// The value of the metric without labels; 0 before its first event.
  var total: Double { values[[]] ?? 0 }

  mutating func set(_ value: Double, _ labelValues: String...) {
    values[labelValues] = value
  }

  /// Sets the values of a metric with one label; those that are not named any more become 0 rather than vanish.
  mutating func replaceAll(_ counts: [String: Int]) {
    for key in values.keys { values[key] = 0 }
    for (label, count) in counts { values[[label]] = Double(count) }
  }

  func write(to page: inout MetricsPage) {
    page.begin(name, kind.rawValue, help)
    for (labelValues, value) in values.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      page.sample(name, Array(zip(labels, labelValues)), value)
    }
  }
}
