extension Conversation {
  /// Remembers a comment that was written: GitHub's number of it where it is known.
  mutating func noteWritten(_ report: Report, as number: Int?, at now: Timestamp) {
    asked.remove(report.target)
    comments[report.target, default: .init()].noteWritten(report.text, as: number, at: now)
  }

  /// Remembers a check run that was written.
  mutating func noteWritten(_ report: CheckReport, as number: Int?, at now: Timestamp) {
    // A report on an older head: the next one will be another check run.
    if checks[report.pullRequest, default: .init()].head == report.head {
      checks[report.pullRequest]?.noteWritten(report.written, as: number, at: now)
    }
    guard let number, !ownCheckRuns.contains(number) else { return }
    ownCheckRuns.append(number)
    if ownCheckRuns.count > 200 { ownCheckRuns.removeFirst() }
  }

  /// Takes in that GitHub refuses a comment.
  mutating func noteRefused(_ report: Report, because reason: String, at now: Timestamp) {
    asked.remove(report.target)
    comments[report.target, default: .init()].noteRefused(reason, at: now)
  }

  /// Takes in that GitHub refuses a check run, from now on comments take its place; says whether that is new.
  mutating func noteRefused(_ report: CheckReport, because reason: String, at now: Timestamp) -> Bool {
    checks[report.pullRequest, default: .init()].noteRefused(reason, at: now)
    defer { cannotCheck = true }
    return !cannotCheck
  }
}

extension Conversation.Posting {
  fileprivate mutating func noteWritten(_ text: String, as newNumber: Int?, at now: Timestamp) {
    number = newNumber ?? number
    written = Conversation.digest(text)
    writtenAt = now
    action = nil
    refusal = nil
    refusedAt = nil
  }

  fileprivate mutating func noteRefused(_ reason: String, at now: Timestamp) {
    action = nil
    refusal = reason
    refusedAt = now
  }
}

extension CheckReport {
  /// Everything that would have to be written anew when it changes.
  var written: String { "\(head) \(isPassing) \(title)\n\(text)" }
}
