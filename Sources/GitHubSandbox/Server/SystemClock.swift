import FoundationEssentials
import MissionCore

/// The machine's clock.
enum SystemClock {
  /// The present time.
  static func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
