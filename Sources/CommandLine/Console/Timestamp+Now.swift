package import MissionCore
import System

extension Timestamp {
  /// What the wall clock shows. Only the outermost code asks; everything else is told the time.
  @Sendable package static func now() -> Timestamp { Timestamp(milliseconds: WallClock.milliseconds) }
}
