import MissionCore

/// GitHub's words in a pull request's text that close an issue when it is merged into the default branch
/// (docs.github.com, "Linking a pull request to an issue").
enum ClosingKeywords {
  /// The issues named behind a keyword: `#N`, `owner/name#N` or an issue's address, each once, in their order.
  static func references(in body: String, repository: RepositoryName) -> [IssueReference] {
    var found: [IssueReference] = []
    var isAfterKeyword = false
    for word in body.split(whereSeparator: \.isWhitespace) {
      if isAfterKeyword, let reference = reference(String(word), repository: repository), !found.contains(reference) {
        found.append(reference)
      }
      let keyword = word.hasSuffix(":") ? word.dropLast() : word
      isAfterKeyword = keywords.contains(keyword.lowercased())
    }
    return found
  }

  private static let keywords: Set<String> = [
    "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved",
  ]

  private static func reference(_ word: String, repository: RepositoryName) -> IssueReference? {
    var text = word[...]
    while let last = text.last, ".,;:)!".contains(last) { text = text.dropLast() }
    if text.hasPrefix("#") { return IssueReference("\(repository)\(text)") }
    if text.hasPrefix("https://") {
      let parts = text.split(separator: "/")
      guard parts.count == 6, parts[4] == "issues" else { return nil }
      return IssueReference("\(parts[2])/\(parts[3])#\(parts[5])")
    }
    return IssueReference(String(text))
  }
}
