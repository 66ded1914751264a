import Glibc

/// What the executable does with its arguments.
enum BenchmarkCommand {
  static let help = """
    receiver-benchmark: how fast deliveries are taken in, against what Redis itself can do

    Build with optimisation, anything else says nothing:
      swift build -c release --product receiver-benchmark
      .build/release/receiver-benchmark

    Starts a private redis-server (appendonly yes, appendfsync always) in a temporary directory and the webhook door in a
    process of its own. Then, round by round on that same Redis: signed deliveries with unique GUIDs over keep-alive
    connections in a closed loop, and redis-benchmark with XADD of the same payload, uncompressed, over as many
    connections. Prints both rates, their ratio (goal: at least 0.8) and the latency (goal: p99 at most 10 ms).

      --connections N   keep-alive connections (default 16)
      --requests N      deliveries per round, and commands of redis-benchmark (default 10000)
      --rounds N        rounds per size; medians are printed (default 3)
      --seconds N       a round ends after so many seconds at the latest (default 20)
      --threads N       threads of the receiver that read, hash and pack (default 1)
      --bodies A,B      sizes of the bodies in bytes (default 12000,25000)
      --memory          instead: eight bodies of 25 MiB that hardly pack, all at once; prints what the receiver's
                        memory grew by (goal: at most 32 MiB), and that of who reads them as the clerk does
      --events          instead: what deciding and storing one event costs in a mission of 84 pull requests, and in one
                        of 4 (goal: at most twice as much)
      --strict          exit 1 when a goal is missed
      --help            this text
    """

  /// Runs what the arguments ask for, and ends the process.
  static func run(_ arguments: [String]) async -> Never {
    if arguments.first == BenchmarkReceiver.childMode {
      await BenchmarkReceiver.run(Array(arguments.dropFirst()))
      exit(0)
    }
    if arguments.first == BenchmarkReader.childMode {
      await BenchmarkReader.run(Array(arguments.dropFirst()))
      exit(0)
    }
    do {
      guard let options = try BenchmarkOptions(arguments) else {
        say(help)
        exit(0)
      }
      let isMet =
        try await options.measuresEvents
        ? EventTrial(options).run()
        : options.measuresMemory ? MemoryTrial(options).run() : ThroughputTrial(options).run()
      exit(isMet || !options.isStrict ? 0 : 1)
    } catch let failure as BenchmarkFailure {
      complain("receiver-benchmark: \(failure.what)")
      exit(failure.isUsage ? 64 : 69)
    } catch {
      complain("receiver-benchmark: \(error)")
      exit(69)
    }
  }

  /// Prints a line at once, also into a pipe.
  static func say(_ text: String) { write(text, to: STDOUT_FILENO) }

  private static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array((text + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      written += count
    }
  }
}
