import System

/// A redis-server of our own: a child process on a unix socket in the data directory, kept alive.
///
/// It is not tied to our life: after a `kill -9` of the service it goes on, and the next service uses it on (or stops
/// it, if it hangs or is set up differently), so that there are never two servers on the same files. Whoever ends in
/// order calls `stop`.
package final class PrivateRedis: Sendable {
  /// Time limits.
  package struct Limits: Sendable {
    /// How long a server may be silent after its start. One that says it is loading may take any time.
    package var answer: Duration
    /// How long it may take to end in order before it is killed.
    package var termination: Duration
    /// The pause before the first restart; it doubles up to `longestBackOff`.
    package var shortestBackOff: Duration
    /// The longest pause before a restart.
    package var longestBackOff: Duration

    /// Limits that suit the service, which has 10 s to end.
    package init(
      answer: Duration = .seconds(15), termination: Duration = .seconds(5),
      shortestBackOff: Duration = .milliseconds(100), longestBackOff: Duration = .seconds(5)
    ) {
      self.answer = answer
      self.termination = termination
      self.shortestBackOff = shortestBackOff
      self.longestBackOff = longestBackOff
    }
  }

  /// Where to connect to.
  package let address: RedisAddress
  private let mailbox: PrivateRedisMailbox

  /// Where a command that runs beside the service finds the private Redis of a data directory.
  package static func address(inDataDirectory path: String) throws(PrivateRedisError) -> RedisAddress {
    try PrivateRedisLayout(dataDirectory: path).address
  }

  /// Starts a server in a locked data directory, or uses the one that was left there; returns when it answers.
  ///
  /// - Parameters:
  ///   - program: looked up in PATH.
  ///   - onEvent: called in order on the supervisor's thread; it must not block.
  package static func start(
    in lock: DataDirectoryLock, program: String = "redis-server", limits: Limits = Limits(),
    onEvent: @escaping @Sendable (Event) -> Void = { _ in }
  ) async throws(PrivateRedisError) -> PrivateRedis {
    let layout = try PrivateRedisLayout(dataDirectory: lock.path)
    do throws(DataDirectoryError) {
      try DataDirectory.make(layout.directory)
    } catch {
      throw .directory(error)
    }
    let mailbox = PrivateRedisMailbox(holding: lock)
    let result = await withCheckedContinuation { continuation in
      mailbox.awaitStart(continuation)
      OwnedThread.start(name: "private-redis") {
        PrivateRedisSupervisor(layout: layout, program: program, limits: limits, mailbox: mailbox, onEvent: onEvent)
          .run()
      }
    }
    try result.get()
    return PrivateRedis(address: layout.address, mailbox: mailbox)
  }

  private init(address: RedisAddress, mailbox: PrivateRedisMailbox) {
    self.address = address
    self.mailbox = mailbox
  }

  deinit { mailbox.requestStop(nil) }

  /// Ends the server in order (it writes what it has and leaves), kills it if that takes too long, and returns when it
  /// is gone. Calling it again does nothing.
  package func stop() async {
    await withCheckedContinuation { mailbox.requestStop($0) }
  }
}
