/// The moment at which something is judged. It remembers which other moments it was compared with, so that whoever
/// judges knows between which two of them the same facts would be judged the same.
struct Moment {
  let now: Timestamp
  private var since = Timestamp(milliseconds: .min)
  /// From when on an answer may be another one.
  private(set) var until = Timestamp(milliseconds: .max)

  init(_ now: Timestamp) { self.now = now }

  /// Whether the time has come.
  mutating func hasReached(_ time: Timestamp) -> Bool {
    guard now >= time else {
      until = min(until, time)
      return false
    }
    since = max(since, time)
    return true
  }

  /// Whether every answer would be the same at another moment.
  func answersHold(at other: Timestamp) -> Bool { since <= other && other < until }
}
