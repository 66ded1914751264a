import MissionCore
import MissionStore

/// The town's Redis as the service uses it: its own child process or somebody else's, and the connections to it.
struct ServiceStore: Sendable {
  let town: TownStore
  /// The same town over a connection that only questions use: a large list must not hold up the clerk.
  let questions: TownStore
  let connection: RedisConnection
  let intake: SignalIntake
  let keys: Keys
  let address: RedisAddress
  private let questionsConnection: RedisConnection
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
      let held = try DataDirectoryLock(configuration.data)
      lock = held
      child = try await PrivateRedis.start(in: held) { event in log.note(event) }
    }
    let address = child?.address ?? configuration.redisAddress
    let keys = Keys(town: configuration.town)
    let connection = RedisConnection(to: address)
    let questions = RedisConnection(to: address)
    let store = ServiceStore(
      town: TownStore(connection: connection, keys: keys, now: Clock.now),
      questions: TownStore(connection: questions, keys: keys, now: Clock.now),
      connection: connection,
      intake: SignalIntake(address: address, keys: keys), keys: keys, address: address, questionsConnection: questions,
      child: child, lock: lock)
    do {
      try await connection.requireVersion()
    } catch {
      store.close()
      await child?.stop()
      throw error
    }
    return store
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
    case .ended(let pid): error("The private Redis ended unasked", ["pid": Int(pid)])
    case .restarting(let pause): warning("The private Redis is started again", ["pause": "\(pause)"])
    case .failed(let fault): error("The private Redis could not be started", ["error": fault.description])
    case .stopped(let pid): info("The private Redis was stopped", ["pid": Int(pid)])
    }
  }
}
