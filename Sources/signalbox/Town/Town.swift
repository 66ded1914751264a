import MissionCore
import MissionStore

/// A town as commands see it: what stands in it, and the one way to change it.
struct Town: Sendable {
  /// The settings.
  let configuration: Configuration
  /// What stands in it.
  let store: TownStore
  /// What is read from it.
  let view: TownView
  /// The names of its keys.
  let keys: Keys
  let connection: RedisConnection
  let surroundings: Surroundings
  let console: Console

  /// The town of a session's configuration.
  init(session: Session) {
    configuration = session.configuration
    surroundings = session.surroundings
    console = session.console
    keys = Keys(town: session.configuration.town)
    connection = RedisConnection(to: session.configuration.redisAddress)
    store = TownStore(connection: connection, keys: keys, now: session.surroundings.now)
    view = TownView(store: store, home: configuration.repository)
  }

  /// The time.
  var now: Timestamp { surroundings.now() }
}
