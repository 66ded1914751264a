/// The broad sort of work an agent's role is for. Scores between lanes and kinds of work follow the published mission
/// mode's tables; `designer` is ours, so that design work finds a designer before a backend agent.
package enum Lane: String, Hashable, Sendable, CaseIterable {
  /// Designs.
  case designer
  /// Builds servers.
  case backend
  /// Builds what people see.
  case frontend
  /// Builds and runs what everything runs on.
  case devops
  /// Tests.
  case tester
  /// Reviews, and does nothing else while a review is due.
  case reviewer
  /// Checks what a milestone claims, and does nothing else.
  case validator
  /// Plans and asks, and is given nothing that does not name it.
  case lead
  /// Runs things.
  case runner
  /// Finds things out.
  case researcher
  /// Anything else.
  case generalist

  /// The lane of a role: the first of its words (split at anything but letters and digits) that a lane knows.
  ///
  /// Whole words, not substrings: "builder" holds "ui" and "francis" holds "ci", and neither means it.
  package init(role: String) {
    let words = role.lowercased().split { !($0.isLetter || $0.isNumber) }
    self = words.lazy.compactMap { Self.byWord[String($0)] }.first ?? .generalist
  }

  private static let byWord: [String: Lane] = [
    "designer": .designer, "design": .designer, "architect": .designer,
    "backend": .backend, "api": .backend, "server": .backend,
    "frontend": .frontend, "ui": .frontend, "web": .frontend, "client": .frontend,
    "devops": .devops, "infra": .devops, "infrastructure": .devops, "deploy": .devops,
    "tester": .tester, "test": .tester, "tests": .tester, "qa": .tester,
    "reviewer": .reviewer, "review": .reviewer, "audit": .reviewer, "auditor": .reviewer,
    "validator": .validator, "validation": .validator,
    "lead": .lead, "planner": .lead,
    "runner": .runner, "ci": .runner,
    "researcher": .researcher, "research": .researcher, "explore": .researcher,
  ]

  /// How well the lane fits work of a kind that names no role; 0 means never.
  func score(for kind: WorkKind) -> Int {
    switch (kind, self) {
    case (_, .validator), (_, .lead): 0
    case (.research, .researcher): 90
    case (.research, .designer), (.research, .generalist): 45
    case (.research, .backend), (.research, .frontend), (.research, .devops), (.research, .runner): 25
    case (.research, .reviewer), (.research, .tester): 10
    case (.implement, .backend), (.implement, .frontend), (.implement, .devops), (.implement, .generalist): 60
    case (.implement, .runner), (.implement, .researcher): 35
    case (.implement, .designer): 25
    case (.implement, .tester): 5
    case (.implement, .reviewer): 0
    case (.test, .tester): 85
    case (.test, .backend), (.test, .frontend), (.test, .devops), (.test, .generalist): 45
    case (.test, .runner), (.test, .researcher): 30
    case (.test, .designer), (.test, .reviewer): 10
    case (.review, .reviewer): 120
    case (.review, .researcher): 35
    case (.review, .generalist), (.review, .designer): 20
    case (.review, .backend), (.review, .frontend), (.review, .devops), (.review, .tester), (.review, .runner): 5
    case (.design, .designer): 90
    case (.design, .researcher): 75
    case (.design, .backend), (.design, .frontend), (.design, .devops), (.design, .generalist): 55
    case (.design, .reviewer): 30
    case (.design, .runner): 20
    case (.design, .tester): 10
    case (.mergeGate, .runner): 80
    case (.mergeGate, .reviewer): 50
    case (.mergeGate, .backend), (.mergeGate, .frontend), (.mergeGate, .devops), (.mergeGate, .generalist): 35
    case (.mergeGate, .researcher), (.mergeGate, .designer): 20
    case (.mergeGate, .tester): 10
    case (.followUp, .backend), (.followUp, .frontend), (.followUp, .devops), (.followUp, .generalist): 50
    case (.followUp, .researcher): 50
    case (.followUp, .runner): 35
    case (.followUp, .designer): 30
    case (.followUp, .tester): 20
    case (.followUp, .reviewer): 10
    }
  }

  /// How well the lane stands in for another lane that the work names; nil when the named role has no lane of its own.
  func score(standingInFor wanted: Lane, kind: WorkKind) -> Int? {
    switch wanted {
    case .backend, .frontend, .devops:
      switch self {
      case .generalist: 55
      case .backend, .frontend, .devops: 35
      case .runner, .researcher, .designer: 20
      case .tester: kind == .implement ? 5 : 15
      case .reviewer, .validator, .lead: 0
      }
    case .tester:
      switch self {
      case .tester: 100
      case .generalist: 45
      case .backend, .frontend, .devops, .runner, .researcher, .designer: 30
      case .reviewer: 5
      case .validator, .lead: 0
      }
    case .reviewer:
      switch self {
      case .reviewer: 100
      case .researcher: 20
      case .generalist: 10
      case .backend, .frontend, .devops, .tester, .runner, .designer, .validator, .lead: 0
      }
    case .designer, .runner, .researcher, .validator, .lead, .generalist: nil
    }
  }
}
