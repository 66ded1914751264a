import CommandLine

/// What is to be measured.
struct BenchmarkOptions {
  private(set) var connections = 16
  private(set) var requests = 10_000
  private(set) var rounds = 3
  private(set) var seconds = 20
  private(set) var bodies = [12_000, 25_000]
  private(set) var threads = 1
  let measuresMemory: Bool
  let measuresEvents: Bool
  let measuresMailbox: Bool
  let isStrict: Bool

  static let manual = Manual(
    of: "receiver-benchmark",
    CommandDeclaration(
      "", "how fast deliveries are taken in, against what Redis itself can do",
      flags: [
        Flag("connections", nil, .value("N"), "keep-alive connections (16)"),
        Flag("requests", nil, .value("N"), "deliveries per round, and commands of redis-benchmark (10000)"),
        Flag("rounds", nil, .value("N"), "rounds per size; medians are printed (3)"),
        Flag("seconds", nil, .value("N"), "a round ends after so many seconds at the latest (20)"),
        Flag("threads", nil, .value("N"), "threads of the receiver that read, hash and pack (1)"),
        Flag("bodies", nil, .value("A,B"), "sizes of the bodies in bytes (12000,25000)"),
        Flag(
          "memory", nil, .toggle,
          "instead: eight bodies of 25 MiB that hardly pack, all at once; prints what the receiver's memory grew by "
            + "(goal: at most 32 MiB), and that of who reads them as the clerk does"),
        Flag(
          "events", nil, .toggle,
          "instead: what deciding and storing one event costs in a mission of 84 pull requests, and in one of 4 "
            + "(goal: at most twice as much)"),
        Flag(
          "mailbox", nil, .toggle,
          "instead: how long a failed check takes to its agent's mailbox under 32 pull requests, and under one (goal: at "
            + "most 2.5 times as long); wants signalbox beside it"),
        Flag("strict", nil, .toggle, "exit 1 when a goal is missed"),
      ],
      examples: [
        "swift build -c release --product receiver-benchmark", ".build/release/receiver-benchmark --rounds 1",
      ]),
    topics: [HelpTopic("method", method)])

  private static let method = """
    Build with optimisation, anything else says nothing. It starts a private
    redis-server (appendonly yes, appendfsync always) in a temporary directory and
    the webhook door in a process of its own. Then, round by round on that same
    Redis: signed deliveries with unique GUIDs over keep-alive connections in a
    closed loop, and redis-benchmark with XADD of the same payload, uncompressed,
    over as many connections. Prints both rates, their ratio (goal: at least 0.8)
    and the latency (goal: p99 at most 10 ms).
    """.split(separator: "\n").map(String.init)

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    measuresMemory = arguments.has("memory")
    measuresEvents = arguments.has("events")
    measuresMailbox = arguments.has("mailbox")
    isStrict = arguments.has("strict")
    connections = try arguments.number("connections", in: 1...1024) ?? connections
    requests = try arguments.number("requests", in: 1...1_000_000) ?? requests
    rounds = try arguments.number("rounds", in: 1...99) ?? rounds
    seconds = try arguments.number("seconds", in: 1...600) ?? seconds
    threads = try arguments.number("threads", in: 1...16) ?? threads
    if let text = arguments["bodies"] {
      let sizes = text.split(separator: ",").map { Int($0) ?? 0 }
      guard !sizes.isEmpty, sizes.allSatisfy((2_000...100_000).contains) else {
        throw CommandFailure(.usage, "--bodies takes numbers of 2000...100000", hint: "such as --bodies 12000,25000")
      }
      bodies = sizes
    }
  }
}
