extension Cause {
  /// What a cause is recognised by across pushes, deliveries and polls: what it is about, and on which pull request.
  package struct Key: Hashable, Sendable {
    /// The pull request it stands on; nil for what is about the item as a whole.
    package var pullRequest: PullRequestReference?
    /// What is wrong there.
    package var subject: Subject

    /// A cause on a pull request, or on the item as a whole.
    package init(_ subject: Subject, on pullRequest: PullRequestReference? = nil) {
      self.subject = subject
      self.pullRequest = pullRequest
    }
  }

  /// What a cause is about.
  package enum Subject: Hashable, Sendable {
    /// The check of this name by this app, whichever workflow or run it is of.
    case check(CheckFact.Source, app: String?, name: String)
    /// What a review bot found, by the bot's own mark of it or by place and title.
    case bot(String, finding: String)
    /// The review of this identity.
    case review(String)
    /// The thread as far as it was written.
    case thread(ThreadMark)
    /// The branch conflicts with its base.
    case conflict
    /// The branch is behind its base.
    case behind
    /// A reviewer's task ended in a rejection of this item.
    case rejection(Identifier<WorkItem>)
    /// A text that this version does not know: it is kept for the version that wrote it.
    case unknown(String)

    /// The kind of fix that mends it; nil where that is not known.
    var fixKind: FixKind? {
      switch self {
      case .check: .checks
      case .bot: .bots
      case .review, .thread: .reviews
      case .conflict, .behind: .mergeability
      case .rejection: .reviewTask
      case .unknown: nil
      }
    }
  }
}

extension Cause.Key: CustomStringConvertible {
  /// The form in the records: the pull request in lower case, a space, and the subject.
  package var description: String {
    (pullRequest.map { "\($0.folded) " } ?? "") + subject.description
  }

  /// Reads the form in the records. Every text is a key: one that is not understood stays as it is.
  init(_ text: String) {
    if let end = text.firstIndex(of: " "), let reference = PullRequestReference(String(text[..<end])) {
      self.init(Cause.Subject(String(text[text.index(after: end)...])), on: reference)
    } else {
      self.init(Cause.Subject(text))
    }
  }
}

extension Cause.Key: Codable, CodingKeyRepresentable {
  /// Reads the form in the records.
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the form in the records.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// So that a dictionary by keys is a JSON object.
  package var codingKey: any CodingKey { TextKey(description) }

  /// Reads the form in the records.
  package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension Cause.Subject: CustomStringConvertible {
  /// The form in the records: its sort and its parts, by colons; only the last part may hold any.
  package var description: String {
    switch self {
    case .check(let source, let app, let name): "check:\(source.rawValue):\(app ?? ""):\(name)"
    case .bot(let name, let finding): "bot:\(name):\(finding)"
    case .review(let id): "review:\(id)"
    case .thread(let mark): "thread:\(mark)"
    case .conflict: "conflict"
    case .behind: "behind"
    case .rejection(let item): "rejection:\(item)"
    case .unknown(let text): text
    }
  }

  fileprivate init(_ text: String) {
    self = Self.read(text) ?? .unknown(text)
  }

  private static func read(_ text: String) -> Self? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case "check":
      let parts = rest.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let source = CheckFact.Source(rawValue: parts[0]) else { return nil }
      return .check(source, app: parts[1].isEmpty ? nil : parts[1], name: parts[2])
    case "bot":
      let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? .bot(parts[0], finding: parts[1]) : nil
    case "review": return .review(rest)
    case "thread": return ThreadMark(rest).map(Self.thread)
    case "conflict" where parts.count == 1: return .conflict
    case "behind" where parts.count == 1: return .behind
    case "rejection": return Identifier(rest).map(Self.rejection)
    default: return nil
    }
  }
}
