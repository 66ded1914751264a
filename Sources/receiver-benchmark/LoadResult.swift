/// What came of a load.
struct LoadResult {
  /// Each delivery's time from its first byte out to its answer in, rising.
  private let latencies: [UInt32]
  /// The whole time.
  let microseconds: UInt64

  init(latencies: [UInt32], microseconds: UInt64) {
    self.latencies = latencies.sorted()
    self.microseconds = max(1, microseconds)
  }

  var count: Int { latencies.count }

  var perSecond: Double { Double(count) * 1_000_000 / Double(microseconds) }

  /// The latency, in milliseconds, that this share of the deliveries did not exceed.
  func milliseconds(at share: Double) -> Double {
    guard !latencies.isEmpty else { return 0 }
    let index = min(latencies.count - 1, Int(Double(latencies.count) * share))
    return Double(latencies[index]) / 1000
  }
}
