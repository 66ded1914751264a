extension WorkKind {
  /// The words that name a kind, in the order in which they decide a title. `implement` has none: it is what is left.
  private static let words: [(kind: WorkKind, words: Set<String>)] = [
    (.design, ["design", "rfc", "proposal"]),
    (.test, ["test", "tests", "spec"]),
    (.review, ["review"]),
    (.mergeGate, ["merge"]),
    (.followUp, ["fix", "follow-up", "followup"]),
  ]

  /// Words of a title or body that say that something is built.
  private static let buildWords: Set<String> = ["implement", "build", "add", "create", "develop"]

  /// Reads the kind of work from whole words of an issue's title, then of its body.
  ///
  /// A title that begins with "implement" is implementation, whatever it implements ("Implement the review page"),
  /// unless that is tests. In any other title the table decides, in its order ("Add tests" is a test). A title without
  /// a word of the table that says that something is built is implementation, and its body is not asked: bodies mention
  /// tests, reviews and designs in passing. In the body of any other issue the first word decides that is in the table
  /// or says that something is built. Nothing found is implementation.
  init(title: String, body: String, repository: RepositoryName) {
    let title = Prose(title: title, repository: repository).words
    let named = Self.words.first { !$0.words.isDisjoint(with: title) }?.kind
    if title.first == "implement", Self.named(by: "test", or: "tests", in: title) {
      self = .test
    } else if title.first == "implement" {
      self = .implement
    } else if let named {
      self = named
    } else if !Self.buildWords.isDisjoint(with: title) {
      self = .implement
    } else {
      self = Self.kind(ofBody: body, repository: repository)
    }
  }

  private static func named(by word: String, or other: String, in title: [String]) -> Bool {
    title.contains(word) || title.contains(other)
  }

  private static func kind(ofBody body: String, repository: RepositoryName) -> WorkKind {
    for word in Prose(markdown: body, repository: repository).words {
      if buildWords.contains(word) { return .implement }
      if let named = words.first(where: { $0.words.contains(word) }) { return named.kind }
    }
    return .implement
  }
}
