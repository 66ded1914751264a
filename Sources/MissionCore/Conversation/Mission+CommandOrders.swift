/// What commands do once it is known who wrote them, and that they may.
extension Mission {
  /// Carries out the commands whose words GitHub has shown and whose writers' rights are known, in the order they were
  /// written. One that is still asked about holds back its writer's later ones.
  mutating func carryOutCommands(_ turn: inout Turn) {
    let ready = conversation.waiting.sorted {
      ($0.value.writtenAt, $0.value.comment, $0.value.place) < ($1.value.writtenAt, $1.value.comment, $1.value.place)
    }
    var heldBack: Set<String> = []
    for (key, waiting) in ready {
      let repository = decidingRepository(for: waiting)
      let writer = Self.writerKey(waiting.commander, repository)
      let mayAct = waiting.speaker != nil || waiting.isEdited != true
      guard mayAct, !heldBack.contains(writer), let right = conversation.writers[writer]?.right,
        right != .writer || waiting.speaker != nil
      else {
        heldBack.insert(writer)
        continue
      }
      conversation.end(key, at: turn.now)
      switch right {
      case .writer: carryOut(waiting, &turn)
      case .none:
        turn.remark("ignored a command of \(waiting.commander), who may not write to \(repository)")
      case .ourselves:
        turn.remark("ignored a command of \(waiting.commander): that is the account Signalbox itself acts as")
      }
    }
  }

  private mutating func carryOut(_ waiting: Conversation.WaitingCommand, _ turn: inout Turn) {
    let target = waiting.target
    let item = orderedItems.first { $0.issue == target || $0.pullRequests.contains(target.asPullRequest) }
    turn.remark("\(waiting.commander) commands on \(target): \(waiting.command.text)")
    let reply: Reply
    switch CommentOrder(waiting.command, under: item?.id) {
    case .status:
      conversation.askForStatus(under: target)
      return receipt(.eyes, for: waiting, &turn)
    case .approve(let name): reply = approve(name, under: item, for: waiting, &turn)
    case .note(let body):
      reply = accept(
        Note(id: header.identifiers.next(), sender: waiting.commander, body: body, createdAt: turn.now), &turn)
    case .help:
      say(CommentOrder.usage, under: target)
      return receipt(.eyes, for: waiting, &turn)
    case .start:
      say("this mission carries it already", under: target)
      return receipt(.eyes, for: waiting, &turn)
    case .unknown:
      say("\(waiting.words): not understood; \(CommentOrder.usage)", under: target)
      return receipt(.confused, for: waiting, &turn)
    }
    switch reply {
    case .done(let text):
      conversation.answer("\(waiting.words): \(text)", under: target)
      receipt(.thumbsUp, for: waiting, &turn)
    case .refused(let refusal):
      say("\(waiting.words): not done, \(refusal.message) (\(refusal.hint))", under: target)
      receipt(.confused, for: waiting, &turn)
    case .task, .created, .later: break
    }
  }

  /// Says there what a reaction cannot say, also where the mission reports nothing by itself.
  private mutating func say(_ text: String, under target: IssueReference) {
    conversation.answer(text, under: target)
    conversation.askForStatus(under: target)
  }

  private mutating func approve(
    _ name: String?, under item: WorkItem?, for waiting: Conversation.WaitingCommand, _ turn: inout Turn
  ) -> Reply {
    guard let name else {
      guard let item else {
        return .refused(Refusal(.invalid, "nothing here is to be approved", hint: "say approve ITEM"))
      }
      return approve(item.id, for: waiting, &turn)
    }
    switch openItem(named: name) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let id): return approve(id, for: waiting, &turn)
    }
  }

  /// Approves only what the comment's author can have seen: until the command is carried out, another head may have
  /// come. GitHub's times have whole seconds.
  private mutating func approve(
    _ id: Identifier<WorkItem>, for waiting: Conversation.WaitingCommand, _ turn: inout Turn
  ) -> Reply {
    let newer = items[id]?.pullRequests.compactMap { pullRequests[$0] }.first {
      $0.state == .open && $0.headSeenAt > waiting.writtenAt.adding(milliseconds: 999)
    }
    if let newer {
      return .refused(
        Refusal(
          .invalid, "the head of \(newer.reference) is newer than the comment", hint: "look at it and say it again"))
    }
    return approve(id, by: waiting.commander, &turn)
  }

  private mutating func receipt(
    _ reaction: Reaction, for waiting: Conversation.WaitingCommand, _ turn: inout Turn
  ) {
    want(.react(waiting.target.repository, comment: waiting.comment, reaction), for: nil, &turn)
  }
}

extension Conversation.WaitingCommand {
  /// What was said, and by whom, for people.
  fileprivate var words: String { "\(command.text) (\(commander))" }
}
