import FoundationEssentials
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import Client
@testable import Redis

/// A town in a redis-server of a test's own, with a clerk in small that answers commands as the test says.
final class CommandTown: Sendable {
  private let redis: TestRedis
  let connection: RedisConnection
  let keys: Keys
  let store: TownStore
  private let lease = LeaseToken(text: "test-clerk")

  /// Where the server's files are, and the program runs.
  var directory: String { redis.directory.path }

  init(named town: String = "shop") async throws {
    // As a server is that nobody has set up for Signalbox.
    redis = try TestRedis(["--appendonly", "no", "--appendfsync", "everysec"])
    connection = redis.connect()
    keys = Keys(town: town)
    store = TownStore(connection: connection, keys: keys, now: { Played.start })
  }

  /// Runs the program against this town.
  func signalbox(_ arguments: String...) async throws -> ProgramRun { try await signalbox(arguments) }

  /// Runs the program against this town.
  func signalbox(_ arguments: [String], settings: [String: String] = [:]) async throws -> ProgramRun {
    try await ProgramRun.signalbox(
      arguments + ["--town", keys.town, "--redis", "unix://\(redis.socket)"], environment: settings, in: directory)
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
}
