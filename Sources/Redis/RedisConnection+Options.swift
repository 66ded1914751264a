extension RedisConnection {
  /// Time limits and bounds of one connection.
  package struct Options: Sendable {
    /// How long a request may take, waiting included, unless it names its own time.
    package var commandTimeout: Duration
    /// How long connecting, `AUTH` and `SELECT` may take.
    package var connectTimeout: Duration
    /// How long requests wait for a broken connection to come back before they fail with `.unavailable`.
    package var patience: Duration
    /// The pause after the first failed attempt to connect; it doubles up to `longestBackOff`.
    package var shortestBackOff: Duration
    /// The longest pause between attempts to connect.
    package var longestBackOff: Duration
    /// How long after its time limit an unanswered request keeps the connection; then it is considered dead.
    package var stallTimeout: Duration
    /// How many requests may be unfinished.
    package var maximumRequests: Int
    /// How many bytes of memory unfinished requests may hold.
    package var maximumBytes: Int
    /// How many sockets share the requests; 1 keeps their order.
    ///
    /// Redis reads some 16 KB from each socket in one turn of its loop and, with `appendfsync always`, syncs the disk
    /// once per turn. On a single socket a burst of packed bodies therefore takes several syncs, however it is
    /// pipelined; on several it shares one.
    package var lanes = 1

    /// Limits that suit the receiver.
    package init(
      commandTimeout: Duration = .seconds(5), connectTimeout: Duration = .seconds(2), patience: Duration = .seconds(1),
      shortestBackOff: Duration = .milliseconds(20), longestBackOff: Duration = .seconds(2),
      stallTimeout: Duration = .seconds(10), maximumRequests: Int = 16_384, maximumBytes: Int = 16 << 20
    ) {
      self.commandTimeout = commandTimeout
      self.connectTimeout = connectTimeout
      self.patience = patience
      self.shortestBackOff = shortestBackOff
      self.longestBackOff = longestBackOff
      self.stallTimeout = stallTimeout
      self.maximumRequests = maximumRequests
      self.maximumBytes = maximumBytes
    }
  }
}
