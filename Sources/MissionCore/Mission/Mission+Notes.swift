extension Mission {
  /// Takes in an operator's note and applies it. A note that cannot be applied says why and stops nothing.
  mutating func accept(_ note: Note, _ turn: inout Turn) -> Reply {
    guard notes[note.id] == nil else { return .done("the note is known already") }
    let reply = apply(NoteDirective(note.body), note, &turn)
    switch reply {
    case .done(let text): notes.keep(note, outcome: text, at: turn.now)
    case .task, .created, .later: notes.keep(note, outcome: "", at: turn.now)
    case .refused(let refusal):
      notes.keep(note, outcome: refusal.message, at: turn.now)
      turn.remark("Note of \(note.sender) not applied: \(refusal.message)")
    }
    return reply
  }

  private mutating func apply(_ directive: NoteDirective, _ note: Note, _ turn: inout Turn) -> Reply {
    switch directive {
    case .resume: return resume(by: note.sender, &turn)
    case .pause: return pause(by: note.sender, &turn)
    case .redirect(let item, let agent, let reason): return redirect(item, to: agent, reason: reason, &turn)
    case .skip(let name): return skip(name, by: note.sender, &turn)
    case .use(let text):
      let items = orderedItems
      let home = (items.first { !$0.rivals.isEmpty } ?? items.first { !$0.pullRequests.isEmpty })?.pullRequests.first
      guard let reference = PullRequestMention.claimed(in: text, home: home?.repository, on: turn.hosts) else {
        return .refused(
          Refusal(
            .invalid, "'\(UntrustedText.line(text))' names no pull request that is asked about",
            hint: "give its address, owner/repo#42 or #42"))
      }
      return use(reference, by: note.sender, &turn)
    case .incomplete(let hint):
      return .refused(Refusal(.invalid, "the note is incomplete", hint: hint))
    case .remark:
      turn.remark("received operator note from \(note.sender): \(note.body)")
      return .done("the note was recorded")
    }
  }

  private mutating func pause(by: String, _ turn: inout Turn) -> Reply {
    switch header.state {
    case .running, .blocked(.waiting):
      header.become(.blocked(.paused(by: by)))
      turn.log("Mission paused by \(by)")
      return .done("mission paused; 'mission resume' lets it go on")
    case .planning, .blocked, .completed, .failed:
      turn.remark("ignored pause directive: the mission is \(header.state.word)")
      return .refused(
        Refusal(.invalid, "a mission that is \(header.state.word) cannot be paused", hint: "'mission status' shows it"))
    }
  }

  private mutating func skip(_ name: String, by: String, _ turn: inout Turn) -> Reply {
    switch openItem(named: name) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let id):
      guard !isOver else { return .refused(overRefusal) }
      finish(id, .skipped, because: "skipped by \(by)", &turn)
      return .done("'\(items[id]?.title ?? "")' is skipped; what depends on it goes on")
    }
  }

  private mutating func redirect(
    _ name: String?, to agentName: String, reason: String, _ turn: inout Turn
  ) -> Reply {
    let agents = turn.roster.named[agentName] ?? []
    guard agents.count == 1, let agent = agents.first else {
      turn.remark("ignored redirect directive: could not resolve agent \(agentName)")
      return .refused(
        agents.isEmpty
          ? Refusal(.notFound, "there is no agent \(agentName)", hint: "'signalbox agent list' shows them")
          : Refusal(
            .invalid, "\(agentName) means \(agents.count) agents",
            hint: "use more of the identity: " + agents.map(\.id.text).sorted().joined(separator: ", ")))
    }
    switch openItem(named: name) {
    case .failure(let refusal):
      turn.remark("ignored redirect directive: could not resolve work item \(name ?? "")")
      return .refused(refusal)
    case .success(let id): return redirect(id, to: agent, reason: reason, &turn)
    }
  }

  private mutating func redirect(
    _ id: Identifier<WorkItem>, to agent: Agent, reason: String, _ turn: inout Turn
  ) -> Reply {
    guard let item = items[id], !isOver else { return .refused(overRefusal) }
    guard agent.isAlive else {
      return .refused(
        Refusal(
          .invalid, "\(agent.name) \(agent.absence)", hint: agent.remedyOfAbsence))
    }
    let open = openTasksOf(id).filter { !$0.isReview }
    if let live = open.first(where: { $0.lease?.agent == agent.id }) {
      return .done("\(agent.name) has it already as task \(live.id)")
    }
    guard !open.isEmpty || item.canBeBegun else {
      return .refused(
        Refusal(
          .invalid, "'\(item.title)' has nothing to do for an agent just now",
          hint: "'signalbox mission why' says what it waits for"))
    }
    let why = "Superseded by dispatcher redirect to \(agent.name)" + (reason.isEmpty ? "" : " (\(reason))")
    let model = open.first { $0.lease != nil } ?? open.first
    for task in open { cancel(task.id, reason: why, &turn) }
    if case .held(.exhausted) = items[id]?.state { items.release(id, at: turn.now) }
    items.forgiveWork(of: id)
    // Where there was nothing to hand over yet, whoever takes the item up later is decided now.
    var task = WorkTask(id: header.identifiers.next(), item: id, kind: model?.kind ?? .work, createdAt: turn.now)
    task.causes = model?.causes ?? []
    task.reservedFor = agent.id
    tasks.add(task)
    if turn.roster.agent(agent.id) == nil { turn.roster.known[agent.id] = agent }
    if isHalted { header.become(.running) }
    turn.log("'\(item.title)' redirected to \(agent.name)" + (reason.isEmpty ? "" : ": \(reason)"))
    return .done("'\(item.title)' goes to \(agent.name) as task \(task.id)")
  }

  /// The open item a word means: an identity, the beginning of one (4 characters or more), an issue's `#N`, or, without
  /// a word, the only open item.
  func openItem(named name: String?) -> Result<Identifier<WorkItem>, Refusal> {
    let open = orderedItems.filter { !$0.isDone }
    guard let name else {
      if open.count == 1 { return .success(open[0].id) }
      return .failure(
        Refusal(
          .invalid, "the note names no item and \(open.count) are open",
          hint: "name one of: " + open.map { String($0.id.text.prefix(8)) }.joined(separator: ", ")))
    }
    let matches = open.filter { $0.isMeant(by: name) }
    if matches.count == 1 { return .success(matches[0].id) }
    if matches.isEmpty {
      return .failure(
        Refusal(.notFound, "no open work item is called \(name)", hint: "'mission status --work' shows them"))
    }
    return .failure(
      Refusal(
        .invalid, "\(name) means \(matches.count) work items",
        hint: "use more of the identity: " + matches.map(\.id.text).joined(separator: ", ")))
  }
}

extension WorkItem {
  /// Whether a word names it: its number in a plan, the beginning of its identity (4 characters or more), or its issue.
  func isMeant(by name: String) -> Bool {
    let word = name.lowercased()
    if let details, details.name == word { return true }
    if word.count >= 4, id.text.hasPrefix(word) { return true }
    guard let issue else { return false }
    return word == "#\(issue.number)" || word == issue.folded
  }

  /// Whether an agent could be told to do it though nobody has a task for it now.
  fileprivate var canBeBegun: Bool {
    switch state {
    case .pending, .ready, .held(.exhausted): true
    case .assigned, .running, .submitted, .held, .done: false
    }
  }
}
