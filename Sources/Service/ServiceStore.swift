import Client
import CommandLine
import Glibc
import MissionCore
import MissionStore
import Redis

/// The town's Redis as the service uses it: its own child process or somebody else's, and the connections to it.
struct ServiceStore: Sendable {
  let town: TownStore
  /// The same town over a connection that only questions use: a large list must not hold up the clerk.
  let questions: TownStore
  let connection: RedisConnection
  let questionsConnection: RedisConnection
  let intake: SignalIntake
  let keys: Keys
  let address: RedisAddress
  /// Whether the data directory is still the one we began with.
  let directory: DataDirectoryWatch
  private let child: PrivateRedis?
  private let lock: DataDirectoryLock?

  /// Takes the data directory, starts or finds Redis, and checks that it is one that will do.
  static func open(_ configuration: Configuration, log: Log) async throws -> ServiceStore {
    var lock: DataDirectoryLock?
    var child: PrivateRedis?
    switch configuration.store {
    // The town is elsewhere; large bodies and the generated secret still need their place before the first delivery.
    case .external: try DataDirectory.prepare(configuration.data)
    case .embedded:
      // What the private Redis and we write there is its owner's alone.
      umask(0o077)
      let held = try DataDirectoryLock(configuration.data)
      lock = held
      child = try await PrivateRedis.start(in: held) { event in log.note(event) }
    }
    let address = child?.address ?? configuration.redisAddress
    let keys = Keys(town: configuration.town)
    let connection = RedisConnection(to: address)
    let questions = RedisConnection(to: address)
    let store = ServiceStore(
      town: TownStore(connection: connection, keys: keys, now: Timestamp.now),
      questions: TownStore(connection: questions, keys: keys, now: Timestamp.now),
      connection: connection, questionsConnection: questions,
      intake: SignalIntake(address: address, keys: keys), keys: keys, address: address,
      directory: DataDirectoryWatch(configuration.data), child: child, lock: lock)
    do {
      try await connection.requireVersion()
      try await store.requireWritable()
      try await store.requireDurability(configuration.redisDurability, log: log)
      // Whoever works on a private Redis holds its directory, as we do now: the last one is dead, and nobody waits for
      // it.
      if lock != nil { try await store.town.endLease() }
    } catch {
      store.close()
      await child?.stop()
      throw error
    }
    return store
  }

  /// Refuses a Redis that takes no writes or runs no scripts: nothing could ever be acknowledged. Whatever passes by
  /// itself is for the readiness to say.
  private func requireWritable() async throws {
    do {
      try await town.checkWritable()
      try await connection.send(["EVAL", "return 1", 0])
    } catch {
      guard case .serverError(let code, let text)? = error.redisFailure else { throw error }
      switch code {
      case "READONLY":
        throw CommandFailure(
          .unavailable, "Redis is a replica that takes no writes: \(text.printable(limit: 200))",
          hint: "give --redis the address of its primary")
      case "NOPERM":
        throw CommandFailure(
          .notPermitted, "Redis does not let this user write or run scripts: \(text.printable(limit: 200))",
          hint: "allow it all keys and '+@all -@dangerous +info +config|get' (ACL SETUSER)")
      case "ERR" where text.lowercased().contains("unknown command"):
        throw CommandFailure(
          .unavailable, "Redis runs no scripts: \(text.printable(limit: 200))",
          hint: "take 'rename-command EVAL' out of redis.conf")
      default: break
      }
    }
  }

  /// Refuses a Redis that loses what it acknowledged. One that cannot be asked is taken as it is, and said.
  private func requireDurability(_ demand: RedisDurability, log: Log) async throws {
    let facts = try? await RedisServerFacts(connection)
    for remark in facts?.remarks ?? [] { log.warning("Redis may lose what it acknowledged", ["reason": remark]) }
    switch facts?.appendonly {
    case "yes"?: break
    case "no"? where demand == .required:
      throw CommandFailure(
        .unavailable, "Redis keeps nothing over a restart: appendonly is off",
        hint: "CONFIG SET appendonly yes, also in redis.conf; or --redis-durability any, and a restart of Redis loses "
          + "what was acknowledged")
    case "no"?:
      log.warning("Redis keeps nothing over a restart (appendonly no); --redis-durability any accepts that")
    case nil, _?: log.warning("Redis does not tell whether it keeps what it acknowledged; check appendonly yourself")
    }
  }

  /// Closes the connections.
  func close() {
    intake.close()
    questionsConnection.close()
    connection.close()
  }

  /// Ends the child, if there is one: it writes what it has and leaves.
  func stop() async { await child?.stop() }
}

extension Log {
  /// Tells what happens to the private Redis.
  fileprivate func note(_ event: PrivateRedis.Event) {
    switch event {
    case .started(let pid): info("The private Redis was started", ["pid": Int(pid)])
    case .adopted(let pid): info("The private Redis of an earlier service is used on", ["pid": Int(pid)])
    case .leftOverStopped(let pid, let reason):
      warning("A left-over private Redis was stopped", ["pid": Int(pid), "reason": reason])
    case .loading(let pid): info("The private Redis reads its file", ["pid": Int(pid)])
    case .ready(let pid): info("The private Redis is ready", ["pid": Int(pid)])
    case .ended(let pid, let lastWords):
      error("The private Redis ended unasked", ["pid": Int(pid), "log": lastWords])
    case .restarting(let pause): warning("The private Redis is started again", ["pause": "\(pause)"])
    case .failed(let fault): error("The private Redis could not be started", ["error": fault.description])
    case .mended(let file, let bytes, let backup):
      error(
        "The private Redis's file had something at its end that is no write; that was cut off",
        ["file": file, "bytes": bytes, "backup": backup])
    case .stopped(let pid): info("The private Redis was stopped", ["pid": Int(pid)])
    }
  }
}
