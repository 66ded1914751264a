import System

/// Where any thread leaves requests and the connection's thread picks them up; bounded in number and bytes.
final class RedisInbox: Sendable {
  struct Delivery {
    var items: [RedisItem]
    var isClosed: Bool
  }

  /// So many requests, and the bytes of memory they hold.
  struct Load {
    var requests = 0
    var bytes = 0

    mutating func add(_ other: Load) {
      requests += other.requests
      bytes += other.bytes
    }
  }

  private struct State {
    var items: [RedisItem] = []
    /// Accepted and not yet finished, whether still here or on their way.
    var unfinished = Load()
    var isClosed = false
    /// The thread waits for the bell. Only then it is rung, and once.
    var isListening = false
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
      let fits =
        state.unfinished.requests + items.count <= maximumRequests && state.unfinished.bytes + cost <= maximumBytes
      guard fits || state.unfinished.requests == 0 else { return (.overloaded, false) }
      state.items.append(contentsOf: items)
      state.unfinished.add(Load(requests: items.count, bytes: cost))
      defer { state.isListening = false }
      return (nil, state.isListening)
    }
    if mustRing { wakeup.ring() }
    return refusal
  }

  /// Rings in any case: the thread must not wait for anything else then.
  func close() {
    state.withLock { $0.isClosed = true }
    wakeup.ring()
  }

  /// Picks up everything and gives back the room of what is finished.
  func take(finished: Load) -> Delivery {
    state.withLock { state in
      state.unfinished.requests -= finished.requests
      state.unfinished.bytes -= finished.bytes
      state.isListening = false
      defer { state.items = [] }
      return Delivery(items: state.items, isClosed: state.isClosed)
    }
  }

  /// From now until the next `take` the bell rings for what comes. Answers false where something has come already.
  func listen() -> Bool {
    state.withLock { state in
      state.isListening = state.items.isEmpty && !state.isClosed
      return state.isListening
    }
  }

  /// Takes notice of the bell.
  func silence() { wakeup.drain() }
}
