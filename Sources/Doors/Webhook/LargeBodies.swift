import Synchronization

/// Who has a place for a large body. Each takes a compressor and up to a megabyte, whoever sends it: the signature
/// comes last.
///
/// A place is taken only when a body has shown that it is large. Where none is free, the slowest holder gives way if it
/// is slower than anybody may be; else the newcomer is told to come again. So neither a stranger who sends a byte now
/// and then nor one who sends nothing keeps others out.
final class LargeBodies: Sendable {
  /// How fast a body must come, from its header on, to keep a place that others want, in bytes a second. A body of 25
  /// MiB comes within the deadline only at six times as much.
  static let leastRate = 128.0 * 1024

  private struct Holder {
    let peer: String
    let start: ContinuousClock.Instant
    var received: Int
    /// Its body is whole: it is being stored, and does not give way any more.
    var isWhole = false
    let giveWay: @Sendable () -> Void

    func rate(at now: ContinuousClock.Instant) -> Double {
      Double(received) / max((now - start) / .seconds(1), 0.001)
    }
  }

  private struct State {
    var holders: [Int: Holder] = [:]
    var next = 0
  }

  private let limit: Int
  private let limitPerAddress: Int
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: how many places there are.
  ///   - limitPerAddress: how many of them one address may have.
  init(
    limit: Int, limitPerAddress: Int, clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.limit = limit
    self.limitPerAddress = limitPerAddress
    self.clock = clock
  }

  /// A place, as long as it is held.
  final class Place: Sendable {
    private let owner: LargeBodies
    private let number: Int

    fileprivate init(_ number: Int, in owner: LargeBodies) {
      self.number = number
      self.owner = owner
    }

    deinit { owner.free(number) }

    /// So many bytes have come by now.
    func note(_ received: Int) { owner.update(number) { $0.received = received } }

    /// The body is whole.
    func complete() { owner.update(number) { $0.isWhole = true } }
  }

  /// Takes a place; nil when there is none and nobody gives way.
  ///
  /// - Parameters:
  ///   - peer: who sends the body.
  ///   - received: how many bytes of it have come.
  ///   - start: since when it comes.
  ///   - giveWay: ends the body for the sake of another; called once at most, on any thread.
  func take(
    for peer: String, received: Int, since start: ContinuousClock.Instant, giveWay: @escaping @Sendable () -> Void
  ) -> Place? {
    let now = clock()
    let (number, displaced) = state.withLock { state -> (Int?, Holder?) in
      let isOverShare = state.holders.values.count { $0.peer == peer } >= limitPerAddress
      var displaced: Holder?
      if isOverShare || state.holders.count >= limit {
        let slowest = state.holders.filter { !$0.value.isWhole && (!isOverShare || $0.value.peer == peer) }
          .min { $0.value.rate(at: now) < $1.value.rate(at: now) }
        guard let slowest, slowest.value.rate(at: now) < Self.leastRate else { return (nil, nil) }
        displaced = state.holders.removeValue(forKey: slowest.key)
      }
      let number = state.next
      state.next += 1
      state.holders[number] = Holder(peer: peer, start: start, received: received, giveWay: giveWay)
      return (number, displaced)
    }
    displaced?.giveWay()
    return number.map { Place($0, in: self) }
  }

  private func update(_ number: Int, _ change: (inout Holder) -> Void) {
    state.withLock { state in
      if var holder = state.holders.removeValue(forKey: number) {
        change(&holder)
        state.holders[number] = holder
      }
    }
  }

  private func free(_ number: Int) { state.withLock { _ = $0.holders.removeValue(forKey: number) } }
}
