/// The name of the branch that an item's work goes to.
package enum BranchName {
  /// What all of them begin with.
  package static let prefix = "signalbox/"
  /// The longest slug in bytes: a branch is a file's name in some clones, and those have at most 255.
  private static let longestSlug = 60

  /// `signalbox/<number>-<slug>`: the slug holds the letters and digits of a title in any script, and nothing that a
  /// path or git could read otherwise.
  ///
  /// - Parameter number: an issue's number, or an item's `001`, or its identity's beginning.
  package static func make(number: String, title: String) -> String {
    let slug = slug(of: title)
    return prefix + number.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      + (slug.isEmpty ? "" : "-\(slug)")
  }

  /// The words of a title joined by dashes.
  static func slug(of title: String) -> String {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in title.lowercased().unicodeScalars {
      if isPartOfWord(scalar) {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = .init()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    var slug = ""
    for word in words {
      let longer = slug.isEmpty ? word : "\(slug)-\(word)"
      if longer.utf8.count > longestSlug { break }
      slug = longer
    }
    // One word, longer than anything: its beginning.
    if slug.isEmpty, let first = words.first {
      for character in first where slug.utf8.count + character.utf8.count <= longestSlug { slug.append(character) }
    }
    return slug
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .spacingMark:
      true
    default: false
    }
  }
}
