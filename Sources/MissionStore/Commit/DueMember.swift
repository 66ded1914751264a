import MissionCore

/// A piece of due work as a member of the sorted set: `mission kind rest`. A mission's identity has no blanks, and the
/// rest stands at the end, so that whatever it holds can be read back.
struct DueMember: Equatable {
  var mission: Identifier<Mission>
  var work: DueWork

  init(mission: Identifier<Mission>, work: DueWork) {
    self.mission = mission
    self.work = work
  }

  /// Reads a member; nil for one that another version wrote.
  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let mission = Identifier<Mission>(parts[0]) else { return nil }
    let rest = parts.count == 3 ? parts[2] : ""
    let work: DueWork? =
      switch parts[1] {
      case "tick": .tick
      case "issue": IssueReference(rest).map { .issue($0) }
      case "pull": PullRequestReference(rest).map { .pullRequest($0) }
      case "errand": Identifier<PendingAction>(rest).map { .action($0) }
      case "repo": RepositoryName(rest).map { .openPullRequests($0) }
      case "comments": RepositoryName(rest).map { .comments($0) }
      case "evidence": Identifier<WorkTask>(rest).map { .checkEvidence($0) }
      case "landing": PullRequestReference(rest).map { .landing($0) }
      case "workflows": PullRequestReference(rest).map { .workflows($0) }
      case "habits": RepositoryName(rest).map { .checkHabits($0) }
      case "right": Self.commandRight(rest)
      case "words": Self.commandComment(rest)
      default: nil
      }
    guard let work else { return nil }
    self.init(mission: mission, work: work)
  }

  /// The member. References are folded: one thing has one member, however GitHub spells it this time.
  var text: String {
    switch work {
    case .tick: "\(mission) tick"
    case .issue(let reference): "\(mission) issue \(reference.folded)"
    case .pullRequest(let reference): "\(mission) pull \(reference.folded)"
    case .action(let action): "\(mission) errand \(action)"
    case .openPullRequests(let repository): "\(mission) repo \(repository.folded)"
    case .comments(let repository): "\(mission) comments \(repository.folded)"
    case .checkEvidence(let task): "\(mission) evidence \(task)"
    case .landing(let reference): "\(mission) landing \(reference.folded)"
    case .workflows(let reference): "\(mission) workflows \(reference.folded)"
    case .checkHabits(let repository): "\(mission) habits \(repository.folded)"
    case .commandRight(let login, let repository): "\(mission) right \(repository.folded) \(login)"
    case .commandComment(let comment, let repository): "\(mission) words \(repository.folded) \(comment)"
    }
  }

  private static func commandComment(_ text: String) -> DueWork? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let repository = RepositoryName(parts[0]), let comment = Int(parts[1]) else { return nil }
    return .commandComment(comment, in: repository)
  }

  private static func commandRight(_ text: String) -> DueWork? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let repository = RepositoryName(parts[0]) else { return nil }
    return .commandRight(of: parts[1], in: repository)
  }
}
