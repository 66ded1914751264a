/// A text cut into tokens. References without a repository mean `repository`.
struct Prose {
  let tokens: [ProseToken]
  /// Where each token stands.
  let places: [ProsePlace]

  /// The prose of a Markdown body: without code, quotes, comments and struck text.
  init(markdown: String, repository: RepositoryName) {
    let text = VisibleMarkdown.text(of: markdown)
    (tokens, places) = ProseReader.read(text.bytes, lines: text.lines, repository: repository)
  }

  /// A title. GitHub reads no blocks in titles.
  init(title: String, repository: RepositoryName) {
    (tokens, places) = ProseReader.read(Array(title.utf8), lines: [], repository: repository)
  }

  /// Its whole words in order. `follow-up` and `follow up` are one word, `follow-up`.
  var words: [String] {
    var words: [String] = []
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token else { continue }
      let start = words.last == "follow" ? index - 1 : -1
      if word == "up", start >= 0, tokens[start] == .hyphen || tokens[start] == .word("follow") {
        words[words.count - 1] = "follow-up"
      } else {
        words.append(word)
      }
    }
    return words
  }
}
