/// Asks a server whether it answers, and whether it is what it should be.
struct PrivateRedisProbe: Sendable {
  /// What the server said.
  enum Answer: Sendable {
    /// It reads its file and will answer later.
    case loading
    /// It works, with our settings.
    case fit
    /// It works, but it is too old.
    case tooOld(RedisVersion)
    /// It works, but not with our settings.
    case unfit(String)
    /// It does not answer.
    case silent
  }

  private let layout: PrivateRedisLayout
  private let connection: RedisConnection

  init(_ layout: PrivateRedisLayout) {
    self.layout = layout
    connection = RedisConnection(
      to: layout.address,
      options: .init(commandTimeout: .seconds(2), patience: .seconds(2), longestBackOff: .milliseconds(50)))
  }

  /// Asks; the answer comes once, on the connection's thread.
  func ask(_ tell: @escaping @Sendable (Answer) -> Void) {
    let settings = layout.expectedSettings
    let questions: [[RedisArgument]] =
      [["PING"], ["INFO", "server"]] + settings.map { ["CONFIG", "GET", .text($0.name)] }
    connection.submit(batch: questions.map { .command($0) }) { result in
      guard case .success(let replies) = result else { return tell(.silent) }
      tell(Self.judge(replies, settings: settings))
    }
  }

  private static func judge(_ replies: [RedisReply], settings: [(name: String, value: String)]) -> Answer {
    if case .error("LOADING", _)? = replies.first { return .loading }
    guard replies.first?.text == "PONG", replies.count == 2 + settings.count else {
      return .unfit("PING was refused")
    }
    guard let version = RedisVersion(infoServer: replies[1]) else { return .unfit("it does not tell its version") }
    guard version >= .oldestSupported else { return .tooOld(version) }
    for (setting, reply) in zip(settings, replies.dropFirst(2)) where reply.strings() != [setting.name, setting.value] {
      return .unfit("its \(setting.name) is not \(setting.value)")
    }
    return .fit
  }
}
