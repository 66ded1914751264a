extension Mission {
  /// How old a command may be when it is first seen, in seconds.
  static let commandAge = 3_600
  /// How long a right to command is believed without asking again, in seconds.
  private static let rightAge = 300
  /// How long it is believed that somebody GitHub does not call a collaborator has no right, in seconds.
  private static let strangerAge = 3_600
  /// Most commands that wait for their authors' rights; of those, most by people GitHub does not call collaborators:
  /// anybody can write comments, and each of them costs a question.
  private static let waitingBounds = (all: 50, strangers: 10)

  /// The issues and pull requests under which the mission is commanded, and reports.
  package var conversationTargets: Set<IssueReference> {
    var targets = Set<IssueReference>()
    for case .issue(let reference) in header.objectives { targets.insert(reference) }
    for item in items.values {
      if let issue = item.issue { targets.insert(issue) }
      targets.formUnion(item.pullRequests.filter { owns($0.repository) }.map(\.asIssue))
    }
    return targets
  }

  /// The agents that waiting commands may mean, by the words used.
  package var agentWordsOfCommands: [String] { conversation.waiting.values.compactMap(\.command.agentWord).sorted() }

  /// Takes in a comment that commands, from a webhook or a list.
  mutating func takeInCommand(_ comment: CommandComment, _ turn: inout Turn) {
    guard conversationTargets.contains(comment.target) else { return }
    switch comment.sighting {
    case .deleted: for command in comment.commands { putAside(command, of: comment, at: turn.now) }
    // What was edited away before it acted is taken back.
    case .edited(let before):
      for command in before where !comment.commands.contains(command) { putAside(command, of: comment, at: turn.now) }
      receive(comment, except: before, &turn)
    case .created, .listed: receive(comment, except: [], &turn)
    }
  }

  /// Takes in the newest comments of a repository that command. One that was not heard of by webhook is a webhook
  /// missed.
  mutating func takeInCommands(_ comments: [CommandComment], of repository: RepositoryName, _ turn: inout Turn) {
    noteSearch(of: repository, problem: nil, &turn)
    let known = conversation.knownCommands
    for comment in comments { takeInCommand(comment, &turn) }
    let found = conversation.knownCommands.subtracting(known).map(\.comment)
    let missed = comments.filter { found.contains($0.id) }.map(\.updatedAt).min()
    note(missed.map { .missed(since: $0) } ?? .known, in: repository, &turn)
  }

  /// Takes in what GitHub says about somebody's right to command.
  mutating func takeInCommandRight(
    _ right: CommandRight, of login: String, in repository: RepositoryName, _ turn: inout Turn
  ) {
    let key = Self.writerKey(login, repository)
    guard isAwaited(key) else { return }
    conversation.noteRight(right, of: key, at: turn.now)
    decideLinks(of: login, in: repository, right, &turn)
    carryOutCommands(&turn)
  }

  /// Somebody's right to command could not be asked for.
  mutating func takeInCommandRightUnavailable(
    of login: String, in repository: RepositoryName, reason: String, _ turn: inout Turn
  ) {
    let key = Self.writerKey(login, repository)
    guard isAwaited(key) else { return }
    if conversation.noteRightUnknown(of: key, because: reason, at: turn.now) {
      turn.remark("A command of \(login) waits, its right is not known: \(reason)")
    }
    dropOldLinks(at: turn.now)
    for (key, waiting) in conversation.waiting where turn.now.seconds(since: waiting.seenAt) > Self.commandAge {
      conversation.end(key, at: turn.now)
    }
  }

  /// Comments were looked for, or could not be: they are again at the watches' interval.
  mutating func noteSearch(of repository: RepositoryName, problem: String?, _ turn: inout Turn) {
    let nextAt = repository.nextLook(after: turn.now, everySeconds: header.policy.watchIntervalSeconds)
    let isNews = conversation.noteSearch(of: repository, problem: problem, nextAt: nextAt)
    guard let problem, isNews else { return }
    turn.remark("Commands in comments of \(repository) cannot be looked for: \(problem)")
  }

  /// What the conversation needs, and when. A stopped mission can be resumed by a comment, and what a mission has to
  /// say it also says when it is over.
  var conversationDue: [DueWork: Timestamp] {
    var due = outbox.due(isHalted: true)
    guard !isOver else { return due }
    for link in conversation.links {
      let writer = conversation.writers[Self.writerKey(link.author, link.issue.repository)]
      due[.commandRight(of: link.author.lowercased(), in: link.issue.repository)] =
        writer?.nextCheckAt ?? header.updatedAt
    }
    for waiting in conversation.waiting.values {
      let repository = decidingRepository(for: waiting)
      let writer = conversation.writers[Self.writerKey(waiting.commander, repository)]
      // Whoever has no right is not worth a second question; whose words were changed, the editor's right decides.
      if waiting.speaker == nil, waiting.isEdited == true || writer?.right == .writer {
        due[.commandComment(waiting.comment, in: waiting.target.repository)] = waiting.looks.nextAt
      } else {
        due[.commandRight(of: waiting.commander.lowercased(), in: repository)] = writer?.nextCheckAt ?? waiting.seenAt
      }
    }
    for repository in Set(conversationTargets.map(\.repository)) {
      let firstLook = header.createdAt.adding(seconds: header.policy.watchIntervalSeconds)
      due[.comments(repository)] = conversation.nextSearchAt[repository] ?? firstLook
    }
    return due
  }

  // MARK: Receiving

  private mutating func putAside(_ command: CommentCommand, of comment: CommandComment, at now: Timestamp) {
    conversation.end(.init(comment.id, command), at: now)
  }

  private mutating func receive(_ comment: CommandComment, except before: [CommentCommand], _ turn: inout Turn) {
    guard !comment.author.isBot, !comment.isByApp, Self.isLogin(comment.author.login) else { return }
    for (place, command) in comment.commands.enumerated() where !before.contains(command) {
      let key = Conversation.CommandKey(comment.id, command)
      guard !conversation.knows(key) else { continue }
      let writtenAt = self.writtenAt(comment)
      guard isTimely(writtenAt, at: turn.now), hasPlace(for: comment) else { continue }
      let waiting = Conversation.WaitingCommand(
        command: command, comment: comment.id, place: place, target: comment.target, author: comment.author.login,
        hasSay: comment.hasSay, writtenAt: writtenAt, seenAt: turn.now,
        isEdited: comment.updatedAt > comment.createdAt)
      conversation.expect(waiting, as: key)
      noteWriter(comment.author.login, of: decidingRepository(for: waiting), hasSay: comment.hasSay, at: turn.now)
    }
    carryOutCommands(&turn)
  }

  /// When the commands of a comment were written at the latest. Of a comment in a list nobody knows which of its words
  /// are old, unless it was seen before: then what is new in it was added.
  private func writtenAt(_ comment: CommandComment) -> Timestamp {
    switch comment.sighting {
    case .created, .deleted: return comment.createdAt
    case .edited: return comment.updatedAt
    case .listed:
      let wasSeen = conversation.knownCommands.contains { $0.comment == comment.id }
      return wasSeen ? comment.updatedAt : comment.createdAt
    }
  }

  /// Whether a command is neither older than the mission nor too old to be meant for now. GitHub's times have whole
  /// seconds.
  private func isTimely(_ writtenAt: Timestamp, at now: Timestamp) -> Bool {
    writtenAt.adding(milliseconds: 999) >= header.createdAt && now.seconds(since: writtenAt) <= Self.commandAge
  }

  private func hasPlace(for comment: CommandComment) -> Bool {
    guard conversation.waiting.count < Self.waitingBounds.all else { return false }
    return comment.hasSay || conversation.waiting.values.count { !$0.hasSay } < Self.waitingBounds.strangers
  }

  /// Makes somebody's right due, unless it is known well enough.
  mutating func noteWriter(
    _ login: String, of repository: RepositoryName, hasSay: Bool, at now: Timestamp
  ) {
    let key = Self.writerKey(login, repository)
    if let writer = conversation.writers[key] {
      guard let right = writer.right, let checkedAt = writer.checkedAt else { return }
      let limit = right == .writer || hasSay ? Self.rightAge : Self.strangerAge
      if now.seconds(since: checkedAt) <= limit { return }
    }
    conversation.askForRight(of: key, at: now)
  }

  // MARK: Rights

  /// Whether GitHub said within the last minutes that somebody may write, because they commanded.
  func isWriter(_ account: Account, of repository: RepositoryName, at now: Timestamp) -> Bool {
    guard !account.isBot, let writer = conversation.writers[Self.writerKey(account.login, repository)],
      writer.right == .writer, let checkedAt = writer.checkedAt
    else { return false }
    return now.seconds(since: checkedAt) <= Self.rightAge
  }

  private func isAwaited(_ writer: String) -> Bool {
    conversation.links.contains { Self.writerKey($0.author, $0.issue.repository) == writer }
      || conversation.waiting.values.contains { Self.writerKey($0.commander, decidingRepository(for: $0)) == writer }
  }

  /// Where somebody must be allowed to write for a command of theirs to act: in the repository of the thing it changes.
  /// Under a pull request that is the repository of the issue it works for; a command that names an item, that item's.
  func decidingRepository(for waiting: Conversation.WaitingCommand) -> RepositoryName {
    let carried = items.values.first { $0.pullRequests.contains(waiting.target.asPullRequest) }
    let home = carried?.issue?.repository ?? waiting.target.repository
    guard let name = waiting.command.itemWord, case .success(let id) = openItem(named: name) else { return home }
    return items[id]?.issue?.repository ?? home
  }

  static func writerKey(_ login: String, _ repository: RepositoryName) -> String {
    "\(repository.folded) \(login.lowercased())"
  }

  /// Whether a text has the form of a login (also of a managed user's): it goes into a path and into keys.
  static func isLogin(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == ASCII.hyphen || $0 == ASCII.underscore }
  }
}
