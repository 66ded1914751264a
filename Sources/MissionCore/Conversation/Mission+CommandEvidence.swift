/// No command acts before GitHub has shown its comment: who wrote its words, and that it says so.
extension Mission {
  /// Takes in what GitHub says about a comment that commands.
  mutating func takeInCommandEvidence(
    _ evidence: CommandEvidence, of comment: Int, in repository: RepositoryName, _ turn: inout Turn
  ) {
    for (key, waiting) in conversation.waiting
    where waiting.comment == comment && waiting.target.repository == repository && waiting.speaker == nil {
      switch speaker(of: waiting, by: evidence) {
      case .success(let login):
        conversation.noteSpeaker(login, of: key)
        noteWriter(login, of: decidingRepository(for: waiting), hasSay: waiting.hasSay, at: turn.now)
      case .failure(let objection):
        conversation.end(key, at: turn.now)
        turn.remark("ignored a command under \(waiting.target): \(objection.reason)")
      }
    }
    carryOutCommands(&turn)
  }

  /// A comment that commands could not be asked for.
  mutating func takeInCommandEvidenceUnavailable(
    of comment: Int, in repository: RepositoryName, reason: String, _ turn: inout Turn
  ) {
    for (key, waiting) in conversation.waiting
    where waiting.comment == comment && waiting.target.repository == repository && waiting.speaker == nil {
      if turn.now.seconds(since: waiting.seenAt) > Self.commandAge {
        conversation.end(key, at: turn.now)
        continue
      }
      if conversation.noteUnread(key, because: reason, at: turn.now) {
        turn.remark("A command of \(waiting.author) waits, its comment cannot be read: \(reason)")
      }
    }
  }

  private struct Objection: Error { let reason: String }

  /// Who wrote a command, by what GitHub shows; or why it does not count.
  private func speaker(
    of waiting: Conversation.WaitingCommand, by evidence: CommandEvidence
  ) -> Result<String, Objection> {
    guard case .written(let author, let editor, let isByApp, let target, let commands) = evidence else {
      return .failure(Objection(reason: "GitHub has no such comment"))
    }
    guard target.number == waiting.target.number else {
      return .failure(Objection(reason: "its comment stands under \(target)"))
    }
    guard commands.contains(waiting.command) else { return .failure(Objection(reason: "its comment does not say so")) }
    guard author.folded == waiting.author.lowercased(), !author.isBot, !isByApp else {
      return .failure(Objection(reason: "it is not \(waiting.author)'s own"))
    }
    let speaker = editor ?? author
    guard !speaker.isBot, Self.isLogin(speaker.login) else {
      return .failure(
        Objection(reason: "its words were last changed by \(UntrustedText.line(speaker.login)), no person"))
    }
    return .success(speaker.login)
  }
}
