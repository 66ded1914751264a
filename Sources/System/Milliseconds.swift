/// Times as `poll` wants them: whole milliseconds, rounded up, because waking before the instant would turn in circles
/// until it has come.
package enum Milliseconds {
  /// The wait until an instant.
  package static func until(_ instant: ContinuousClock.Instant) -> Int32 { of(instant - .now) }

  /// At most an hour: `poll` may wake early without harm.
  package static func of(_ duration: Duration) -> Int32 {
    guard duration > .zero else { return 0 }
    let (seconds, attoseconds) = duration.components
    guard seconds < 3600 else { return 3_600_000 }
    return Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}
