package import CommandLine
package import MissionCore
package import MissionStore
package import Redis
package import Views

/// A town as commands see it: what stands in it, and the one way to change it.
package struct Town: Sendable {
  /// Where the town is, and what was set.
  package let configuration: Configuration
  /// What stands in it.
  package let store: TownStore
  /// What is read from it.
  package let view: TownView
  /// The names of its keys.
  package let keys: Keys
  /// The one connection to its Redis.
  package let connection: RedisConnection
  /// Whether others use the connection too, so that nothing may wait on it.
  let sharesConnection: Bool
  /// Environment, files, time.
  package let surroundings: Surroundings
  /// Where a command answers.
  package let console: Console

  /// The town of a session's configuration.
  ///
  /// - Parameter shared: a connection that others use too; nil for one of its own.
  package init(session: Session, over shared: RedisConnection? = nil) {
    configuration = session.configuration
    surroundings = session.surroundings
    console = session.console
    keys = Keys(town: session.configuration.town)
    connection = shared ?? RedisConnection(to: session.configuration.redisAddress)
    sharesConnection = shared != nil
    store = TownStore(connection: connection, keys: keys, now: session.surroundings.now)
    view = TownView(store: store, home: configuration.repository)
  }

  /// What the clock around a command shows.
  package var now: Timestamp { surroundings.now() }
}
