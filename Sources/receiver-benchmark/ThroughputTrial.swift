import MissionStore
import Redis
import System

/// Deliveries per second, beside what Redis takes of the same payload.
struct ThroughputTrial {
  static let ratioGoal = 0.8
  static let latencyGoal = 10.0

  let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) {
    self.options = options
  }

  private struct Round {
    let load: LoadResult
    let yardstick: Double
    let receiverTime: Double
    let redisTime: Double

    var ratio: Double { load.perSecond / yardstick }
  }

  /// Whether all goals are met.
  func run() async throws -> Bool {
    BenchmarkCommand.say(
      "\(options.connections) connections, \(options.requests) deliveries a round, appendfsync always; medians of "
        + "\(options.rounds) rounds")
    var isMet = true
    for size in options.bodies { isMet = try await run(size: size) && isMet }
    return isMet
  }

  private func run(size: Int) async throws -> Bool {
    let body = CheckRunPayload.document(bytes: size)
    let packed = try CompressedBody(compressing: body).size
    BenchmarkCommand.say("\nbody of \(body.count) bytes (\(packed) packed)")
    return try await Workplace.use { place in
      let receiver = try ReceiverProcess(redis: place.socket, directory: place.directory, threads: options.threads)
      defer { receiver.process.end() }
      // The first deliveries load code and scripts.
      _ = try await load(receiver, body, requests: min(1_000, options.requests))
      var rounds: [Round] = []
      for number in 1...options.rounds {
        let round = try await measure(place, receiver, body)
        rounds.append(round)
        if options.rounds <= 5 { report(round, number) }
      }
      return conclude(rounds)
    }
  }

  private func measure(_ place: Workplace, _ receiver: ReceiverProcess, _ body: [UInt8]) async throws -> Round {
    try await place.clear()
    let before = (ProcessFigures(of: receiver.process.pid), ProcessFigures(of: place.redisPID))
    let result = try await load(receiver, body, requests: options.requests)
    let after = (ProcessFigures(of: receiver.process.pid), ProcessFigures(of: place.redisPID))
    let entries = try await place.connection.send(["XLEN", .text(Keys(town: BenchmarkReceiver.town).signals)]).integer
    guard entries == result.count else {
      throw BenchmarkFailure(what: "\(result.count) deliveries were accepted and \(entries ?? 0) are stored")
    }
    try await place.clear()
    let options = options
    let socket = place.socket
    let yardstick = await OwnedThread.run(name: "benchmark") {
      Result {
        try RedisBenchmarkTool.appends(
          socket: socket, connections: options.connections, requests: options.requests, payload: body,
          seconds: options.seconds + 30)
      }
    }
    let count = Double(max(1, result.count))
    return Round(
      load: result, yardstick: try yardstick.get(),
      receiverTime: (after.0.processorTime - before.0.processorTime) / count,
      redisTime: (after.1.processorTime - before.1.processorTime) / count)
  }

  private func load(_ receiver: ReceiverProcess, _ body: [UInt8], requests: Int) async throws -> LoadResult {
    let generator = try LoadGenerator(
      port: receiver.port, connections: options.connections, requests: requests, seconds: options.seconds, body: body)
    return try await OwnedThread.run(name: "benchmark") { Result { try generator.run() } }.get()
  }

  private func report(_ round: Round, _ number: Int) {
    BenchmarkCommand.say(
      "  round \(number): \(whole(round.load.perSecond))/s, redis-benchmark XADD \(whole(round.yardstick))/s, "
        + "ratio \(decimal(round.ratio)), p50 \(decimal(round.load.milliseconds(at: 0.5))) ms, "
        + "p99 \(decimal(round.load.milliseconds(at: 0.99))) ms, processor time per delivery: receiver "
        + "\(whole(round.receiverTime)) us, redis \(whole(round.redisTime)) us")
  }

  private func conclude(_ rounds: [Round]) -> Bool {
    let ratio = median(rounds.map(\.ratio))
    let latency = median(rounds.map { $0.load.milliseconds(at: 0.99) })
    BenchmarkCommand.say(
      "  \(whole(median(rounds.map(\.load.perSecond))))/s against \(whole(median(rounds.map(\.yardstick))))/s: ratio "
        + "\(decimal(ratio)) (goal \(decimal(Self.ratioGoal))\(ratio >= Self.ratioGoal ? "" : ", missed")), p99 "
        + "\(decimal(latency)) ms (goal \(decimal(Self.latencyGoal))\(latency <= Self.latencyGoal ? "" : ", missed"))")
    // What else runs on the machine only ever takes away: many short rounds find the moments in which it does not.
    let fastest = rounds.map(\.load.perSecond).max() ?? 0
    let fastestYardstick = rounds.map(\.yardstick).max() ?? 1
    BenchmarkCommand.say(
      "  fastest rounds: \(whole(fastest))/s against \(whole(fastestYardstick))/s: ratio "
        + "\(decimal(fastest / fastestYardstick)); least processor time: receiver "
        + "\(whole(rounds.map(\.receiverTime).min() ?? 0)) us; lowest p99 "
        + "\(decimal(rounds.map { $0.load.milliseconds(at: 0.99) }.min() ?? 0)) ms")
    return ratio >= Self.ratioGoal && latency <= Self.latencyGoal
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  /// Two decimals.
  private func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
