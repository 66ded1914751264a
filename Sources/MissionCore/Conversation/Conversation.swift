/// What a mission has heard from people's comments, and what it wrote itself. Only its own functions change it.
package struct Conversation: Hashable, Sendable, Codable {
  /// The commands of which it is not known yet who wrote them, or whether they may.
  private(set) var waiting: [CommandKey: WaitingCommand] = [:]
  // The form in which `links` is stored.
  private var waitingLinks: [WaitingLink]?
  /// The commands that were carried out or put aside, and when: none acts twice, whichever door it came through.
  private(set) var ended: [CommandKey: Timestamp] = [:]
  /// By repository and login.
  private(set) var writers: [String: Writer] = [:]
  /// When to look for comments whose webhook was lost.
  private(set) var nextSearchAt: [RepositoryName: Timestamp] = [:]
  /// Why that failed the last time.
  private(set) var searchProblem: String?
  /// The mission's own comments.
  private(set) var comments: [IssueReference: Posting] = [:]
  /// The mission's own check runs.
  private(set) var checks: [PullRequestReference: Posting] = [:]
  /// Where somebody asked for the status.
  private(set) var asked: Set<IssueReference> = []
  /// What came of the last command under each issue and pull request.
  private(set) var answers: [IssueReference: String] = [:]
  /// Whether GitHub refused a check run: then comments take its place.
  private(set) var cannotCheck = false
  /// The numbers of the mission's own check runs, newest last, at most 200: they are no checks of its pull requests.
  private(set) var ownCheckRuns: [Int] = []

  /// Nothing heard, nothing written.
  package init() {}

  /// Carries every reference over to its name of now. What people may do under it is asked anew.
  mutating func follow(_ move: ReferenceMove) {
    for (key, command) in waiting { waiting[key]?.target = move.moved(command.target) }
    waitingLinks = waitingLinks?.map { $0.following(move) }
    writers = [:]
    nextSearchAt = nextSearchAt.following(move.moved)
    comments = comments.following(move.moved)
    checks = checks.following(move.moved)
    asked = Set(asked.map(move.moved))
    answers = answers.following(move.moved)
  }

  // MARK: Commands

  /// The commands that were heard of.
  var knownCommands: Set<CommandKey> { Set(waiting.keys).union(ended.keys) }

  /// Whether a command was heard of.
  func knows(_ key: CommandKey) -> Bool { waiting[key] != nil || ended[key] != nil }

  /// A command waits for GitHub's word on who wrote it and whether they may.
  mutating func expect(_ command: WaitingCommand, as key: CommandKey) { waiting[key] = command }

  /// GitHub showed who wrote the words of a command.
  mutating func noteSpeaker(_ login: String, of key: CommandKey) { waiting[key]?.speaker = login }

  /// The comment of a command could not be read; true when that is for another reason than before.
  mutating func noteUnread(_ key: CommandKey, because reason: String, at now: Timestamp) -> Bool {
    let isNews = waiting[key]?.looks.problem != reason
    waiting[key]?.looks.fail(reason, at: now)
    return isNews
  }

  /// A command acts no more.
  mutating func end(_ key: CommandKey, at now: Timestamp) {
    waiting[key] = nil
    ended[key] = now
    // What is forgotten here is older than what a first sight may be, unless somebody floods the mission.
    if ended.count > 1_000, let oldest = ended.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      ended[oldest.key] = nil
    }
  }

  /// Comments of a repository were looked for, or could not be; true when that is for another reason than before.
  mutating func noteSearch(of repository: RepositoryName, problem: String?, nextAt: Timestamp) -> Bool {
    defer { searchProblem = problem }
    nextSearchAt[repository] = nextAt
    return searchProblem != problem
  }

  /// What came of the last command under an issue or a pull request.
  mutating func answer(_ text: String, under target: IssueReference) { answers[target] = text }

  /// Somebody asked for the status under an issue or a pull request.
  mutating func askForStatus(under target: IssueReference) { asked.insert(target) }

  /// What was asked for under an issue or a pull request stands there.
  mutating func noteAnswered(under target: IssueReference) { asked.remove(target) }

  // MARK: Rights

  /// What is known of somebody's right, by its key, is to be asked; of the idle ones the oldest gives way to a 201st.
  mutating func askForRight(of key: String, at now: Timestamp) {
    if writers[key] == nil, writers.count >= 200 {
      let idle = writers.filter { $0.value.right != nil }
      if let oldest = idle.min(by: { ($0.value.nextCheckAt, $0.key) < ($1.value.nextCheckAt, $1.key) }) {
        writers[oldest.key] = nil
      }
    }
    writers[key] = Writer(nextCheckAt: now)
  }

  /// GitHub said what somebody may.
  mutating func noteRight(_ right: CommandRight, of key: String, at now: Timestamp) {
    writers[key] = Writer(right: right, checkedAt: now, nextCheckAt: now)
  }

  /// GitHub could not be asked what somebody may; true when that is for another reason than before.
  mutating func noteRightUnknown(of key: String, because reason: String, at now: Timestamp) -> Bool {
    var writer = writers[key] ?? Writer(nextCheckAt: now)
    defer { writers[key] = writer }
    let isNews = writer.problem != reason
    writer.checks.fail(reason, at: now)
    return isNews
  }

  // MARK: Links

  /// The pull requests that wait for their authors' rights where the issue is.
  var links: [WaitingLink] { waitingLinks ?? [] }

  /// A pull request waits for its author's right.
  mutating func expect(_ link: WaitingLink) { waitingLinks = links + [link] }

  /// Takes out the links that are so.
  mutating func takeLinks(where isMeant: (WaitingLink) -> Bool) -> [WaitingLink] {
    defer { waitingLinks?.removeAll(where: isMeant) }
    return links.filter(isMeant)
  }

  // MARK: Postings

  /// The mission's comment goes on so.
  mutating func keep(_ posting: Posting, on target: IssueReference) { comments[target] = posting }

  /// The mission's check run goes on so.
  mutating func keep(_ posting: Posting, on pullRequest: PullRequestReference) { checks[pullRequest] = posting }

  /// A comment was written: GitHub's number of it where it is known.
  mutating func noteWritten(_ report: StatusComment, as number: Int?, at now: Timestamp) {
    asked.remove(report.target)
    comments[report.target, default: .init()].noteWritten(report.text, as: number, at: now)
  }

  /// A check run was written.
  mutating func noteWritten(_ report: StatusCheck, as number: Int?, at now: Timestamp) {
    // A report on an older head: the next one will be another check run.
    if checks[report.pullRequest, default: .init()].head == report.head {
      checks[report.pullRequest]?.noteWritten(report.written, as: number, at: now)
    }
    guard let number, !ownCheckRuns.contains(number) else { return }
    ownCheckRuns.append(number)
    if ownCheckRuns.count > 200 { ownCheckRuns.removeFirst() }
  }

  /// GitHub refuses a comment.
  mutating func noteRefused(_ report: StatusComment, because reason: String, at now: Timestamp) {
    asked.remove(report.target)
    comments[report.target, default: .init()].noteRefused(reason, at: now)
  }

  /// GitHub refuses a check run, from now on comments take its place; true when that is new.
  mutating func noteRefused(_ report: StatusCheck, because reason: String, at now: Timestamp) -> Bool {
    checks[report.pullRequest, default: .init()].noteRefused(reason, at: now)
    defer { cannotCheck = true }
    return !cannotCheck
  }
}
