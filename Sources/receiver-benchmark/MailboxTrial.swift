import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionCore
import MissionStore
import Redis

/// How long it takes from a webhook that a check failed until its fix wakes the agent that waits for it: with 32 pull
/// requests in one mission, and with one in each of 32. Everything is real but GitHub, which a sandbox stands for.
struct MailboxTrial {
  static let pullRequests = 32
  /// How much longer it may take under many pull requests than under one.
  static let goal = 2.5

  let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) { self.options = options }

  /// Whether the goal is met.
  func run() async throws -> Bool {
    var ratios: [Double] = []
    for round in 1...options.rounds {
      let one = try await MailboxStage.use { try await $0.latencies(missions: Self.pullRequests) }
      let many = try await MailboxStage.use { try await $0.latencies(missions: 1) }
      ratios.append(Self.median(many) / Self.median(one))
      BenchmarkCommand.say(
        "round \(round): a failed check wakes its agent after p50 \(Self.text(Self.median(one))) ms, at most "
          + "\(Self.text(one.max() ?? 0)) ms, under one pull request; p50 \(Self.text(Self.median(many))) ms, at most "
          + "\(Self.text(many.max() ?? 0)) ms, under \(Self.pullRequests)")
    }
    let ratio = Self.median(ratios)
    BenchmarkCommand.say(
      "\(Self.pullRequests) pull requests to one: \(Self.text(ratio)) "
        + "(goal: at most \(Self.goal)\(ratio <= Self.goal ? "" : ", missed"))")
    return ratio <= Self.goal
  }

  private static func median(_ numbers: [Double]) -> Double {
    numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
  }

  private static func text(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}

/// A service with agents whose pull requests are open, in a temporary directory.
private struct MailboxStage {
  private static let town = "benchmark"

  private let directory: String
  private let sandbox: Sandbox
  private let service: SpawnedProcess
  private let port: UInt16
  private let connection: RedisConnection
  private let store: TownStore
  private let client = HTTPClient()

  /// Does some work with one; all of it is gone at the end.
  static func use<Value>(_ work: (MailboxStage) async throws -> Value) async throws -> Value {
    let directory = "/tmp/receiver-benchmark-\(getpid())-mailbox"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let sandbox = try Sandbox(SandboxConfiguration())
    let stage: MailboxStage
    do {
      stage = try MailboxStage(directory, sandbox)
    } catch {
      await sandbox.stop()
      throw error
    }
    let result: Result<Value, any Error>
    do { result = .success(try await work(stage)) } catch { result = .failure(error) }
    stage.connection.close()
    stage.client.close()
    kill(stage.service.pid, SIGTERM)
    stage.service.end()
    await sandbox.stop()
    return try result.get()
  }

  private init(_ directory: String, _ sandbox: Sandbox) throws {
    self.directory = directory
    self.sandbox = sandbox
    try Data(BenchmarkReceiver.secret.utf8).write(to: URL(filePath: "\(directory)/secret"))
    chmod("\(directory)/secret", 0o600)
    let words = [
      "serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--log-format", "json", "--github-api",
      sandbox.url, "--webhook-secret-file", "\(directory)/secret",
    ]
    // Its log goes to standard error.
    service = try SpawnedProcess(
      "/bin/sh", ["-c", "exec \"$0\" \"$@\" 2>&1", try Self.program()] + words + Self.flags(directory))
    while true {
      let line = try service.line(within: 20)
      guard !line.isEmpty else { throw BenchmarkFailure(what: "the service did not start") }
      let entry = (try? JSONReader.read(Array(line.utf8))) ?? .null
      if entry["message"] == "Webhook listener is ready", let port = entry["port"].integerValue {
        self.port = UInt16(port)
        break
      }
    }
    connection = RedisConnection(to: RedisAddress(place: .unix(path: "\(directory)/data/redis.sock")))
    store = TownStore(connection: connection, keys: Keys(town: Self.town)) {
      Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
    }
  }

  /// Milliseconds from each webhook to its agent, with the pull requests spread over so many missions.
  func latencies(missions: Int) async throws -> [Double] {
    let count = MailboxTrial.pullRequests
    try await ask("/_sandbox/repos", ["name": "acme/shop"])
    for number in 1...count { try await ask("/repos/acme/shop/issues", ["title": .string("Implement part \(number)")]) }
    let manifest = "\(directory)/mission.toml"
    let policy = "[policy]\nreviewer_required = false\nwatch_interval_secs = 3600\n"
    try Data(policy.utf8).write(to: URL(filePath: manifest))
    for first in stride(from: 1, through: count, by: count / missions) {
      let issues = (first..<(first + count / missions)).flatMap { ["-i", "\($0)"] }
      try signalbox(["mission", "start", "--manifest", manifest, "--max-parallel", "\(count)"] + issues)
    }
    var heads: [(agent: Identifier<Agent>, head: String)] = []
    // Whoever has reported is given more: all take their work before.
    var given: [GitHubSandbox.JSONValue] = []
    for number in 1...count { given.append(try takeWork("agent-\(number)")) }
    for number in 1...count { heads.append(try await openPullRequest("agent-\(number)", given[number - 1])) }
    var latencies: [Double] = []
    for (number, (agent, head)) in heads.enumerated() {
      // What woke it before is over.
      while try await store.waitForWake(agent: agent, timeout: .milliseconds(50), blocks: true) {}
      let body = Self.failure(of: head, number)
      let start = ContinuousClock.now
      let store = store
      async let isAwake = store.waitForWake(agent: agent, timeout: .seconds(20))
      try await deliver(body)
      guard try await isAwake else { throw BenchmarkFailure(what: "a fix did not come") }
      latencies.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    return latencies
  }

  /// Lets an agent take an item.
  private func takeWork(_ name: String) throws -> GitHubSandbox.JSONValue {
    try signalbox(["agent", "register", name, "--role", "backend"])
    return try signalbox(["task", "next", "--agent", name, "--wait", "20"])
  }

  /// Lets an agent open the pull request that carries what it was given.
  private func openPullRequest(
    _ name: String, _ given: GitHubSandbox.JSONValue
  ) async throws -> (agent: Identifier<Agent>, head: String) {
    try await ask("/_sandbox/repos/acme/shop/push", ["branch": .string(name)])
    let pull = try await ask(
      "/repos/acme/shop/pulls", ["title": "Part", "head": .string(name), "base": "main", "body": ""])
    guard let task = given["task"]["id"].stringValue, let claim = given["claim"].stringValue,
      let agent = given["task"]["assigned_to"].stringValue.flatMap({ Identifier<Agent>($0) }),
      let reference = pull["number"].integerValue, let head = pull["head"]["sha"].stringValue
    else { throw BenchmarkFailure(what: "an agent got no work") }
    try signalbox(["task", "done", task, "--claim", claim, "--pull-request", "#\(reference)"])
    return (agent, head)
  }

  private func deliver(_ body: [UInt8]) async throws {
    let signature = WebhookSignature.sign(body, secret: try Secret(BenchmarkReceiver.secret))
    let headers: HTTPClient.Headers = [
      "Content-Type": "application/json", "X-GitHub-Event": "check_run",
      "X-GitHub-Delivery": UUID().uuidString.lowercased(), "X-GitHub-Hook-ID": "1",
      "X-Hub-Signature-256": signature,
    ]
    let answer = try await client.send(
      .init(.post, "http://127.0.0.1:\(port)/webhooks/github", headers: headers, body: Data(body)))
    guard answer.status == 202 else { throw BenchmarkFailure(what: "a delivery was answered \(answer.status)") }
  }

  @discardableResult
  private func ask(_ path: String, _ body: GitHubSandbox.JSONValue) async throws -> GitHubSandbox.JSONValue {
    let headers: HTTPClient.Headers = ["Content-Type": "application/json", "User-Agent": "receiver-benchmark"]
    let answer = try await client.send(
      .init(.post, sandbox.url + path, headers: headers, body: Data(body.bytes)))
    guard (200...299).contains(answer.status) else {
      throw BenchmarkFailure(what: "the sandbox answers \(answer.status) to \(path)")
    }
    return (try? JSONReader.read(Array(answer.body))) ?? .null
  }

  @discardableResult
  private func signalbox(_ words: [String]) throws -> GitHubSandbox.JSONValue {
    let process = try SpawnedProcess(try Self.program(), words + ["--json"] + Self.flags(directory))
    let document = (try? JSONReader.read(Array(try process.text(within: 60).utf8))) ?? .null
    guard !document.isNull else { throw BenchmarkFailure(what: "signalbox \(words.joined(separator: " ")) failed") }
    return document
  }

  private static func flags(_ directory: String) -> [String] {
    ["--town", town, "--data", "\(directory)/data", "--repo", "acme/shop"]
  }

  /// The executable that was built beside this one.
  private static func program() throws -> String {
    var path = [CChar](repeating: 0, count: 4096)
    guard readlink("/proc/self/exe", &path, path.count - 1) > 0 else { throw BenchmarkFailure(what: "no /proc") }
    let own = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let program = own.split(separator: "/").dropLast().reduce(into: "") { $0 += "/\($1)" } + "/signalbox"
    guard access(program, X_OK) == 0 else {
      throw BenchmarkFailure(what: "\(program) is not there: build it with the same configuration")
    }
    return program
  }

  /// GitHub's word that a check of a commit failed.
  private static func failure(of head: String, _ number: Int) -> [UInt8] {
    let run: GitHubSandbox.JSONValue = [
      "id": .integer(9_000 + number), "name": "ci", "head_sha": .string(head), "status": "completed",
      "conclusion": "failure", "started_at": "2026-11-20T09:12:44Z", "completed_at": "2026-11-20T09:15:01Z",
      "html_url": "https://github.com/acme/shop/runs/1", "pull_requests": [],
      "app": ["id": 15368, "slug": "github-actions"], "check_suite": ["id": 1],
    ]
    let document: GitHubSandbox.JSONValue = [
      "action": "completed", "check_run": run, "repository": ["id": 1, "full_name": "acme/shop"],
      "sender": ["login": "ada", "id": 1, "type": "User"],
    ]
    return document.bytes
  }
}
