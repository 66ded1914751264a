/// Why a call has to wait.
package enum RateLimit: Sendable, Hashable {
  /// The hour's calls are used up, or for a sweep all but the reserve.
  case primary(RateResource)
  /// GitHub told us to slow down.
  case secondary
  /// Writes and searches keep a distance from each other, and a minute has a bound of its own.
  case pace
}
