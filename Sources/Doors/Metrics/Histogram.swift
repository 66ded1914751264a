/// How often a duration fell into which bucket.
struct Histogram {
  let name: String
  let help: String
  /// Upper bounds in seconds, rising.
  private let bounds: [Double]
  /// One more than bounds: the last is for what is beyond all of them.
  private var counts: [UInt64]
  private var sum = Duration.zero

  init(_ name: String, _ help: String, bounds: [Double]) {
    self.name = name
    self.help = help
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  mutating func observe(_ duration: Duration) {
    let value = duration / .seconds(1)
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += duration
  }

  func write(to page: inout MetricsPage) {
    page.begin(name, "histogram", help)
    var total: UInt64 = 0
    for (bound, count) in zip(bounds, counts) {
      total += count
      page.sample(name + "_bucket", [("le", MetricsPage.number(bound))], Double(total))
    }
    total += counts[bounds.count]
    page.sample(name + "_bucket", [("le", "+Inf")], Double(total))
    page.sample(name + "_sum", [], sum / .seconds(1))
    page.sample(name + "_count", [], Double(total))
  }
}
