extension DependencyReader {
  func isTableCell(_ end: Int) -> Bool {
    guard token(end) == .bar else { return false }
    // A row below it of nothing but dashes makes it a table's head.
    var place = end
    while place < tokens.count, place - end < 60 {
      if case .line = tokens[place] { break }
      place += 1
    }
    place += 1
    guard token(place) == .bar || token(place) == .hyphen || token(place) == .colon else { return false }
    return token(place + 1) == .hyphen || token(place + 1) == .colon || token(place) == .hyphen
  }

  func cell(of start: Int) -> Int {
    var cell = 0
    var place = start - 1
    while place >= 0, start - place < 60 {
      if case .line = tokens[place] { break }
      if tokens[place] == .bar { cell += 1 }
      place -= 1
    }
    return cell
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
}
