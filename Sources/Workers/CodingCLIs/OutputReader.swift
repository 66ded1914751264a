import MissionCore

/// Reads a coding CLI's standard output while it comes, and says at the end what it means.
///
/// Believes what a program says of its failure, never what it calls success: claude that is not signed in writes
/// `"subtype":"success","is_error":true`.
package struct OutputReader: Sendable {
  /// Lines and documents beyond this size are not read.
  private static let largestDocument = 4 << 20
  /// How much of plain words is kept: the end.
  private static let longestText = 64 << 10

  private let dialect: CodingCLI.Dialect
  private var line: [UInt8] = []
  /// A document may go over many lines: kept from its beginning, up to a size.
  private var document: [UInt8] = []
  private var text: [UInt8] = []
  private var hasReadLine = false
  private var account = RunAccount()

  /// A reader of a dialect.
  package init(_ dialect: CodingCLI.Dialect) { self.dialect = dialect }

  /// Takes in the next bytes.
  package mutating func take(_ bytes: some Collection<UInt8>) {
    text += bytes
    if text.count > 2 * Self.longestText { text.removeFirst(text.count - Self.longestText) }
    guard dialect != .text else { return }
    if document.count < Self.largestDocument { document += bytes.prefix(Self.largestDocument - document.count) }
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      keep(rest[..<end])
      readLine()
      rest = rest[rest.index(after: end)...]
    }
    keep(rest)
  }

  /// What the run said, once all of its output was taken in.
  package mutating func finish() -> RunAccount {
    if dialect != .text { readLine() }
    if !hasReadLine, dialect != .text, let start = document.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }),
      let tree = JSONTree(document[start...])
    {
      read(tree)
    }
    if account.message == nil, dialect == .text || !hasReadLine { account.message = Self.printable(text.suffix(8_000)) }
    return account
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    if line.count <= Self.largestDocument { line += bytes.prefix(Self.largestDocument + 1 - line.count) }
  }

  private mutating func readLine() {
    defer { line.removeAll(keepingCapacity: true) }
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first == 0x7B || first == 0x5B,
      line.count <= Self.largestDocument, let tree = JSONTree(line)
    else { return }
    switch tree {
    case .object: break
    case .list(let elements) where !elements.isEmpty && elements.allSatisfy({ $0["type"] != nil }): break
    case .null, .boolean, .number, .text, .list: return
    }
    hasReadLine = true
    read(tree)
  }

  private mutating func read(_ tree: JSONTree) {
    if case .list(let elements) = tree {
      for element in elements { read(element) }
      return
    }
    switch dialect {
    case .text: break
    case .result: readResult(tree)
    case .thread: readThread(tree)
    case .response: readResponse(tree)
    case .parts: readPart(tree)
    case .messages: readMessages(tree)
    }
  }

  private mutating func readResult(_ tree: JSONTree) {
    account.session = (tree["session_id"] ?? tree["sessionId"])?.text ?? account.session
    switch tree["type"]?.text {
    case "result", nil:
      account.message = (tree["result"] ?? tree["text"] ?? tree["response"])?.text ?? account.message
      account.usage.costUSD = tree["total_cost_usd"]?.number ?? account.usage.costUSD
      account.usage.turns = tree["num_turns"]?.count ?? account.usage.turns
      readTokens(tree["usage"])
      account.denials = (tree["permission_denials"]?.elements ?? []).compactMap { $0["tool_name"]?.text }
      if tree["is_error"]?.isTrue == true {
        account.error =
          account.message ?? tree["terminal_reason"]?.text ?? tree["subtype"]?.text ?? "it says that it failed"
      } else if let error = tree["error"] {
        account.error = error.text ?? error["message"]?.text
      }
    case "error": account.error = Self.words(of: tree) ?? "it says that it failed"
    case .some: break
    }
  }

  private mutating func readThread(_ tree: JSONTree) {
    switch tree["type"]?.text {
    case "thread.started": account.session = tree["thread_id"]?.text
    case "item.completed":
      let item = tree["item"]
      if item?["type"]?.text == "agent_message" { account.message = item?["text"]?.text ?? account.message }
    case "turn.completed":
      account.error = nil
      account.usage.turns = (account.usage.turns ?? 0) + 1
      addTokens(tree["usage"])
    case "turn.failed", "error": account.error = Self.words(of: tree) ?? account.error ?? "it says that it failed"
    case .some, nil: break
    }
  }

  private mutating func readResponse(_ tree: JSONTree) {
    account.session = tree["session_id"]?.text ?? account.session
    account.message = tree["response"]?.text ?? account.message
    if let error = tree["error"] { account.error = error.text ?? error["message"]?.text ?? "it says that it failed" }
    guard case .object(let models)? = tree["stats"]?["models"] else { return }
    for model in models.values {
      add(model["tokens"]?["prompt"]?.count, to: \.inputTokens)
      add(model["tokens"]?["candidates"]?.count, to: \.outputTokens)
    }
  }

  private mutating func readPart(_ tree: JSONTree) {
    account.session = tree["sessionID"]?.text ?? account.session
    switch tree["type"]?.text {
    case "text": account.message = tree["part"]?["text"]?.text ?? account.message
    case "step_finish":
      let part = tree["part"]
      account.usage.turns = (account.usage.turns ?? 0) + 1
      account.usage.costUSD = (account.usage.costUSD ?? 0) + (part?["cost"]?.number ?? 0)
      add(part?["tokens"]?["input"]?.count, to: \.inputTokens)
      add(part?["tokens"]?["output"]?.count, to: \.outputTokens)
    case "error": account.error = Self.words(of: tree) ?? "it says that it failed"
    case .some, nil: break
    }
  }

  private mutating func readMessages(_ tree: JSONTree) {
    account.session = (tree["session_id"] ?? tree["metadata"]?["session_id"])?.text ?? account.session
    let spoken = (tree["messages"]?.elements ?? []).last { $0["role"]?.text == "assistant" }
    account.message = spoken?["content"]?.elements.last { $0["text"] != nil }?["text"]?.text ?? account.message
    account.usage.turns = tree["metadata"]?["turns"]?.count ?? account.usage.turns
    if let total = tree["metadata"]?["total_tokens"]?.count { account.usage.inputTokens = total }
    if tree["type"]?.text == "error" { account.error = Self.words(of: tree) }
  }

  /// Totals of the whole run.
  private mutating func readTokens(_ usage: JSONTree?) {
    guard let usage else { return }
    let read = ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"].compactMap {
      usage[$0]?.count
    }
    if !read.isEmpty { account.usage.inputTokens = read.reduce(0, +) }
    account.usage.outputTokens = usage["output_tokens"]?.count ?? account.usage.outputTokens
  }

  /// Tokens of one turn of several. Cached ones are among those read.
  private mutating func addTokens(_ usage: JSONTree?) {
    add(usage?["input_tokens"]?.count, to: \.inputTokens)
    add(usage?["output_tokens"]?.count, to: \.outputTokens)
  }

  private mutating func add(_ count: Int?, to path: WritableKeyPath<RunUsage, Int?>) {
    if let count { account.usage[keyPath: path] = (account.usage[keyPath: path] ?? 0) + count }
  }

  private static func words(of tree: JSONTree) -> String? {
    tree["message"]?.text ?? tree["error"]?.text ?? tree["error"]?["message"]?.text
      ?? tree["error"]?["data"]?["message"]?.text
  }

  /// The end of what a program wrote, without what moves a terminal's cursor.
  static func printable(_ bytes: some Collection<UInt8>) -> String? {
    var scalars = String.UnicodeScalarView()
    var escape = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch (escape, scalar.value) {
      case (_, 0x1B): escape = 1
      case (1, 0x5B): escape = 2
      case (1, _): escape = 0
      case (2, 0x40...0x7E): escape = 0
      case (2, _): break
      case (_, 0x0A), (_, 0x09): scalars.append(scalar)
      case (_, 0..<0x20), (_, 0x7F..<0xA0): break
      default: scalars.append(scalar)
      }
    }
    let lines = String(scalars).split(separator: "\n").suffix(60)
    let words = lines.joined(separator: "\n")
    return words.allSatisfy(\.isWhitespace) ? nil : words
  }
}
