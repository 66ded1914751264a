/// A pull request as a result's text mentions it.
enum PullRequestMention: Hashable {
  /// A pull request's address: certainly one.
  case certain(PullRequestReference)
  /// `owner/repo#N`, `PR #N`: an issue or a pull request; GitHub knows.
  case possible(PullRequestReference)

  /// All mentions, each once, in order; at most 20. Addresses count in every form people write them: of the page or of
  /// the API, with or without a scheme.
  ///
  /// - Parameter home: The repository that `PR #42` is of; nil where the work has none.
  static func all(in text: String, home: RepositoryName?) -> [PullRequestMention] {
    var mentions: [PullRequestMention] = []
    var certain = Set<PullRequestReference>()
    var before: [Substring] = []
    for word in words(of: text) {
      defer { before = before.suffix(1) + [word] }
      guard mentions.count < 20 else { break }
      guard let mention = mention(word) ?? home.flatMap({ numbered(word, after: before, in: $0) }) else { continue }
      if case .certain(let reference) = mention { certain.insert(reference) }
      if !mentions.contains(mention) { mentions.append(mention) }
    }
    return mentions.filter { mention in
      if case .possible(let reference) = mention { return !certain.contains(reference) }
      return true
    }
  }

  private static func words(of text: String) -> [Substring] {
    text.split { $0.isWhitespace || "()[]<>{}|*\"'`,;，、；（）".contains($0) }
  }

  private static func mention(_ word: Substring) -> PullRequestMention? {
    if let reference = address(word) { return .certain(reference) }
    return PullRequestReference(String(bare(word))).map { .possible($0) }
  }

  /// The pull request whose page or API address a word holds: `[https://]host[/api/v3][/repos]/owner/name/pull[s]/42…`.
  private static func address(_ word: Substring) -> PullRequestReference? {
    var rest = word
    if let scheme = word.firstRange(of: "https://") ?? word.firstRange(of: "http://") {
      rest = word[scheme.upperBound...]
    }
    var parts = rest.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard let host = parts.popFirst(), host.contains(".") || rest.startIndex != word.startIndex else { return nil }
    if parts.starts(with: ["api", "v3"]) { parts = parts.dropFirst(2) }
    if parts.first == "repos", parts.count > 4 { parts = parts.dropFirst() }
    guard parts.count >= 4 else { return nil }
    let path = Array(parts.prefix(4))
    guard path[2] == "pull" || path[2] == "pulls",
      let repository = RepositoryName(owner: String(path[0]), name: String(path[1])),
      let number = number(path[3])
    else { return nil }
    return PullRequestReference(repository: repository, number: number)
  }

  /// `PR #42`, `PR#42`, `pull request #42`, `PR: #42`.
  private static func numbered(
    _ word: Substring, after before: [Substring], in home: RepositoryName
  ) -> PullRequestMention? {
    let folded = bare(word).lowercased()
    let isGlued = ["pr#", "mr#"].contains { folded.hasPrefix($0) }
    let digits = isGlued ? folded.dropFirst(3) : folded.hasPrefix("#") ? folded.dropFirst() : Substring(folded)
    let last = before.last.map { bare($0).lowercased() }
    let isNamed =
      last == "pr" || last == "mr"
      || (last == "request" && before.first.map { bare($0).lowercased() } == "pull")
    guard isGlued || (isNamed && folded.hasPrefix("#")), let number = number(digits) else { return nil }
    return PullRequestReference(repository: home, number: number).map { .possible($0) }
  }

  /// A number that nothing but an address's rest or a sentence's end follows: `42`, `42#issuecomment-1`, `42.`
  private static func number(_ text: Substring) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if let next = text[digits.endIndex...].first, next.isLetter || next == "_" || next == "-" { return nil }
    return Int(digits)
  }

  /// A word without the punctuation of its sentence.
  private static func bare(_ word: Substring) -> Substring {
    var bare = word
    while let last = bare.last, ".:!?。：".contains(last) { bare.removeLast() }
    while let first = bare.first, first == ":" { bare.removeFirst() }
    return bare
  }
}

extension PullRequestMention {
  /// What a result names in place of a pull request that was opened.
  enum Shortfall: Hashable {
    /// The page on which one is opened, or two branches are compared: nothing was opened.
    case notOpened
    /// An issue's address only.
    case issueOnly

    /// What the result shows, and what to do.
    var refusal: (message: String, hint: String) {
      switch self {
      case .notOpened:
        ("the result shows where a pull request could be opened, and none that was", "open it and report its address")
      case .issueOnly:
        ("the result shows an issue and no pull request", "open a pull request and report its address")
      }
    }
  }

  /// What a result shows that is no pull request; nil when it names one, or shows nothing of the kind.
  static func shortfall(in text: String, home: RepositoryName?) -> Shortfall? {
    guard all(in: text, home: home).isEmpty else { return nil }
    let words = words(of: text)
    if words.contains(where: { $0.contains("/pull/new/") || $0.contains("/compare/") }) { return .notOpened }
    return words.contains { $0.contains("://") && $0.contains("/issues/") } ? .issueOnly : nil
  }
}
