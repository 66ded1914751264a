/// How the texts of bots are spelled so that the table's words are found in them.
enum Spelling {
  /// Without emphasis and code marks, with straight apostrophes and plain spaces; the rest as it is, also the asterisk
  /// of a list's item.
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "*") where isBullet(bytes, at: place):
        plain.append(bytes[place])
        place += 1
      case UInt8(ascii: "*"), UInt8(ascii: "`"): place += 1
      // U+2019, the typographic apostrophe.
      case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x99:
        plain.append(UInt8(ascii: "'"))
        place += 3
      // U+00A0, the space that does not break.
      case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0xA0:
        plain.append(UInt8(ascii: " "))
        place += 2
      case let byte:
        plain.append(byte)
        place += 1
      }
    }
    return plain
  }

  /// Whether the asterisk at a place begins an item of a list: white space follows, and nothing but that, or the signs
  /// of quotes, stands before it in its line.
  private static func isBullet(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: " ") || bytes[place + 1] == UInt8(ascii: "\t")
    else {
      return false
    }
    var start = place
    while start > 0, [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">")].contains(bytes[start - 1]) {
      start -= 1
    }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
  }

  /// Whether the words stand in the text.
  static func contains(_ text: [UInt8], _ words: String) -> Bool {
    end(of: Array(words.utf8), in: text, from: 0) != nil
  }

  /// The numbers that follow the words wherever they stand.
  static func numbers(after words: String, in text: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    var place = 0
    let words = Array(words.utf8)
    while let end = end(of: words, in: text, from: place) {
      let digits = text[end...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "(") }
        .prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      if let number = Int(String(decoding: digits.prefix(9), as: UTF8.self)) { numbers.append(number) }
      place = end
    }
    return numbers
  }

  /// The sentences, each without the spaces and signs before its first word.
  static func sentences(of text: [UInt8]) -> [String] {
    text.split { [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"), 0].contains($0) }.map {
      String(decoding: $0, as: UTF8.self).drop { !$0.isLetter && !$0.isNumber }
    }.map(String.init)
  }

  /// Where the text goes on after the words first stand in it; nil where they do not.
  static func end(of words: String, in text: [UInt8]) -> Int? { end(of: Array(words.utf8), in: text, from: 0) }

  private static func end(of words: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard let first = words.first, text.count >= words.count else { return nil }
    return text.withUnsafeBufferPointer { text in
      words.withUnsafeBufferPointer { words in
        var place = start
        while place <= text.count - words.count {
          if text[place] == first {
            var length = 1
            while length < words.count, text[place + length] == words[length] { length += 1 }
            if length == words.count { return place + length }
          }
          place += 1
        }
        return nil
      }
    }
  }
}
