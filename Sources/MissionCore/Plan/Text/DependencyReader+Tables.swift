extension DependencyReader {
  /// A column of a table that holds lists, and the columns that say whose they are.
  struct Column {
    /// Which one, by the number of bars before it.
    var cell: Int
    /// Those that name the issue of a row; none where every row is this issue's.
    var names: [Int] = []
  }

  /// The column that the marker from `start` to `end` heads; nil where it heads none.
  func column(from start: Int, to end: Int) -> Column? {
    guard token(start - 1) == .bar || isLineStart(start) else { return nil }
    let after = token(end) == .colon ? end + 1 : end
    guard token(after) == .bar || isLineEnd(after), let heads = heads(around: start) else { return nil }
    let own = cell(of: start)
    return Column(cell: own, names: heads.indices.filter { $0 != own && namesIssues(heads[$0]) })
  }

  /// The column that names issues in a table whose head is the line at `index`; nil where that is no such head.
  var columnOfIssues: Column? {
    guard let heads = heads(around: index) else { return nil }
    return heads.firstIndex(where: namesIssues).map { Column(cell: $0) }
  }

  /// Whether the row at `index` is this issue's: by its number, or by "this".
  func isOwnRow(_ column: Column) -> Bool {
    column.names.isEmpty
      || column.names.contains { name in
        guard var place = place(ofCell: name) else { return false }
        if token(place) == .word("this") { return true }
        while place < tokens.count, tokens[place] != .bar, !isLineEnd(place) {
          if case .reference(let reference) = tokens[place] { return reference == own }
          place += 1
        }
        return false
      }
  }

  func place(ofCell cell: Int) -> Int? {
    var bars = 0
    var place = index
    while place < tokens.count {
      if case .line = tokens[place] { return nil }
      if tokens[place] == .bar { bars += 1 }
      if bars == cell { return tokens[place] == .bar ? place + 1 : place }
      place += 1
    }
    return nil
  }

  private static let longestLine = 60

  private func cell(of start: Int) -> Int {
    var cell = 0
    var place = start - 1
    while place >= 0, start - place < Self.longestLine, !isLineEnd(place) {
      if tokens[place] == .bar { cell += 1 }
      place -= 1
    }
    return cell
  }

  /// The words of each cell of the line around a place, where it is a table's head: it names no issue, and below it
  /// stands a row of dashes, or another row of cells.
  private func heads(around place: Int) -> [[String]]? {
    var start = place
    while start > 0, place - start < Self.longestLine, !isLineEnd(start - 1) { start -= 1 }
    var heads: [[String]] = [[]]
    var end = start
    while !isLineEnd(end), end - start < Self.longestLine {
      switch tokens[end] {
      case .bar: heads.append([])
      case .word(let word): heads[heads.count - 1].append(word)
      case .reference: return nil
      // Such as a lone number sign.
      case .other: heads[heads.count - 1].append("#")
      case .joint, .colon, .hyphen, .opening, .closing, .stop, .question, .line, .bullet, .heading, .quote: break
      }
      end += 1
    }
    guard heads.count > 1, case .line(afterBlank: false, _)? = token(end) else { return nil }
    return isRule(end + 1) || (token(start) == .bar && token(end + 1) == .bar) ? heads : nil
  }

  private func isRule(_ start: Int) -> Bool {
    var place = start
    if token(place) == .bar { place += 1 }
    if token(place) == .colon { place += 1 }
    return token(place) == .hyphen
  }

  private func namesIssues(_ head: [String]) -> Bool { head.contains(where: DependencyWords.issueHeads.contains) }
}
