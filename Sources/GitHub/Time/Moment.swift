package import MissionCore

/// Now, on both clocks: deadlines live on the steady one, and only what people and records see is on the wall's.
package struct Moment: Sendable, Hashable {
  /// A clock that only goes forward, at one second a second, since an arbitrary start.
  package let uptime: Duration
  /// The wall clock, which somebody may set.
  package let wall: Timestamp

  /// A moment.
  package init(uptime: Duration, wall: Timestamp) {
    self.uptime = uptime
    self.wall = wall
  }

  /// What the wall clock will show when the steady one shows `uptime`, if nobody sets it.
  package func timestamp(at uptime: Duration) -> Timestamp {
    wall.adding(milliseconds: (uptime - self.uptime).wholeMilliseconds)
  }
}

extension Duration {
  /// Milliseconds, rounded up, so that nobody who waits for them is early; bounded instead of overflowing.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let rest = attoseconds / 1_000_000_000_000_000
    let isWhole = attoseconds % 1_000_000_000_000_000 == 0
    let (sum, sumOverflow) = product.addingReportingOverflow(rest + (isWhole || attoseconds < 0 ? 0 : 1))
    return sumOverflow ? (seconds < 0 ? .min : .max) : sum
  }
}
