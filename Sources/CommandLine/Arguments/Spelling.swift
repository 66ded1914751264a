/// Finds what somebody meant who mistyped a name.
package enum Spelling {
  /// The nearest of the known names, if any is near enough: a third of its letters wrong at most.
  package static func nearest(to word: String, in names: [String]) -> String? {
    // Longer words are no typing errors, and the table below is quadratic.
    guard word.count <= 64 else { return nil }
    let ranked = names.map { (name: $0, distance: distance(Array(word.lowercased()), Array($0))) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    if best.distance <= max(1, best.name.count / 3) { return best.name }
    // What was begun but not finished: `stat` for `status`.
    return word.count >= 2 ? names.first { $0.hasPrefix(word.lowercased()) } : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  package static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var older = [Int](repeating: 0, count: right.count + 1)
    var old = Array(0...right.count)
    for row in 0..<left.count {
      var new = [row + 1] + [Int](repeating: 0, count: right.count)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        new[column + 1] = min(old[column + 1] + 1, new[column] + 1, old[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          new[column + 1] = min(new[column + 1], older[column - 1] + 1)
        }
      }
      older = old
      old = new
    }
    return old[right.count]
  }
}
