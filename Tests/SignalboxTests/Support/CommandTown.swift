import FoundationEssentials
import Glibc
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import Client
@testable import Redis

/// A town in a redis-server of a test's own, with a clerk in small that answers commands as the test says.
final class CommandTown: Sendable {
  let directory: String
  let connection: RedisConnection
  let keys: Keys
  let store: TownStore
  private let process: pid_t
  private let lease = LeaseToken(text: "test-clerk")

  init(named town: String = "shop") async throws {
    let folder = "/tmp/sb-cmd-\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    directory = folder
    process = try await ProgramRun.onItsOwnThread { Self.startRedis(in: folder) }.get()
    var options = RedisConnection.Options()
    options.patience = .seconds(20)
    options.commandTimeout = .seconds(20)
    connection = RedisConnection(to: RedisAddress(place: .unix(path: "\(folder)/r.sock")), options: options)
    keys = Keys(town: town)
    store = TownStore(connection: connection, keys: keys, now: { Played.start })
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Runs the program against this town.
  func signalbox(_ arguments: String...) async throws -> ProgramRun { try await signalbox(arguments) }

  /// Runs the program against this town.
  func signalbox(_ arguments: [String]) async throws -> ProgramRun {
    try await ProgramRun.signalbox(
      arguments + ["--town", keys.town, "--redis", "unix://\(directory)/r.sock"], in: directory)
  }

  /// Serves the town while `body` runs. Every command is remembered and answered; what the answer commits besides its
  /// receipt is up to `answer`.
  func served(
    _ answer: @escaping @Sendable (Command, inout Commit) async throws -> Receipt,
    while body: () async throws -> Void
  ) async throws -> [Command] {
    let state = try await store.acquireLease(lease, holder: "test:1", seconds: 600)
    #expect(state == .held)
    let reader = SignalReader(address: connection.address, keys: keys, options: .init(patience: .seconds(20)))
    try await reader.ensureGroup()
    let clerk = Task { [connection, store, lease] () -> [Command] in
      var commands: [Command] = []
      while let entries = try? await reader.read(block: .seconds(30)) {
        for entry in entries {
          let command = try Command(json: try await connection.rawBody(of: entry, limit: 1 << 20) ?? [])
          commands.append(command)
          var commit = Commit(lease: lease, entry: entry.id)
          let receipt = try await answer(command, &commit)
          commit.receipts.append(ReceiptRecord(signalID: entry.signalID ?? "", json: try receipt.json()))
          let result = try await store.commit(commit)
          if case .committed = result { continue }
          Issue.record("not committed: \(result)")
        }
      }
      return commands
    }
    do {
      try await body()
    } catch {
      reader.close()
      throw error
    }
    reader.close()
    _ = try await store.releaseLease(lease)
    return try await clerk.value
  }

  /// Puts missions and agents into the town as a clerk would.
  func put(_ missions: [Mission] = [], agents: [Agent] = []) async throws {
    let state = try await store.acquireLease(lease, holder: "test:1", seconds: 600)
    #expect(state == .held)
    for mission in missions {
      let result = try await store.commit(Commit(lease: lease, mission: MissionChange(before: nil, after: mission)))
      #expect(result == .committed(revision: 1))
    }
    for agent in agents {
      _ = try await store.commit(Commit(lease: lease, agents: [AgentChange(before: nil, after: agent)]))
    }
    _ = try await store.releaseLease(lease)
  }

  private struct StartFailure: Error { let code: Int32 }

  private static func startRedis(in directory: String) -> Result<pid_t, StartFailure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "\(directory)/log", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    let words = [
      "redis-server", "--port", "0", "--unixsocket", "\(directory)/r.sock", "--dir", directory, "--save", "",
    ]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ)
    return code == 0 ? .success(pid) : .failure(StartFailure(code: code))
  }
}
