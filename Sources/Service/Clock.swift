import MissionCore
import System

/// The wall clock, read in one place.
enum Clock {
  /// The time now, in whole milliseconds.
  @Sendable static func now() -> Timestamp {
    Timestamp(milliseconds: WallClock.milliseconds)
  }
}
