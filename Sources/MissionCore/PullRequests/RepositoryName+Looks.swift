extension RepositoryName {
  /// When it is looked at next by those who look this often: the same moments for every mission, so that one look
  /// serves all of them; another repository's lie elsewhere in the interval.
  func nextLook(after now: Timestamp, everySeconds interval: Int) -> Timestamp {
    let length = Int64(max(1, interval)) * 1000
    let place = folded.utf8.reduce(Int64(0)) { ($0 &* 31 &+ Int64($1)) & 0xFFFF_FFFF } &* 1000 % length
    let since = ((now.milliseconds - place) % length + length) % length
    return now.adding(milliseconds: length - since)
  }
}
