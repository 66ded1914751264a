/// Tells the time and waits. Injected wherever time matters, so that tests neither sleep nor race.
package protocol Timekeeper: Sendable {
  /// The moment it is.
  var now: Moment { get }
  /// Returns after the duration; throws at once when the task is cancelled.
  func sleep(for duration: Duration) async throws(CancellationError)
}
