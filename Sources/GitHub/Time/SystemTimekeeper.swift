import MissionCore
import System

/// The system's clocks.
package struct SystemTimekeeper: Timekeeper {
  private static let origin = ContinuousClock.now

  /// A timekeeper; all of them share one steady clock.
  package init() {}

  /// The moment it is.
  package var now: Moment {
    Moment(
      uptime: ContinuousClock.now - Self.origin,
      wall: Timestamp(milliseconds: WallClock.milliseconds))
  }

  /// Waits on the steady clock.
  package func sleep(for duration: Duration) async throws(CancellationError) {
    do {
      try await ContinuousClock().sleep(for: duration)
    } catch {
      throw CancellationError()
    }
  }
}
