extension DependencyReader {
  mutating func endBelow() {
    if let below, !below.hasRead, below.column == nil, tokens[below.marker] != .word("after") { miss(below.marker) }
    below = nil
  }

  /// Decides whether a line belongs to the list below a marker, and reads what it holds.
  mutating func readLineBelow(afterBlank: Bool, indent: Int) {
    guard var list = below else { return }
    guard !afterBlank || list.mayCrossBlank else { return endBelow() }
    if let column = list.column {
      guard !afterBlank, let start = place(ofCell: column.cell) else { return endBelow() }
      let references = self.list(at: start).references
      if isOwnRow(column) { references.forEach { take($0) } } else if !references.isEmpty { miss(start) }
      return
    }
    if token(index) == .bullet {
      let column = list.bulletColumn ?? indent
      guard indent + 1 >= column else { return endBelow() }
      var start = index
      while token(start) == .bullet { start += 1 }
      list.bulletColumn = column
      list.mayCrossBlank = true
      // Deeper bullets say something about an item; they are not items.
      if indent <= column + 1 {
        let references = item(from: start)
        references.forEach { take($0) }
        list.hasRead = list.hasRead || !references.isEmpty || saysNone(start)
        if references.isEmpty, namesReference(from: start) { miss(start) }
      }
    } else if let column = list.bulletColumn {
      // More text of an item is indented; anything else ends the list.
      guard !afterBlank, indent > column else { return endBelow() }
    } else {
      let references = self.list(at: index).references
      if references.isEmpty, let column = columnOfIssues {
        list.column = column
        below = list
        return
      }
      guard !references.isEmpty else {
        // An answer of a form without an answer says that there is nothing to wait for.
        list.hasRead = saysNone(index)
        below = list
        return endBelow()
      }
      references.forEach { take($0) }
      list.hasRead = true
      list.mayCrossBlank = false
    }
    below = list
  }

  /// Whether what stands at a place says that there is nothing.
  private func saysNone(_ place: Int) -> Bool {
    guard case .word(let word)? = token(place) else { return isLineEnd(place) }
    return DependencyWords.nothing.contains(word)
  }

  /// The references of a list's item: those it begins with, those in a bracket of their own, or those that end it.
  func item(from start: Int) -> [DependencyReading.Reference] {
    let leading = list(at: start)
    guard leading.references.isEmpty else { return leading.references }
    let titled = bracketed(from: start)
    guard titled.isEmpty else { return titled }
    var place = start
    while place < tokens.count, place - start < 60 {
      switch tokens[place] {
      case .reference:
        let list = list(at: place)
        return isLineEnd(list.end) || token(list.end) == .stop || token(list.end) == .opening ? list.references : []
      case .line, .question: return []
      case .word(let word)
      where DependencyWords.asides.contains(word) || marker(at: place) != nil || isChoice(at: place):
        return []
      default: place += 1
      }
    }
    return []
  }
}
