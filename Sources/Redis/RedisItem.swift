/// A request on its way: what to ask, until when, and whom to tell.
struct RedisItem: Sendable {
  let wire: RedisWire
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
    wire = RedisWire(request)
    self.deadline = deadline
    self.completion = completion
    cost = wire.memorySize
    // Too much to be sent in vain to a server that has forgotten the script.
    sendsSource = wire.carriesFile
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
    guard wire.isScript, !sendsSource else { return nil }
    var item = self
    item.sendsSource = true
    return item
  }
}
