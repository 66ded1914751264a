/// Where any thread leaves requests and the connection's thread picks them up; bounded in number and bytes.
final class RedisInbox: Sendable {
  struct Delivery {
    var items: [RedisItem]
    var isClosed: Bool
  }

  private struct State {
    var items: [RedisItem] = []
    /// Accepted and not yet finished, whether still here or on their way.
    var unfinished = 0
    var bytes = 0
    var isClosed = false
    /// The bell has been rung since the thread last looked.
    var isRung = false
  }

  private let state = Guarded(State())
  private let wakeup = Wakeup()
  private let maximumRequests: Int
  private let maximumBytes: Int

  init(maximumRequests: Int, maximumBytes: Int) {
    self.maximumRequests = maximumRequests
    self.maximumBytes = maximumBytes
  }

  /// Readable when there is something to pick up.
  var descriptor: Int32 { wakeup.descriptor }

  /// Takes all of `items` or none; then the answer says why.
  func offer(_ items: [RedisItem]) -> RedisError? {
    let cost = items.reduce(0) { $0 + $1.cost }
    let (refusal, mustRing) = state.withLock { state -> (RedisError?, Bool) in
      guard !state.isClosed else { return (.closed, false) }
      // One request alone is always taken, however large: it could never be sent otherwise.
      let fits = state.unfinished + items.count <= maximumRequests && state.bytes + cost <= maximumBytes
      guard fits || state.unfinished == 0 else { return (.overloaded, false) }
      state.items.append(contentsOf: items)
      state.unfinished += items.count
      state.bytes += cost
      defer { state.isRung = true }
      return (nil, !state.isRung)
    }
    if mustRing { wakeup.ring() }
    return refusal
  }

  func close() {
    let mustRing = state.withLock { state in
      defer { (state.isClosed, state.isRung) = (true, true) }
      return !state.isRung
    }
    if mustRing { wakeup.ring() }
  }

  /// Picks up everything and gives back the room of what is finished.
  func take(finished: Int, bytes: Int) -> Delivery {
    wakeup.drain()
    return state.withLock { state in
      state.unfinished -= finished
      state.bytes -= bytes
      state.isRung = false
      defer { state.items = [] }
      return Delivery(items: state.items, isClosed: state.isClosed)
    }
  }
}
