/// Where a text's tildes stand that can end struck text: behind something, not behind white space.
///
/// Questions must be asked in rising order of position: each list is walked once, as in ``BacktickRuns``.
struct StrikeRuns {
  private var positions: [Int: [Int]] = [:]
  private var cursors: [Int: Int] = [:]

  init(in bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == ASCII.tilde else {
        index += 1
        continue
      }
      let length = bytes.runLength(at: index, end: bytes.count)
      let before = bytes.byte(at: index - 1) ?? ASCII.newline
      // Longer runs strike nothing.
      if length <= 2, !before.isBlank, before != ASCII.newline { positions[length, default: []].append(index) }
      index += length
    }
  }

  /// The first closing run of exactly `length` that begins in `range`.
  mutating func first(ofLength length: Int, in range: Range<Int>) -> Int? {
    guard let candidates = positions[length] else { return nil }
    var cursor = cursors[length, default: 0]
    while cursor < candidates.count, candidates[cursor] < range.lowerBound { cursor += 1 }
    cursors[length] = cursor
    guard cursor < candidates.count, range.contains(candidates[cursor]) else { return nil }
    return candidates[cursor]
  }
}
