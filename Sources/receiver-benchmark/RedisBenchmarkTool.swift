/// The yardstick: Redis' own load generator.
enum RedisBenchmarkTool {
  /// How many `XADD` of this payload a Redis takes per second.
  static func appends(
    socket: String, connections: Int, requests: Int, payload: [UInt8], seconds: Int
  ) throws -> Double {
    let tool = try SpawnedProcess(
      "redis-benchmark",
      [
        "-s", socket, "-c", String(connections), "-n", String(requests), "--csv", "XADD", "yardstick", "*", "body",
        String(decoding: payload, as: UTF8.self),
      ])
    defer { tool.end() }
    // The last line ends with rate and six latencies; the test's name in front of them holds the payload.
    let line = try tool.text(within: seconds).split(separator: "\n").last ?? ""
    let fields = line.split(separator: ",").suffix(7)
    guard let rate = fields.first.flatMap({ Double($0.filter { $0 != "\"" }) }), rate > 0 else {
      throw BenchmarkFailure(what: "redis-benchmark said nothing (Debian: apt-get install redis-tools)")
    }
    return rate
  }
}
