/// A stage of a planned mission: its items are handed out only while it is the mission's turn to be there.
package struct Milestone: Hashable, Sendable, Codable {
  /// A milestone's life.
  package enum State: Hashable, Sendable, Codable {
    /// The ones before it are not done.
    case locked
    /// Its items are handed out.
    case active
    /// Its items are done; its assertions are being checked.
    case validating
    /// Only a person can tell how it goes on.
    case held(reason: String)
    /// Its items are done and its assertions hold.
    case done

    /// The state's word in records.
    package var word: String {
      switch self {
      case .locked: "locked"
      case .active: "active"
      case .validating: "validating"
      case .held: "held"
      case .done: "done"
      }
    }
  }

  /// Its place among the milestones, 1 or more, each once.
  package let sequence: Int
  /// Its title, untrusted text.
  package private(set) var title: String
  /// What it is about, untrusted text.
  package private(set) var text: String
  /// Where it stands.
  package private(set) var state = State.locked
  /// Under which identity its validations are filed among the tasks of items.
  package let subject: Identifier<WorkItem>
  /// The number of its newest validation; 0 before the first.
  package private(set) var round = 0
  /// The rounds that failed since a person last let it go on.
  package private(set) var failedRounds = 0
  /// How often a validator gave up since then.
  package private(set) var failedValidations = 0
  /// When it was last begun to be validated; nil while it is not.
  package private(set) var validatingSince: Timestamp?
  /// How long it has been validated in all, in milliseconds.
  package private(set) var validatedMilliseconds: Int64 = 0
  /// When it was last reached or left.
  package private(set) var updatedAt: Timestamp

  init(sequence: Int, title: String, text: String, subject: Identifier<WorkItem>, at now: Timestamp) {
    self.sequence = sequence
    self.title = title
    self.text = text
    self.subject = subject
    updatedAt = now
  }

  /// Its name: `M1`, `M2`, …
  package var id: String { "M\(sequence)" }

  /// Whether it holds nothing back any more.
  package var isDone: Bool { state == .done }

  /// It is called so, and is about this.
  mutating func rename(to title: String, about text: String) {
    self.title = title
    self.text = text
  }

  /// A validation of it begins.
  mutating func beginRound(at now: Timestamp) {
    round += 1
    become(.validating, at: now)
  }

  /// Its assertions failed in this round.
  mutating func countFailedRound() { failedRounds += 1 }

  /// A validator gave up.
  mutating func countFailedValidation() { failedValidations += 1 }

  /// A person lets it go on: what was tried in vain is forgotten.
  mutating func forgiveFailures() {
    failedRounds = 0
    failedValidations = 0
  }

  /// It cannot go on without a person. What cannot be checked may be all there is before any validation began.
  mutating func hold(because reason: String, at now: Timestamp) {
    if state == .active { become(.validating, at: now) }
    become(.held(reason: reason), at: now)
  }

  /// Whether the one table of transitions allows the change.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    case (.locked, .active): true
    // Without an assertion to check it is done at once.
    case (.active, .validating), (.active, .done): true
    // Something failed and is mended; nobody can tell how it goes on; all holds.
    case (.validating, .active), (.validating, .held), (.validating, .done): true
    // A person has spoken.
    case (.held, .held), (.held, .active), (.held, .validating), (.held, .done): true
    // What was done does not hold any more.
    case (.done, .active): true
    case (.locked, _), (.active, _), (.validating, _), (.held, _), (.done, _): false
    }
  }

  /// Moves along the one table of transitions.
  mutating func become(_ next: State, at now: Timestamp) {
    precondition(Self.mayBecome(next, from: state), "Invalid milestone transition: \(state) to \(next)")
    if let since = validatingSince {
      validatedMilliseconds += max(0, now.milliseconds - since.milliseconds)
      validatingSince = nil
    }
    if next == .validating { validatingSince = now }
    state = next
    updatedAt = now
  }
}
