import MissionCore
import System

/// The machine's clock.
enum SystemClock {
  /// The present time.
  static func now() -> Timestamp {
    Timestamp(milliseconds: WallClock.milliseconds)
  }
}
