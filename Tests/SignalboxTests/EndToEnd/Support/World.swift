import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import HTTP
import MissionCore
import MissionStore
import Synchronization
import TestSupport
import Testing

/// Everything of one end-to-end test: a sandbox of GitHub in this process, and the built `signalbox` in processes of
/// its own, with real sockets and a real Redis, in a folder that is gone afterwards.
final class World: Sendable {
  /// What differs from test to test.
  struct Options: Sendable {
    /// What happens to webhooks on their way.
    var drop = 0.0
    var duplicate = 0.0
    var shuffle = 0.0
    var seed: UInt64 = 0
    /// An external Redis; without one each service runs its own.
    var redis: String?
    /// More arguments for every service.
    var arguments: [String] = []
    /// GitHub's time; that of the machine where nothing is said.
    var clock: (@Sendable () -> Timestamp)?
    /// Whether Signalbox is a GitHub App, with the App's hook and no other.
    var isApp = false
    /// Whether the hook is the organisation's, and the repository has none.
    var isOrganization = false
    /// More repositories, whose events arrive by hooks with the same secret.
    var neighbours: [RepositoryName] = []
    /// Whether a service is started at once.
    var serves = true

    init(_ change: (inout Options) -> Void = { _ in }) { change(&self) }
  }

  static let secret = "It's a Secret to Everybody"
  static let shop = RepositoryName(owner: "acme", name: "shop")!

  let folder: TestFolder
  let sandbox: Sandbox
  let client = HTTPClient(configuration: .init(usesEnvironmentProxy: false))
  let options: Options
  private let state = Mutex(State())

  private struct State {
    var services: [RunningService] = []
    /// Every port that a service of this world has had: what is sent to one that is gone reaches nobody else.
    var ports: [ReservedPort] = []
    var calls = 0
    var hook: Int?
  }

  /// Runs a test in a world of its own; whatever it started is ended afterwards.
  static func run(
    _ change: (inout Options) -> Void = { _ in }, _ body: (World) async throws -> Void
  ) async throws {
    let world = try World(Options(change))
    do {
      if world.options.serves { try await world.serve() }
      try await body(world)
    } catch {
      Issue.record("\(error)\n\(world.lastLines)")
    }
    await world.end()
  }

  /// The same with a Redis that belongs to nobody's service.
  static func runOnRedis(
    _ change: (inout Options) -> Void = { _ in }, _ body: (World, ExternalRedis) async throws -> Void
  ) async throws {
    let redis = try await ExternalRedis()
    try await run {
      $0.redis = redis.url
      change(&$0)
    } _: { world in
      try await body(world, redis)
    }
    await redis.kill()
  }

  private init(_ options: Options) throws {
    self.options = options
    folder = try TestFolder()
    try folder.write(Self.secret, to: "secret")
    var configuration = SandboxConfiguration()
    configuration.repositories = [Self.shop] + options.neighbours
    configuration.seed = options.seed
    configuration.drop = options.drop
    configuration.duplicate = options.duplicate
    configuration.shuffle = options.shuffle
    if let clock = options.clock { configuration.clock = clock }
    if options.isApp {
      let key = try #require(AppPublicKey(pem: AppKeyPair.shared.publicPEM))
      configuration.app = .init(key: key, webhook: .init(url: "http://127.0.0.1:9", secret: try Secret(Self.secret)))
      try folder.write(AppKeyPair.shared.privatePEM, to: "app.pem")
    }
    sandbox = try Sandbox(configuration)
  }

  /// The folder where the built programs lie, beside this test.
  static let binaries: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }()

  /// The service that was started last.
  var service: RunningService {
    guard let last = state.withLock({ $0.services.last }) else { preconditionFailure("no service was started") }
    return last
  }

  /// The data directory of the first service and of all commands.
  var data: String { folder.file("data") }

  // MARK: Programs

  /// Starts a service and waits until it is ready; GitHub's hook then points to it.
  @discardableResult
  func serve(
    _ arguments: [String] = [], data: String = "data", port: UInt16? = nil, settings: [String: String] = [:],
    untilReady: Bool = true
  ) async throws -> RunningService {
    let started = try start(
      ["serve", "--listen", "127.0.0.1:\(try port ?? reservePort())"] + arguments, data: data, settings: settings)
    let service = try await eventually("the service's listeners") { () -> RunningService? in
      let log = self.folder.read(started.log)
      if let end = started.program.outcome { throw GaveUp("a service that ended: \(end)", seen: log) }
      guard let admin = RunningService.port("Admin listener is ready", in: log),
        let webhooks = RunningService.port("Webhook listener is ready", in: log)
      else { return nil }
      return RunningService(program: started.program, log: started.log, webhooks: webhooks, admin: admin)
    }
    state.withLock { $0.services.append(service) }
    if untilReady {
      try await eventually("the service to be ready") {
        (try? await self.ask("/readyz", of: service).status) == 200
      }
    }
    try pointHook(to: service.webhooks)
    return service
  }

  /// Starts a service, ready or not.
  ///
  /// - Parameter errors: where its log goes instead of a file of its own.
  func start(
    _ words: [String], data: String = "data", settings: [String: String] = [:], errors: String? = nil
  ) throws -> (program: TestProcess, log: String) {
    let number = nextNumber()
    var words = words + ["--admin-listen", "127.0.0.1:0", "--github-api", sandbox.url, "--tick", "1"]
    words += ["--webhook-secret-file", folder.file("secret"), "--log-format", "json"] + options.arguments
    let program = try TestProcess(
      "\(Self.binaries)/signalbox", words, environment: environment(data: data).merging(settings) { $1 },
      directory: folder.path, output: folder.file("\(number).out"),
      errors: errors ?? folder.file("\(number).log"))
    return (program, "\(number).log")
  }

  /// Starts a command that goes on until it is ended, and says which file its words go to.
  func begin(_ words: String...) throws -> (program: TestProcess, output: String) {
    let number = nextNumber()
    let program = try TestProcess(
      "\(Self.binaries)/signalbox", words, environment: environment(data: "data"), directory: folder.path,
      output: folder.file("\(number).out"), errors: folder.file("\(number).err"))
    return (program, "\(number).out")
  }

  /// Runs a command to its end.
  @discardableResult
  func run(_ words: String..., data: String = "data", settings: [String: String] = [:]) async throws -> CommandOutcome {
    try await run(words, data: data, settings: settings)
  }

  /// Runs a command to its end.
  @discardableResult
  func run(_ words: [String], data: String = "data", settings: [String: String] = [:]) async throws -> CommandOutcome {
    let number = nextNumber()
    let program = try TestProcess(
      "\(Self.binaries)/signalbox", words, environment: environment(data: data).merging(settings) { $1 },
      directory: folder.path, output: folder.file("\(number).out"), errors: folder.file("\(number).err"))
    let end = try await program.wait(seconds: 4 * patience)
    guard case .exited(let code) = end else {
      throw GaveUp("\(words) to end by itself, not as \(end)", seen: folder.read("\(number).err"))
    }
    return CommandOutcome(
      words: words, code: code, output: folder.read("\(number).out"), errors: folder.read("\(number).err"))
  }

  /// Runs a shell's words to their end; the first that fails ends them.
  func shell(_ script: String, settings: [String: String] = [:]) async throws -> CommandOutcome {
    let number = nextNumber()
    var variables = environment(data: "data").merging(settings) { $1 }
    variables["PATH"] = "\(Self.binaries):/usr/local/bin:/usr/bin:/bin"
    let program = try TestProcess(
      "/bin/sh", ["-euc", script], environment: variables, directory: folder.path,
      output: folder.file("\(number).out"), errors: folder.file("\(number).err"))
    let end = try await program.wait(seconds: 4 * patience)
    guard case .exited(let code) = end else {
      throw GaveUp("\(script) to end by itself, not as \(end)", seen: folder.read("\(number).err"))
    }
    return CommandOutcome(
      words: [script], code: code, output: folder.read("\(number).out"), errors: folder.read("\(number).err"))
  }

  /// Runs a command that must succeed, with `--json`, and returns its document.
  @discardableResult
  func tell(_ words: String...) async throws -> JSONValue {
    let outcome = try await run(words + ["--json"])
    guard outcome.code == 0 else { throw CommandFailed(outcome: outcome) }
    return outcome.json
  }

  private func environment(data: String) -> [String: String] {
    var settings = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "SIGNALBOX_DATA": folder.file(data),
      "SIGNALBOX_REPO": Self.shop.description, "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no",
    ]
    if options.isApp {
      settings["SIGNALBOX_GITHUB_APP_ID"] = "12345"
      settings["SIGNALBOX_GITHUB_APP_KEY_FILE"] = folder.file("app.pem")
    }
    if let redis = options.redis { settings["SIGNALBOX_REDIS_URL"] = redis }
    // Swift's own libraries are found where the tests find them.
    if let path = getenv("LD_LIBRARY_PATH") { settings["LD_LIBRARY_PATH"] = String(cString: path) }
    return settings
  }

  private func reservePort() throws -> UInt16 {
    let port = try ReservedPort()
    state.withLock { $0.ports.append(port) }
    return port.number
  }

  private func nextNumber() -> Int {
    state.withLock { state in
      state.calls += 1
      return state.calls
    }
  }

  /// Lets GitHub's hook point to a port.
  func pointHook(to port: UInt16) throws {
    let draft = GitHubSandbox.HookDraft(
      url: "http://127.0.0.1:\(port)/webhooks/github", secret: try Secret(Self.secret), contentType: .json,
      events: ["*"])
    if options.isApp { return sandbox.withCore { $0.app?.hook?.url = draft.url ?? "" } }
    let known = state.withLock { $0.hook }
    let owner = Self.shop.owner
    guard let known else {
      let hook = try sandbox.act(as: "acme") { state, act in
        try options.isOrganization
          ? state.createHook(ofOrganization: owner, draft, by: act) : state.createHook(in: Self.shop, draft, by: act)
      }
      state.withLock { $0.hook = hook }
      for neighbour in options.neighbours {
        _ = try sandbox.act(as: neighbour.owner) { state, act in try state.createHook(in: neighbour, draft, by: act) }
      }
      return
    }
    try sandbox.withCore { core in
      let act = Act(by: "acme", at: Timestamp(milliseconds: 0))
      if options.isOrganization {
        try core.state.editHook(known, ofOrganization: owner, draft, by: act)
      } else {
        try core.state.editHook(known, in: Self.shop, draft, by: act)
      }
    }
  }

  // MARK: The end

  /// The last lines of the newest service's log.
  private var lastLines: String {
    guard let log = state.withLock({ $0.services.last?.log }) else { return "" }
    return folder.read(log).split(separator: "\n").suffix(15).joined(separator: "\n")
  }

  private func end() async {
    let services = state.withLock { $0.services }
    for service in services { service.program.signal(SIGTERM) }
    for service in services where (try? await service.program.wait()) == nil { await service.program.kill() }
    await endPrivateRedis()
    await sandbox.stop()
    client.close()
  }

  /// Ends what a service that was killed has left behind: its private Redis stays for the next one.
  private func endPrivateRedis() async {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in folders {
      guard let pid = pid_t(folder.read("\(name)/redis/redis.pid").filter(\.isNumber)) else { continue }
      let command = (try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline"))) ?? Data()
      guard String(decoding: command, as: UTF8.self).contains("redis-server") else { continue }
      let directory = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
      guard directory == folder.file("\(name)/redis") else { continue }
      kill(pid, SIGKILL)
      try? await eventually("the left-over Redis to end", within: 10) { kill(pid, 0) != 0 }
    }
  }
}
