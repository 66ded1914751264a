/// Where a text's backtick runs stand, so that the closer of a code span is found without searching.
///
/// Questions must be asked in rising order of position: each list is walked once, which keeps a body of nothing but
/// backticks linear.
struct BacktickRuns {
  private var positions: [Int: [Int]] = [:]
  private var cursors: [Int: Int] = [:]

  init(in bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == ASCII.backtick else {
        index += 1
        continue
      }
      let length = bytes.runLength(at: index, end: bytes.count)
      positions[length, default: []].append(index)
      index += length
    }
  }

  /// The first run of exactly `length` that begins in `range`.
  mutating func first(ofLength length: Int, in range: Range<Int>) -> Int? {
    guard let candidates = positions[length] else { return nil }
    var cursor = cursors[length, default: 0]
    while cursor < candidates.count, candidates[cursor] < range.lowerBound { cursor += 1 }
    cursors[length] = cursor
    guard cursor < candidates.count, range.contains(candidates[cursor]) else { return nil }
    return candidates[cursor]
  }
}
