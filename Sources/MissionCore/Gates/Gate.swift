/// A kind of gate: something that a work item has to get past.
///
/// A new kind is a file that makes such a value and says what it makes an item wait for, and its name in ``all``.
struct Gate: Sendable {
  /// A step of an item's life that gates hold it from.
  enum Step: Hashable, Sendable {
    /// Being taken up by an agent.
    case begin
    /// Having its pull requests merged by the mission.
    case merge
    /// Being done.
    case completion
  }

  /// What tells it from the others.
  let name: String
  /// The steps that it holds an item from.
  let steps: Set<Step>
  /// Where an item stands before it: nothing where it does not stand before it at all.
  let standings: @Sendable (Mission, WorkItem, Judgement) -> [Standing]

  init(
    _ name: String, holdsFrom steps: Set<Step>,
    _ standings: @escaping @Sendable (Mission, WorkItem, Judgement) -> [Standing]
  ) {
    self.name = name
    self.steps = steps
    self.standings = standings
  }

  /// Every kind of gate that an item stands before, in the order in which people are told of them.
  static let all: [Gate] = [
    .milestone, .dependency, .confirmation, .choice, .fix, .watch, .landing, .draft, .review, .merge,
  ]
}

extension Gate: Hashable {
  static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
