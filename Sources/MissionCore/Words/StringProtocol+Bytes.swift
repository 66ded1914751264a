extension StringProtocol {
  /// Where words first stand in the text, byte by byte; nil where they do not.
  ///
  /// A sign that combines with one of their letters hides them from a search by characters, but not from GitHub, which
  /// reads bytes. It is also many times slower: it builds a table at every call.
  func firstPlace(of words: String) -> Range<Index>? {
    let offset =
      utf8.withContiguousStorageIfAvailable { text in
        words.utf8.withContiguousStorageIfAvailable { Self.offset(of: $0, in: text) } ?? nil
      }
      ?? Array(utf8).withUnsafeBufferPointer { text in
        Array(words.utf8).withUnsafeBufferPointer { Self.offset(of: $0, in: text) }
      }
    guard let offset else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: words.utf8.count)
  }

  /// Whether words stand in the text, byte by byte.
  func holds(_ words: String) -> Bool { firstPlace(of: words) != nil }

  private static func offset(of words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = words.first, text.count >= words.count else { return words.isEmpty ? 0 : nil }
    for place in 0...(text.count - words.count) where text[place] == first {
      var length = 1
      while length < words.count, text[place + length] == words[length] { length += 1 }
      if length == words.count { return place }
    }
    return nil
  }
}
