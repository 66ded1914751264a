extension Mission {
  /// The mission itself. Only its own functions change it.
  package struct Header: Hashable, Sendable, Codable {
    /// Its identity.
    package let id: Identifier<Mission>
    /// What it was asked to carry, in the order given.
    package private(set) var objectives: [Objective]
    /// Its rules.
    package private(set) var policy: Policy
    /// What `mission.toml` said.
    package private(set) var manifest: Manifest
    /// Where it stands.
    package private(set) var state = State.planning(problem: nil)
    /// When it was started.
    package let createdAt: Timestamp
    /// When it last changed.
    package private(set) var updatedAt: Timestamp
    /// When anything about its work last moved.
    package private(set) var lastProgressAt: Timestamp
    /// When it last was looked at by an event or the clock.
    package private(set) var lastTickAt: Timestamp
    /// The open questions to the conductor.
    package private(set) var help: [HelpRequest] = []
    /// When to look for open pull requests that close its issues.
    package private(set) var nextPullRequestSearchAt: [RepositoryName: Timestamp] = [:]
    /// Why the last change of an issue did not change the graph; nil when the graph is up to date.
    package private(set) var replanProblem: String?
    /// What its runs had cost when an operator last let it go on, in US dollars: its budget begins anew there.
    package private(set) var forgivenCostUSD: Double?
    /// What it was started for; nil is ``StartMode/kept``, as missions were before there was a choice.
    package private(set) var startMode: StartMode?
    var identifiers: IdentifierSource

    /// A mission that begins.
    init(
      id: Identifier<Mission>, objectives: [Objective], policy: Policy, manifest: Manifest, startMode: StartMode?,
      at now: Timestamp
    ) {
      self.id = id
      self.objectives = objectives
      self.policy = policy
      self.manifest = manifest
      self.startMode = startMode
      createdAt = now
      updatedAt = now
      lastProgressAt = now
      lastTickAt = now
      identifiers = IdentifierSource(for: id)
    }
  }
}

extension Mission.Header {
  /// It goes on along the one table of its life (`Mission.mayBecome`).
  mutating func become(_ next: Mission.State) {
    precondition(Mission.mayBecome(next, from: state), "Invalid mission transition: \(state) to \(next)")
    state = next
  }

  /// It is looked at.
  mutating func noteTick(at now: Timestamp) { lastTickAt = now }

  /// A turn ended in which something changed; progress is what moved its work.
  mutating func noteChange(isProgress: Bool, at now: Timestamp) {
    if isProgress { lastProgressAt = now }
    updatedAt = now
  }

  /// A change of its issues made no plan, for this reason, or made one again.
  mutating func noteReplan(problem: String?) { replanProblem = problem }

  /// An operator let it go on when its runs had cost so much, in US dollars.
  mutating func forgive(costUSD: Double) { forgivenCostUSD = costUSD }

  /// It is no rehearsal any more.
  mutating func carryOut() { startMode = nil }

  /// A repository's open pull requests were looked through, or could not be: it is done again after the watch interval.
  mutating func noteSearch(for repository: RepositoryName, at now: Timestamp) {
    nextPullRequestSearchAt[repository] = repository.nextLook(after: now, everySeconds: policy.watchIntervalSeconds)
  }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) {
    objectives = objectives.map(move.moved)
    policy.follow(move)
    manifest.follow(move)
    nextPullRequestSearchAt = nextPullRequestSearchAt.following(move.moved)
    for index in help.indices { help[index].follow(move) }
  }

  /// Whether it differs at most in when it was looked at, and in the words for what it waits for.
  func isSameButForTimes(as other: Self) -> Bool {
    var other = other
    other.updatedAt = updatedAt
    other.lastProgressAt = lastProgressAt
    other.lastTickAt = lastTickAt
    other.identifiers = identifiers
    if case (.blocked(.waiting), .blocked(.waiting)) = (state, other.state) { other.state = state }
    return self == other
  }

  // MARK: Help

  /// Something that only a person can mend.
  struct Need {
    var subject: HelpRequest.Subject
    var reason: String
    var remedy: String
    /// The task whose agent is told as well, where it is about one that stands still.
    var stalled: WorkTask?
  }

  /// What became of the open questions.
  struct HelpChange {
    /// Nobody needs to answer these any more.
    var withdrawn: [HelpRequest] = []
    /// These are asked for the first time.
    var asked: [HelpRequest] = []
    /// These are said again: in other words, or because nobody answered for long.
    var repeated: [HelpRequest] = []
  }

  /// Asks for what is needed and was not asked yet, and withdraws what is not needed any more: one question a subject.
  mutating func ask(for needs: [Need], at now: Timestamp) -> HelpChange {
    var change = HelpChange()
    change.withdrawn = help.filter { request in !needs.contains { $0.subject == request.subject } }
    help.removeAll { request in change.withdrawn.contains { $0.id == request.id } }
    for need in needs {
      guard let place = help.firstIndex(where: { $0.subject == need.subject }) else {
        let request = HelpRequest(
          id: identifiers.next(), subject: need.subject, reason: need.reason, remedy: need.remedy, now: now)
        help.append(request)
        change.asked.append(request)
        continue
      }
      if help[place].renew(need.reason, need.remedy, at: now) { change.repeated.append(help[place]) }
    }
    return change
  }

  /// Withdraws every open question; returns them.
  mutating func withdrawHelp() -> [HelpRequest] {
    defer { help = [] }
    return help
  }
}
