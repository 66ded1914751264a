/// A pull request as a result's text mentions it.
enum PullRequestMention: Hashable {
  /// A pull request's address: certainly one.
  case certain(PullRequestReference)
  /// `owner/repo#N`, `PR #N`: an issue or a pull request; GitHub knows.
  case possible(PullRequestReference)

  /// All mentions, each once, in order; at most 20. Addresses count in every form people write them: of the page or of
  /// the API, with or without a scheme.
  ///
  /// - Parameters:
  ///   - home: The repository that `PR #42` is of; nil where the work has none.
  ///   - hosts: Where GitHub is: an address anywhere else is none.
  static func all(
    in text: String, home: RepositoryName?, on hosts: GitHubHosts = .gitHub
  ) -> [PullRequestMention] {
    var mentions: [PullRequestMention] = []
    var certain = Set<PullRequestReference>()
    var before: [Substring] = []
    for word in words(of: text) {
      defer { if !isLink(word) { before = before.suffix(4) + [word] } }
      guard mentions.count < 20 else { break }
      guard let mention = mention(word, on: hosts) ?? home.flatMap({ numbered(word, after: before, in: $0) }) else {
        continue
      }
      guard !isOfAnother(after: before) else { continue }
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

  /// The one pull request that a text names and nothing else: its address, `owner/repo#42`, or `#42` and `42` at home.
  static func claimed(in text: String, home: RepositoryName?, on hosts: GitHubHosts) -> PullRequestReference? {
    let words = words(of: text)
    guard words.count == 1, let word = words.first else { return nil }
    switch mention(word, on: hosts) {
    case .certain(let reference), .possible(let reference): return reference
    case nil: break
    }
    let digits = word.hasPrefix("#") ? word.dropFirst() : word
    guard let home, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else { return nil }
    return PullRequestReference(repository: home, number: number)
  }

  private static func mention(_ word: Substring, on hosts: GitHubHosts) -> PullRequestMention? {
    if let reference = address(word, on: hosts) { return .certain(reference) }
    return PullRequestReference(String(bare(word))).map { .possible($0) }
  }

  /// The pull request whose page or API address a word holds: `[https://]host[/api/v3][/repos]/owner/name/pull[s]/42…`.
  private static func address(_ word: Substring, on hosts: GitHubHosts) -> PullRequestReference? {
    var rest = word
    if let mark = word.firstPlace(of: "://") {
      let scheme = word[..<mark.lowerBound].lowercased()
      guard scheme.hasSuffix("https") || scheme.hasSuffix("http") else { return nil }
      rest = word[mark.upperBound...]
    }
    var parts = rest.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard let host = parts.popFirst(), hosts.contains(host) else { return nil }
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

  /// Whether a word says no more of a pull request than that there is one: "PR is #42", "the pull request created:
  /// #42".
  private static func isLink(_ word: Substring) -> Bool {
    ["is", "was", "created", "opened", "open", "number", "now", "ready", "as"].contains(bare(word).lowercased())
  }

  /// Whether the words before a mention say that it is what the work is compared with, or rests on: "written like
  /// acme/shop#7", "based on …/pull/7". It is somebody's, and not what is reported.
  private static func isOfAnother(after before: [Substring]) -> Bool {
    let sentence = before.reversed().prefix { word in !(word.last.map { ".!?。".contains($0) } ?? false) }.reversed()
    let words = sentence.map { bare($0).lowercased() }.filter {
      !["pr", "mr", "pull", "request", "the"].contains($0)
    }
    guard let last = words.last else { return false }
    let pairs = [
      ["based", "on"], ["builds", "on"], ["built", "on"], ["depends", "on"], ["stacked", "on"], ["rebased", "on"],
      ["top", "of"], ["instead", "of"], ["duplicate", "of"], ["blocked", "by"], ["similar", "to"], ["related", "to"],
      ["follow-up", "to"], ["followup", "to"], ["conflicts", "with"], ["waits", "for"],
    ]
    return others.contains(last) || pairs.contains(Array(words.suffix(2)))
  }

  private static let others: Set<String> = [
    "like", "unlike", "than", "needs", "requires", "after", "read", "supersedes", "superseding", "replaces",
    "replacing", "reverts", "reverting", "backports", "duplicates", "unblocks", "blocks",
  ]

  /// `PR #42`, `PR#42`, `pull request #42`, `PR: #42`, `PR created: #42`.
  private static func numbered(
    _ word: Substring, after before: [Substring], in home: RepositoryName
  ) -> PullRequestMention? {
    let folded = bare(word).lowercased()
    let isGlued = ["pr#", "mr#"].contains { folded.hasPrefix($0) }
    let digits = isGlued ? folded.dropFirst(3) : folded.hasPrefix("#") ? folded.dropFirst() : Substring(folded)
    let last = before.last.map { bare($0).lowercased() }
    let isNamed =
      last == "pr" || last == "mr"
      || (last == "request" && before.dropLast().last.map { bare($0).lowercased() } == "pull")
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
  /// What is mentioned.
  var reference: PullRequestReference {
    switch self {
    case .certain(let reference), .possible(let reference): reference
    }
  }

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
  static func shortfall(
    in text: String, home: RepositoryName?, on hosts: GitHubHosts = .gitHub
  ) -> Shortfall? {
    guard all(in: text, home: home, on: hosts).isEmpty else { return nil }
    let words = words(of: text)
    if words.contains(where: { $0.contains("/pull/new/") || $0.contains("/compare/") }) { return .notOpened }
    let isIssue = words.contains { word in
      guard word.contains("/issues/") else { return false }
      return word.contains("://") || word.prefix { $0 != "/" }.contains(".")
    }
    return isIssue ? .issueOnly : nil
  }
}
