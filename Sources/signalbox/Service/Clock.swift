import Glibc
import MissionCore

/// The wall clock, read in one place.
enum Clock {
  /// The time now, in whole milliseconds.
  @Sendable static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
