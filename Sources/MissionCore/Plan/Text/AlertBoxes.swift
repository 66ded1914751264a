/// The boxes that GitHub draws of a quote whose first line is `[!NOTE]` or the like
/// (https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts):
/// what stands in them is the author's own word, not a quote.
enum AlertBoxes {
  private static let kinds: Set<String> = ["[!note]", "[!tip]", "[!important]", "[!warning]", "[!caution]"]

  /// The text with what its boxes hold unquoted; every line keeps its number.
  static func opened(in markdown: String) -> String {
    guard markdown.utf8.contains(ASCII.greater) else { return markdown }
    var isQuote = false
    var isBox = false
    var lines: [Substring] = []
    // Either line end is one character, both together are one as well.
    for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: { "\n\r\r\n".contains($0) }) {
      let text = line.drop { $0 == " " }
      guard line.count - text.count < 4, text.first == ">" else {
        isQuote = false
        lines.append(line)
        continue
      }
      var content = text.dropFirst()
      if content.first == " " { content.removeFirst() }
      if !isQuote {
        isQuote = true
        isBox = kinds.contains(content.trimmingSpaces().lowercased())
        lines.append(isBox ? "" : line)
      } else {
        lines.append(isBox ? content : line)
      }
    }
    return lines.joined(separator: "\n")
  }
}
