import Glibc

/// The wall clock, which somebody may set: for what people and records see, never for deadlines.
package enum WallClock {
  /// Whole milliseconds since 1970-01-01 UTC, rounded down.
  package static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
