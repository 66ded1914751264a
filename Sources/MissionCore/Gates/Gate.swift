/// A kind of gate: something that a work item has to get past.
///
/// A new kind is a file that makes such a value and says what it makes an item wait for, and its name in ``all``.
struct Gate: Sendable {
  /// Steps of an item's life that gates hold it from.
  struct Steps: OptionSet, Sendable {
    let rawValue: UInt8

    /// Being taken up by an agent.
    static let begin = Steps(rawValue: 1)
    /// Having its pull requests merged by the mission.
    static let merge = Steps(rawValue: 2)
    /// Being done.
    static let completion = Steps(rawValue: 4)
  }

  /// What tells it from the others.
  let name: String
  /// The steps that it holds an item from.
  let steps: Steps
  /// Where an item stands before it: nothing where it does not stand before it at all.
  let standings: @Sendable (Mission, WorkItem, Judgement) -> [Standing]

  init(
    _ name: String, holdsFrom steps: Steps,
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
