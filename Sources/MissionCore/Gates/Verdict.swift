/// What a gate says just now.
enum Verdict: Hashable, Sendable {
  /// Everything it asks for is there, in fetched state on the current head.
  case passes(String)
  /// Something is still open; says what.
  case waits(String)
  /// Nothing known speaks against it, but no current fetched state proves it: GitHub is being asked. What passed on
  /// this head stays passed until the answer, yet nothing may rest on it meanwhile.
  case unproven(String)
  /// Something is wrong, and the mission itself is about to mend it; says by what.
  case mends(String, by: String)
  /// Something is wrong that the author can mend.
  case acts([Cause], String)
  /// Something is wrong that only a person can mend, and how.
  case needsPerson(String, remedy: String)

  /// Whether it lets through.
  var isPassed: Bool {
    switch self {
    case .passes: true
    case .waits, .unproven, .mends, .acts, .needsPerson: false
    }
  }

  /// Whether anything is known to be wrong; what is merely open or being asked about is not.
  var isWrong: Bool {
    switch self {
    case .mends, .acts, .needsPerson: true
    case .passes, .waits, .unproven: false
    }
  }

  /// Whether only the proof is missing.
  var isUnproven: Bool {
    switch self {
    case .unproven: true
    case .passes, .waits, .mends, .acts, .needsPerson: false
    }
  }

  /// Why: a clause without a full stop.
  var text: String {
    switch self {
    case .passes(let text), .waits(let text), .unproven(let text), .acts(_, let text), .needsPerson(let text, _): text
    case .mends(let text, let means): "\(text); \(means)"
    }
  }

  /// The same verdict in other words.
  func worded(_ words: (String) -> String) -> Verdict {
    switch self {
    case .passes(let text): .passes(words(text))
    case .waits(let text): .waits(words(text))
    case .unproven(let text): .unproven(words(text))
    case .mends(let text, let means): .mends(words(text), by: means)
    case .acts(let causes, let text): .acts(causes, words(text))
    case .needsPerson(let text, let remedy): .needsPerson(words(text), remedy: remedy)
    }
  }
}
