extension PullRequestFacts {
  /// What the review bots say about the head.
  func botsVerdict(at now: Timestamp) -> WatchVerdict {
    let findings = botFindings
    if !findings.isEmpty { return .acts(findings, findings.map(\.title).joined(separator: "; ")) }
    guard let snapshot = currentSnapshot else { return .unproven(staleness) }
    guard snapshot.threads.isComplete else { return .waits("not all review threads could be read") }
    guard snapshot.checks.isComplete else { return .waits("not all checks could be read") }
    for bot in ReviewBot.catalogue where knownBots.contains(bot.name) {
      guard let checkName = bot.checkName else { continue }
      let isOverdue = now >= headSeenAt.adding(seconds: bot.deadlineSeconds)
      if !hasFinished(check: checkName), !isOverdue { return .waits("\(bot.name) has not finished with this head") }
    }
    let silent = silentBots
    return .passes(silent.isEmpty ? "no open finding" : "no open finding (\(silent) stayed silent past the deadline)")
  }

  private var silentBots: String {
    ReviewBot.catalogue.filter { bot in
      guard knownBots.contains(bot.name), let checkName = bot.checkName else { return false }
      return !hasFinished(check: checkName)
    }.map(\.name).joined(separator: ", ")
  }

  private func hasFinished(check name: String) -> Bool {
    checksOfHead.contains { $0.fact.name == name && $0.fact.state != .pending }
  }

  private var botFindings: [Cause] {
    var findings: [Cause] = []
    let observedAt = snapshot?.startedAt ?? headSeenAt
    for thread in openThreads where !thread.isOutdated {
      guard let first = thread.comments.first, let bot = ReviewBot.named(first.author) else { continue }
      findings.append(
        BotFinding(bot: bot, comment: first, path: thread.path, line: thread.line).cause(observedAt: observedAt))
    }
    for hint in commentHints where hint.fact.path != nil {
      guard let bot = ReviewBot.named(hint.fact.comment.author) else { continue }
      let finding = BotFinding(bot: bot, comment: hint.fact.comment, path: hint.fact.path, line: hint.fact.line)
      guard !findings.contains(where: { $0.key == finding.key }) else { continue }
      findings.append(finding.cause(observedAt: hint.observedAt))
    }
    guard let snapshot = snapshotOfHead else { return findings }
    for bot in ReviewBot.catalogue where bot.neutralMeansFindings {
      guard let check = checksOfHead.map(\.fact).first(where: { $0.name == bot.checkName && $0.state == .neutral }),
        !snapshot.threads.elements.contains(where: { ReviewBot.named($0.comments.first?.author) == bot })
      else { continue }
      // The bot says "findings", but none can be seen in a thread: its check is all there is to show.
      findings.append(
        Cause(
          key: "bot:\(bot.name):check", title: "\(bot.name) reports findings in its check", link: check.url,
          quoted: check.summary, severity: "unknown", observedAt: snapshot.startedAt))
    }
    return findings
  }
}

/// One finding of a review bot.
struct BotFinding {
  let bot: ReviewBot
  let comment: CommentFact
  let path: String?
  let line: Int?

  /// The identity that survives pushes and re-posting: the bot's own mark where it sets one, else place and first line.
  var key: String {
    if let mark = Self.mark(after: "BUGBOT_BUG_ID:", in: comment.body)
      ?? Self.mark(after: "cr-comment:v1:", in: comment.body)
    {
      return "bot:\(bot.name):\(mark)"
    }
    return "bot:\(bot.name):\(path ?? ""):\(title)"
  }

  /// How bad the bot calls it; "unknown" blocks like any other.
  var severity: String {
    let text = comment.body.lowercased()
    let markers: [(String, [String])] = [
      ("critical", ["**critical severity**", "🔴 critical", "badge/p0", "alt=\"p0\"", "![critical]"]),
      ("high", ["**high severity**", "🟠 major", "badge/p1", "alt=\"p1\"", "![high]"]),
      ("medium", ["**medium severity**", "🟡 minor", "badge/p2", "alt=\"p2\"", "![medium]"]),
      ("low", ["**low severity**", "🔵 trivial", "badge/p3", "alt=\"p3\"", "![low]"]),
    ]
    return markers.first { marker in marker.1.contains { text.contains($0) } }?.0 ?? "unknown"
  }

  func cause(observedAt: Timestamp) -> Cause {
    let place = path.map { path in line.map { "\(path):\($0)" } ?? path } ?? "the pull request"
    return Cause(
      key: key, title: "\(bot.name) (\(severity)) on \(place)", link: comment.url, quoted: comment.body,
      severity: severity, observedAt: observedAt)
  }

  private var title: String {
    let lines = comment.body.split(whereSeparator: \.isNewline).lazy.map { $0.trimmingSpaces() }
    return String((lines.first { !$0.isEmpty && !$0.hasPrefix("<!--") } ?? "").prefix(120))
  }

  private static func mark(after prefix: String, in text: String) -> String? {
    guard let range = text.firstRange(of: prefix) else { return nil }
    let rest = text[range.upperBound...].drop { $0 == " " }
    let mark = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    return mark.isEmpty ? nil : String(mark.prefix(80))
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and newlines at its ends.
  func trimmingSpaces() -> String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
