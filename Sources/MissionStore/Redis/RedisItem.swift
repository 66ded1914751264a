/// A request on its way: what to ask, until when, and whom to tell.
struct RedisItem: Sendable {
  let request: RedisRequest
  let deadline: ContinuousClock.Instant
  /// Memory the request holds, for the bound on what may wait.
  let cost: Int
  /// Nil once told. Its place in the pipeline stays taken until Redis answers.
  private var completion: RedisConnection.Completion?
  /// Set when Redis did not know the script by its digest.
  private(set) var sendsSource: Bool

  init(
    _ request: RedisRequest, deadline: ContinuousClock.Instant, completion: @escaping RedisConnection.Completion
  ) {
    self.request = request
    self.deadline = deadline
    self.completion = completion
    cost = Self.cost(of: request)
    sendsSource = request.carriesFile
  }

  var isAbandoned: Bool { completion == nil }

  /// Tells the answer, the first time only.
  mutating func complete(_ result: Result<RedisReply, RedisError>) {
    let completion = self.completion
    self.completion = nil
    completion?(result)
  }

  /// The same request with the script's source instead of its digest; nil if it is none or had its second chance.
  func retriedWithSource() -> RedisItem? {
    guard case .script = request, !sendsSource else { return nil }
    var item = self
    item.sendsSource = true
    return item
  }

  private static func cost(of request: RedisRequest) -> Int {
    switch request {
    case .command(let arguments): arguments.reduce(128) { $0 + $1.cost }
    case .script(_, let keys, let arguments):
      keys.reduce(arguments.reduce(256) { $0 + $1.cost }) { $0 + 32 + $1.utf8.count }
    }
  }
}

extension RedisArgument {
  fileprivate var cost: Int {
    switch self {
    case .text(let text): 32 + text.utf8.count
    case .bytes(let bytes): 32 + bytes.count
    case .integer: 32
    case .body(let body): 64 + body.memorySize
    }
  }
}

extension RedisRequest {
  /// Whether it carries a body from a file: too much to be sent in vain to a server that has forgotten the script.
  fileprivate var carriesFile: Bool {
    guard case .script(_, _, let arguments) = self else { return false }
    return arguments.contains { argument in
      if case .body(let body) = argument { body.memorySize < body.size } else { false }
    }
  }
}
