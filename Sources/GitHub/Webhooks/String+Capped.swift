/// How much of GitHub's texts is kept, in bytes of UTF-8.
enum TextLimit {
  /// Bodies of issues, reviews and comments: GitHub's own limit is 65 536 characters.
  static let body = 65_536
  /// The summary of a check.
  static let summary = 4_096
  /// Titles, and names of checks, labels and branches.
  static let title = 512
  /// Addresses of pages.
  static let url = 2_048
}

extension String {
  /// The text, or as much of its beginning as fits into so many bytes of UTF-8 without cutting a character apart.
  ///
  /// "Character" is a Unicode scalar here: what a reader sees as one character may have any number of them.
  func capped(at limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(startIndex, offsetBy: limit)
    while end > startIndex, utf8[end] & 0b1100_0000 == 0b1000_0000 { end = utf8.index(before: end) }
    return String(self[..<end])
  }

  /// The text if it is the address of a page, else nil: a link to `javascript:` has no place on a dashboard.
  var asPageAddress: String? {
    let lowered = prefix(8).lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://"), utf8.count <= TextLimit.url else { return nil }
    return utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } ? self : nil
  }
}
