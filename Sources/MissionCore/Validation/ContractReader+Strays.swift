extension Contract {
  /// The lines of a text, from 1, that begin with an assertion's name and are no assertion by the grammar: a name
  /// without `**` around it, in small letters, with a colon inside the `**`, behind a number or a box. Whoever wrote
  /// them believes that they count.
  package static func strays(in text: String) -> [Int] {
    var reader = ContractReader()
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      reader.read(Substring(line))
    }
    return reader.strays
  }
}

extension ContractReader {
  /// Whether a line that is no claim begins as if it were one.
  static func looksLikeClaim(_ line: Substring) -> Bool {
    let isLetter = { (character: Character) in character.isASCII && character.isLetter }
    // A box that is ticked has a letter in it.
    var text = line.prefix(120).drop { !isLetter($0) }
    if text.lowercased().hasPrefix("x]") { text = text.dropFirst().drop { !isLetter($0) } }
    guard line.distance(from: line.startIndex, to: text.startIndex) <= 12 else { return false }
    let name = text.prefix { isLetter($0) || ($0.isASCII && $0.isNumber) || $0 == "-" || $0 == "_" }.lowercased()
    return ["val-", "val_", "assert-", "assert_"].contains { name.hasPrefix($0) } && name.contains(where: \.isNumber)
  }
}
