/// Where the runs of one character stand that can close something, so that a closer is found without searching.
///
/// Questions must be asked in rising order of position: each list is walked once, which keeps a body of nothing but
/// backticks linear.
struct MarkRuns {
  private var positions: [Int: [Int]] = [:]
  private var cursors: [Int: Int] = [:]

  /// The runs that close code spans.
  static func backticks(in bytes: [UInt8]) -> MarkRuns { MarkRuns(of: ASCII.backtick, in: bytes) { _, _ in true } }

  /// The runs that close struck text: one or two tildes behind something that is not white space; longer ones strike
  /// nothing.
  static func strikes(in bytes: [UInt8]) -> MarkRuns {
    MarkRuns(of: ASCII.tilde, in: bytes) { start, length in
      let before = bytes.byte(at: start - 1) ?? ASCII.newline
      return length <= 2 && !before.isBlank && before != ASCII.newline
    }
  }

  private init(of mark: UInt8, in bytes: [UInt8], where closes: (_ start: Int, _ length: Int) -> Bool) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == mark else {
        index += 1
        continue
      }
      let length = bytes.runLength(at: index, end: bytes.count)
      if closes(index, length) { positions[length, default: []].append(index) }
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
