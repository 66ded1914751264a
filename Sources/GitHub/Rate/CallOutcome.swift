/// How a call ended, as far as the limits care.
package enum CallOutcome: Sendable, Hashable {
  /// GitHub answered, whatever it said.
  case answered(RateReport)
  /// The primary limit is used up.
  case limitedPrimary(RateReport)
  /// A secondary limit was hit.
  case limitedSecondary(RateReport)
  /// No answer, or GitHub is out of order (5xx).
  case failed(RateReport)
  /// We gave up on it ourselves: it says nothing about GitHub.
  case abandoned
}
