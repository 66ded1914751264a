extension Conversation {
  /// Carries every reference over to the new name. What people may do under it is asked anew.
  mutating func follow(_ move: ReferenceMove) {
    waiting = waiting.mapValues { command in
      var command = command
      command.target = move.moved(command.target)
      return command
    }
    waitingLinks = waitingLinks?.map { link in
      var link = link
      link.pullRequest = move.moved(link.pullRequest)
      link.issue = move.moved(link.issue)
      return link
    }
    writers = [:]
    nextSearchAt = nextSearchAt.following(move.moved)
    comments = comments.following(move.moved)
    checks = checks.following(move.moved)
    asked = Set(asked.map(move.moved))
    answers = answers.following(move.moved)
  }
}

extension Report {
  /// The same report at its new place.
  func following(_ move: ReferenceMove) -> Report {
    Report(mission: mission, target: move.moved(target), comment: comment, since: since, text: text)
  }
}

extension CheckReport {
  /// The same report at its new place.
  func following(_ move: ReferenceMove) -> CheckReport {
    CheckReport(
      mission: mission, pullRequest: move.moved(pullRequest), head: head, run: run, isPassing: isPassing, title: title,
      text: text)
  }
}
